package com.levymaster.migrate.definition;

import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.revision.RevisionHeader;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RevisionIndexProcessorTest {

    private static final String BODY = """
        implements com.levymaster.migrate.Migration {
            public void upgrade(com.levymaster.migrate.op.Operations op) {}
            public void downgrade(com.levymaster.migrate.op.Operations op) {}
        }
        """;

    @TempDir
    private Path directory;

    private Path classes;
    private Path sources;

    @BeforeEach
    void directories() throws IOException {
        classes = Files.createDirectories(directory.resolve("classes"));
        sources = Files.createDirectories(directory.resolve("sources"));
    }

    @Test
    void the_compiler_writes_what_the_annotations_say() throws IOException {
        String errors = compile(
                List.of(),
                source("R1", "id = \"a1\", branchLabels = \"tax\", message = \"county\"", BODY),
                source("R2", "id = \"b2\", downRevision = \"a1\", transactional = false", BODY));

        assertThat(errors).isEmpty();
        assertThat(index()).isEqualTo(annotations("R1", "R2"));
    }

    @Test
    void an_incremental_compilation_keeps_the_other_revisions_and_forgets_those_that_are_gone() throws IOException {
        compile(
                List.of(),
                source("R1", "id = \"a1\"", BODY),
                source("R2", "id = \"b2\", downRevision = \"a1\"", BODY),
                source("R3", "id = \"c3\"", BODY));
        Files.delete(classes.resolve("R3.class"));
        Files.delete(sources.resolve("R3.java"));

        compile(List.of(), source("R2", "id = \"b2\", downRevision = \"a1\", message = \"changed\"", BODY));

        assertThat(index()).isEqualTo(annotations("R1", "R2"));
    }

    @Test
    void nested_and_abstract_classes_are_treated_as_at_run_time() throws IOException {
        compile(
                List.of(),
                source(
                        "R1",
                        "id = \"a1\"",
                        "implements com.levymaster.migrate.Migration {\n"
                                + BODY.substring(BODY.indexOf('{') + 1, BODY.lastIndexOf('}'))
                                + "@com.levymaster.migrate.Revision(id = \"n1\") static class Nested extends R1 {}\n}"),
                abstractSource("R2", "id = \"b2\"", BODY));

        assertThat(index()).isEqualTo(annotations("R1", "R1$Nested"));
    }

    @Test
    void the_index_tells_whether_a_class_has_annotations_that_it_lacks() throws IOException {
        compile(
                List.of(),
                source("R1", "id = \"a1\") @SuppressWarnings(\"unchecked\"", BODY),
                source("R2", "id = \"b2\") @Deprecated(since = \"1\"", BODY));

        try (URLClassLoader loader = loader()) {
            assertThat(RevisionIndex.entries(loader))
                    .extracting(RevisionIndex.Entry::annotatedFurther)
                    .containsExactly(false, true);
            assertThat(RevisionIndex.entries(loader))
                    .extracting(RevisionIndex.Entry::classFile)
                    .allMatch(file -> Files.exists(Path.of(URI.create(file))));
        }
    }

    @Test
    void the_module_of_a_package_which_may_change_alone_is_not_in_the_index() throws IOException {
        compile(
                List.of(),
                inPackage("shop.billing", "package-info", "@com.levymaster.migrate.RevisionModule(\"invoices\")", ""),
                inPackage(
                        "shop.billing.revisions",
                        "B1",
                        "",
                        "@com.levymaster.migrate.Revision(id = \"b1\") public class B1 " + BODY),
                inPackage(
                        "shop.billing.revisions",
                        "C1",
                        "",
                        "@com.levymaster.migrate.Revision(id = \"c1\", module = \"catalog\") public class C1 " + BODY),
                inPackage(
                        "shop.stock",
                        "S1",
                        "",
                        "@com.levymaster.migrate.Revision(id = \"s1\") public class S1 " + BODY));

        try (URLClassLoader loader = loader()) {
            assertThat(RevisionIndex.entries(loader))
                    .extracting(entry -> entry.definition().header().module())
                    .containsExactly("", "catalog", "");
        }
        assertThat(index()).extracting(RevisionHeader::id).containsExactly("b1", "c1", "s1");
    }

    private Path inPackage(String name, String file, String annotation, String body) throws IOException {
        Path path = sources.resolve(name.replace('.', '/')).resolve(file + ".java");
        Files.createDirectories(path.getParent());
        return Files.writeString(path, annotation + " package " + name + ";\n" + body);
    }

    @Test
    void a_class_that_is_no_migration_does_not_compile() throws IOException {
        assertThat(compile(List.of(), source("R1", "id = \"a1\"", "{}")))
                .contains("R1.java")
                .contains("A class with @Revision must implement com.levymaster.migrate.Migration.");
    }

    @Test
    void on_request_the_graph_is_checked_and_its_heads_are_counted() throws IOException {
        Path first = source("R1", "id = \"a1\", downRevision = \"of_a_library\"", BODY);
        Path second = source("R2", "id = \"b2\", downRevision = \"a1\"", BODY);
        Path third = source("R3", "id = \"c3\", downRevision = \"a1\"", BODY);
        List<String> single = List.of("-Alevymaster.migrate.heads=1");

        assertThat(compile(single, first, second)).isEmpty();
        assertThat(compile(single, first, second, third))
                .contains("The revisions have 2 heads instead of 1: b2, c3. Join them: db merge.");
        assertThat(compile(List.of("-Alevymaster.migrate.heads=2"), first, second, third))
                .isEmpty();
        assertThat(compile(single, first, second, source("R4", "id = \"b2\", downRevision = \"a1\"", BODY)))
                .contains("b2");
    }

    private List<RevisionHeader> index() throws IOException {
        try (URLClassLoader loader = loader()) {
            return RevisionIndex.read(loader).stream()
                    .map(RevisionDefinition::header)
                    .toList();
        }
    }

    private List<RevisionHeader> annotations(String... names) throws IOException {
        try (URLClassLoader loader = loader()) {
            List<RevisionHeader> headers = new ArrayList<>();
            for (String name : names) {
                Class<? extends Migration> type = loader.loadClass(name).asSubclass(Migration.class);
                headers.add(RevisionDefinition.of(type, RevisionIndex::unused).header());
            }
            return headers;
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private URLClassLoader loader() throws IOException {
        return new URLClassLoader(
                new URL[] {classes.toUri().toURL()}, getClass().getClassLoader());
    }

    private Path source(String name, String annotation, String body) throws IOException {
        return Files.writeString(
                sources.resolve(name + ".java"),
                "@com.levymaster.migrate.Revision(" + annotation + ")\npublic class " + name + " " + body);
    }

    private Path abstractSource(String name, String annotation, String body) throws IOException {
        Path file = source(name, annotation, body);
        return Files.writeString(file, Files.readString(file).replace("public class", "public abstract class"));
    }

    /** Compiles with the processor, and returns what the compiler prints. */
    private String compile(List<String> options, Path... files) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter printed = new StringWriter();
        List<String> all = Stream.concat(
                        Stream.of(
                                "-d",
                                classes.toString(),
                                "-cp",
                                classes + System.getProperty("path.separator") + System.getProperty("java.class.path"),
                                "-Xlint:-processing",
                                "-implicit:none"),
                        options.stream())
                .toList();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavaCompiler.CompilationTask task =
                    compiler.getTask(printed, manager, null, all, null, manager.getJavaFileObjects(files));
            task.setProcessors(List.of(new RevisionIndexProcessor()));
            task.call();
        }
        return printed.toString();
    }
}
