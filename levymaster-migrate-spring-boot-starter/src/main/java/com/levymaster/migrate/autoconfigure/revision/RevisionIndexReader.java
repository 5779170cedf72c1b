package com.levymaster.migrate.autoconfigure.revision;

import com.levymaster.migrate.definition.RevisionIndex;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.util.Map;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.Resource;
import org.springframework.core.io.UrlResource;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.util.ResourceUtils;

/**
 * Puts the revisions of indexes into the cache of class metadata that the component scan uses, so that the scan lists
 * their class files but does not read them. A class that the index lacks is read, and one that is only in the index is
 * not found: an index loses and adds no revision. A class with further annotations, such as conditions, is read too.
 *
 * <p>Only for jars, which are built as a whole: in a directory of classes each may have been compiled by another tool,
 * without the annotation processor.
 */
final class RevisionIndexReader {

    private final DefaultResourceLoader resources;

    RevisionIndexReader(DefaultResourceLoader resources) {
        this.resources = resources;
    }

    void read() {
        ClassLoader loader = resources.getClassLoader();
        if (loader == null) {
            return;
        }
        Map<Resource, MetadataReader> cache = resources.getResourceCache(MetadataReader.class);
        MetadataReaderFactory classFiles = MetadataReaderFactory.create(loader);
        for (RevisionIndex.Entry entry : RevisionIndex.entries(loader)) {
            if (!entry.annotatedFurther() && entry.index().startsWith(ResourceUtils.JAR_URL_PREFIX)) {
                Resource classFile = resource(entry.classFile());
                cache.put(classFile, new IndexedRevision(entry, classFile, classFiles));
            }
        }
    }

    private static Resource resource(String address) {
        try {
            return new UrlResource(address);
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }
}
