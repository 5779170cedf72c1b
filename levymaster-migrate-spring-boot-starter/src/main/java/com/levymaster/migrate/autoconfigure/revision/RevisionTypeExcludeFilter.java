package com.levymaster.migrate.autoconfigure.revision;

import com.levymaster.migrate.Revision;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.util.ClassUtils;

/**
 * Takes the revisions out of Boot's component scanning and remembers them. So they are found in test slices too, whose
 * scanning leaves plain components out, and a start with nothing to do pays neither a bean definition nor a loaded class
 * for each of them.
 */
final class RevisionTypeExcludeFilter extends TypeExcludeFilter {

    static final String BEAN_NAME = RevisionTypeExcludeFilter.class.getName();

    private final Set<String> packages = new HashSet<>();
    private final List<MetadataReader> revisions = new ArrayList<>();

    @Override
    public boolean match(MetadataReader type, MetadataReaderFactory readers) {
        packages.add(ClassUtils.getPackageName(type.getClassMetadata().getClassName()));
        if (!type.getAnnotationMetadata().isAnnotated(Revision.class.getName())) {
            return false;
        }
        revisions.add(type);
        return true;
    }

    /** Whether a scan came through this package; one that covers a package meets the classes that are directly in it. */
    boolean hasScanned(String packageName) {
        return packages.contains(packageName);
    }

    /** What was left out since the last call. */
    List<MetadataReader> drain() {
        List<MetadataReader> taken = List.copyOf(revisions);
        revisions.clear();
        return taken;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RevisionTypeExcludeFilter;
    }

    @Override
    public int hashCode() {
        return RevisionTypeExcludeFilter.class.hashCode();
    }
}
