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
 * Excludes revisions from Boot's component scanning and collects them. They are thus found in test slices too, which do
 * not scan plain components, and applied revisions cost no bean definition and no class loading.
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

    /**
     * Returns whether the package was scanned: a scan passes every class that is directly in the package to this
     * filter.
     */
    boolean hasScanned(String packageName) {
        return packages.contains(packageName);
    }

    /** Returns and clears the revisions that were excluded since the last call. */
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
