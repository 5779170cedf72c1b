package com.levymaster.migrate.definition;

import com.levymaster.migrate.RevisionModule;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds the module of a package: that of its annotation, or of the closest package above that has one. */
public final class PackageModules {

    private PackageModules() {}

    /**
     * Returns the module of a package; empty if none is named.
     *
     * @param annotations returns the attributes of an annotation of a package, by its class name; {@code null} if the package does not
     *     have it
     */
    public static String of(String packageName, Annotations annotations) {
        for (String name = packageName; !name.isEmpty(); name = parent(name)) {
            Function<String, @Nullable Object> attributes = annotations.of(name, RevisionModule.class.getName());
            if (attributes != null) {
                Object module = attributes.apply("value");
                return module == null || module.equals("")
                        ? name.substring(name.lastIndexOf('.') + 1)
                        : module.toString();
            }
        }
        return "";
    }

    static String of(String packageName, @Nullable ClassLoader loader) {
        return of(packageName, (name, annotation) -> {
            RevisionModule module = annotated(name, loader);
            return module == null ? null : attribute -> module.value();
        });
    }

    private static @Nullable RevisionModule annotated(String packageName, @Nullable ClassLoader loader) {
        try {
            return Class.forName(packageName + ".package-info", false, loader).getAnnotation(RevisionModule.class);
        } catch (ClassNotFoundException e) {
            return null;
        }
    }

    private static String parent(String packageName) {
        return packageName.substring(0, Math.max(0, packageName.lastIndexOf('.')));
    }

    /** Reads the annotations of packages. */
    @FunctionalInterface
    public interface Annotations {

        /** Returns the attributes by name; {@code null} if the package does not have the annotation. */
        @Nullable
        Function<String, @Nullable Object> of(String packageName, String annotation);
    }
}
