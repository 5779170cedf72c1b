package com.levymaster.migrate.definition;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.revision.RevisionException;
import com.levymaster.migrate.revision.RevisionGraph;
import com.levymaster.migrate.revision.RevisionHeader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Writer;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.NoSuchFileException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.annotation.processing.SupportedOptions;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.tools.Diagnostic.Kind;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/**
 * Writes the {@link RevisionIndex} when revisions are compiled. The compiler finds it on the class path; if processors
 * are listed ({@code annotationProcessorPaths}, JDK 23 and later: {@code -proc:full}), this library must be among them.
 *
 * <p>A class with {@link Revision} that is no {@link Migration} is a compile error. The option {@value #HEADS}, such as
 * {@code -Alevymaster.migrate.heads=1}, also makes an error of each fault of the graph of these revisions (duplicate and
 * invalid ids, cycles), and of another number of heads. Parents that are not compiled here may be in another library, so
 * that a missing one is left to the start.
 */
@SupportedAnnotationTypes("com.levymaster.migrate.Revision")
@SupportedOptions(RevisionIndexProcessor.HEADS)
public final class RevisionIndexProcessor extends AbstractProcessor {

    /** The option with the number of heads that the revisions of a compilation must have. */
    public static final String HEADS = "levymaster.migrate.heads";

    private final Map<String, RevisionHeader> headers = new TreeMap<>();
    private final Map<String, String> lines = new TreeMap<>();

    /** The newest version of the language that the compiler knows: a revision has no syntax of its own. */
    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        for (Element element : round.getElementsAnnotatedWith(Revision.class)) {
            if (!element.getModifiers().contains(Modifier.ABSTRACT)) {
                add((TypeElement) element);
            }
        }
        if (round.processingOver() && !round.errorRaised()) {
            try {
                keepLinesOfOtherCompilations();
                if (!lines.isEmpty()) {
                    write();
                }
            } catch (IOException e) {
                error(RevisionIndex.RESOURCE + " cannot be written: " + e, null);
            }
            checkGraph();
        }
        return false;
    }

    private void add(TypeElement type) {
        TypeElement migration = processingEnv.getElementUtils().getTypeElement(Migration.class.getName());
        if (!processingEnv.getTypeUtils().isAssignable(type.asType(), migration.asType())) {
            error("A class with @Revision must implement " + Migration.class.getName() + ".", type);
            return;
        }
        RevisionDefinition declared = RevisionDefinition.of(type.getAnnotation(Revision.class), RevisionIndex::unused);
        RevisionDefinition definition =
                declared.header().module().isEmpty() ? declared.withModule(module(type)) : declared;
        String name = processingEnv.getElementUtils().getBinaryName(type).toString();
        headers.put(name, definition.header());
        // the module of the package is read at run time: it may change without a compilation of the class
        lines.put(name, RevisionIndex.line(name, declared, isAnnotatedFurther(type)));
    }

    private String module(TypeElement type) {
        Elements elements = processingEnv.getElementUtils();
        return PackageModules.of(
                elements.getPackageOf(type).getQualifiedName().toString(), (packageName, annotation) -> {
                    PackageElement element = elements.getPackageElement(packageName);
                    return element == null ? null : attributes(element, annotation);
                });
    }

    private static @Nullable Function<String, @Nullable Object> attributes(PackageElement element, String annotation) {
        for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
            if (((TypeElement) mirror.getAnnotationType().asElement())
                    .getQualifiedName()
                    .contentEquals(annotation)) {
                return name -> mirror.getElementValues().entrySet().stream()
                        .filter(value -> value.getKey().getSimpleName().contentEquals(name))
                        .map(value -> value.getValue().getValue())
                        .findFirst()
                        .orElse(null);
            }
        }
        return null;
    }

    private static boolean isAnnotatedFurther(TypeElement type) {
        return type.getAnnotationMirrors().stream()
                .map(annotation -> annotation.getAnnotationType().asElement())
                .anyMatch(annotation -> !isOnlySeenByTheCompiler(annotation)
                        && !((TypeElement) annotation).getQualifiedName().contentEquals(Revision.class.getName()));
    }

    private static boolean isOnlySeenByTheCompiler(Element annotation) {
        Retention retention = annotation.getAnnotation(Retention.class);
        return retention != null && retention.value() == RetentionPolicy.SOURCE;
    }

    /** An incremental compilation passes only the changed classes; the index that is there has the others. */
    private void keepLinesOfOtherCompilations() throws IOException {
        String index;
        try {
            index = processingEnv
                    .getFiler()
                    .getResource(StandardLocation.CLASS_OUTPUT, "", RevisionIndex.RESOURCE)
                    .getCharContent(true)
                    .toString();
        } catch (NoSuchFileException | FileNotFoundException e) {
            return;
        }
        for (String line : index.lines().toList()) {
            String name = RevisionIndex.className(line);
            TypeElement type = processingEnv.getElementUtils().getTypeElement(name.replace('$', '.'));
            if (type != null && type.getAnnotation(Revision.class) != null) {
                lines.putIfAbsent(name, line);
            }
        }
    }

    private void write() throws IOException {
        try (Writer out = processingEnv
                .getFiler()
                .createResource(StandardLocation.CLASS_OUTPUT, "", RevisionIndex.RESOURCE)
                .openWriter()) {
            for (String line : lines.values()) {
                out.write(line + "\n");
            }
        }
    }

    private void checkGraph() {
        String wanted = processingEnv.getOptions().get(HEADS);
        if (wanted == null || headers.isEmpty()) {
            return;
        }
        try {
            RevisionGraph graph = RevisionGraph.of(withoutOtherLibraries(headers.values()));
            List<RevisionHeader> heads = graph.modules().isEmpty() ? graph.heads() : graph.competingHeads();
            if (!(heads.isEmpty() ? "1" : String.valueOf(heads.size())).equals(wanted)) {
                error(
                        "The revisions have " + heads.size() + " heads instead of " + wanted + ": "
                                + heads.stream().map(RevisionHeader::title).collect(Collectors.joining(", "))
                                + ". Join them: db merge.",
                        null);
            }
        } catch (RevisionException e) {
            e.faults().forEach(fault -> error(fault.problem() + " Remedy: " + fault.remedy(), null));
        }
    }

    /** Leaves out references to revisions that are not compiled here. */
    private static List<RevisionHeader> withoutOtherLibraries(Collection<RevisionHeader> headers) {
        Set<String> names = headers.stream()
                .flatMap(header -> Stream.concat(Stream.of(header.id()), header.labels().stream()))
                .collect(Collectors.toSet());
        return headers.stream()
                .map(header -> header.withReferences(
                        header.down().stream().filter(names::contains).toList(),
                        header.dependsOn().stream().filter(names::contains).toList(),
                        names.containsAll(header.replaces()) ? header.replaces() : List.of()))
                .toList();
    }

    private void error(String text, @Nullable Element where) {
        processingEnv.getMessager().printMessage(Kind.ERROR, text, where);
    }
}
