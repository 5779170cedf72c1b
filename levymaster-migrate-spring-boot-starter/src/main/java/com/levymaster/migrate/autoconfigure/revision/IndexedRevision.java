package com.levymaster.migrate.autoconfigure.revision;

import com.levymaster.migrate.Revision;
import com.levymaster.migrate.definition.RevisionIndex;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.io.Resource;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.core.type.ClassMetadata;
import org.springframework.core.type.MethodMetadata;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.util.function.SingletonSupplier;

/**
 * The metadata of a revision class as the compiler wrote them into the index. What the index does not have is read from
 * the class file when it is asked for, which the filters of an ordinary application do not.
 */
final class IndexedRevision implements MetadataReader, AnnotationMetadata {

    /** {@code @Component}, and what that is annotated with. */
    private static final MergedAnnotations OF_ANNOTATION = MergedAnnotations.from(Revision.class);

    private final RevisionIndex.Entry revision;
    private final Resource classFile;
    private final Supplier<AnnotationMetadata> read;

    IndexedRevision(RevisionIndex.Entry revision, Resource classFile, MetadataReaderFactory readers) {
        this.revision = revision;
        this.classFile = classFile;
        this.read = SingletonSupplier.of(() -> read(classFile, readers));
    }

    private static AnnotationMetadata read(Resource classFile, MetadataReaderFactory readers) {
        try {
            return readers.getMetadataReader(classFile).getAnnotationMetadata();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the annotation says. */
    ScannedRevisions.Header header() {
        return new ScannedRevisions.Header(
                revision.definition().header(), revision.definition().options());
    }

    @Override
    public boolean hasAnnotation(String annotationName) {
        return annotationName.equals(Revision.class.getName());
    }

    @Override
    public boolean isAnnotated(String annotationName) {
        return hasAnnotation(annotationName) || hasMetaAnnotation(annotationName);
    }

    @Override
    public boolean hasMetaAnnotation(String annotationName) {
        return OF_ANNOTATION.isPresent(annotationName);
    }

    @Override
    public Resource getResource() {
        return classFile;
    }

    @Override
    public ClassMetadata getClassMetadata() {
        return this;
    }

    @Override
    public AnnotationMetadata getAnnotationMetadata() {
        return this;
    }

    @Override
    public MergedAnnotations getAnnotations() {
        return read.get().getAnnotations();
    }

    @Override
    public String getClassName() {
        return revision.className();
    }

    @Override
    public boolean isInterface() {
        return false;
    }

    @Override
    public boolean isAnnotation() {
        return false;
    }

    @Override
    public boolean isAbstract() {
        return false;
    }

    @Override
    public boolean isFinal() {
        return read.get().isFinal();
    }

    @Override
    public boolean isIndependent() {
        return getClassName().indexOf('$') < 0 || read.get().isIndependent();
    }

    @Override
    public @Nullable String getEnclosingClassName() {
        return read.get().getEnclosingClassName();
    }

    @Override
    public @Nullable String getSuperClassName() {
        return read.get().getSuperClassName();
    }

    @Override
    public String[] getInterfaceNames() {
        return read.get().getInterfaceNames();
    }

    @Override
    public String[] getMemberClassNames() {
        return read.get().getMemberClassNames();
    }

    @Override
    public Set<MethodMetadata> getAnnotatedMethods(String annotationName) {
        return read.get().getAnnotatedMethods(annotationName);
    }

    @Override
    public Set<MethodMetadata> getDeclaredMethods() {
        return read.get().getDeclaredMethods();
    }
}
