package com.levymaster.migrate.autoconfigure.revision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.Revision;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.definition.RevisionIndex;
import com.levymaster.migrate.definition.RevisionIndexProcessor;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.revision.RevisionHeader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.io.DefaultResourceLoader;

/** Revisions of a jar, found by its index and without. */
class RevisionIndexReaderTest {

    private static final byte[] NO_CLASS_FILE = "unreadable".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path directory;

    private Path classes;

    @BeforeEach
    void compile() throws IOException {
        classes = Files.createDirectories(directory.resolve("classes"));
        compile(true, "R1", "id = \"a1\", branchLabels = \"tax\", message = \"two\\nlines\\t\\\\\"");
        compile(
                true,
                "R2",
                "id = \"b2\", downRevision = \"a1\", transactional = false, adopted = true, isolation ="
                        + " com.levymaster.migrate.Isolation.SERIALIZABLE, ignoredHazards = \"all-rows-changed\"");
        compile(true, "R3", "id = \"c3\") @org.springframework.context.annotation.Profile(\"other\"");
    }

    @Test
    void the_index_and_the_scan_agree() throws IOException {
        Map<String, byte[]> files = files();
        List<Object> indexed = describe(jar("indexed.jar", files));
        files.remove(RevisionIndex.RESOURCE);

        assertThat(describe(jar("scanned.jar", files))).isEqualTo(indexed).hasSize(2);
        assertThat(describe(classes)).isEqualTo(indexed);
    }

    @Test
    void the_index_has_each_attribute_of_the_annotation() throws IOException {
        Map<String, String> values = new TreeMap<>();
        for (Method attribute : Revision.class.getDeclaredMethods()) {
            values.put(attribute.getName(), other(attribute));
        }
        classes = Files.createDirectories(directory.resolve("every"));
        compile(
                true,
                "R9",
                values.entrySet().stream()
                        .map(each -> each.getKey() + " = " + each.getValue())
                        .collect(Collectors.joining(", ")));

        List<RevisionDefinition> read = revisions(classes);
        List<RevisionDefinition> indexed = revisions(jar("every.jar", files()));

        assertThat(indexed.get(0).header()).isEqualTo(read.get(0).header());
        assertThat(indexed.get(0).options()).isEqualTo(read.get(0).options());
        assertThat(indexed.get(0).newMigration()).isNotNull();
    }

    /** A value in source that is not the default. */
    private static String other(Method attribute) {
        Object value = attribute.getDefaultValue();
        if (value instanceof Boolean is) {
            return String.valueOf(!is);
        }
        if (value instanceof Enum<?> constant) {
            return Stream.of(constant.getDeclaringClass().getEnumConstants())
                    .filter(each -> each != constant)
                    .map(each -> constant.getDeclaringClass().getCanonicalName() + "." + each.name())
                    .findFirst()
                    .orElseThrow();
        }
        return attribute.getName().equals("ignoredHazards")
                ? "\"all-rows-changed\""
                : "\"x" + attribute.getName() + "\"";
    }

    @Test
    void no_class_file_of_an_indexed_revision_in_a_jar_is_read() throws IOException {
        List<Object> before = describe(classes);
        Map<String, byte[]> files = files();
        files.put("indexed/R1.class", NO_CLASS_FILE);
        files.put("indexed/R2.class", NO_CLASS_FILE);

        assertThat(describe(jar("indexed.jar", files))).isEqualTo(before);
    }

    @Test
    void a_boot_application_reads_none_either() throws IOException {
        Map<String, byte[]> files = files();
        files.put("indexed/R1.class", NO_CLASS_FILE);
        files.put("indexed/R2.class", NO_CLASS_FILE);
        URLClassLoader loader = loader(jar("indexed.jar", files));
        SpringApplication boot = new SpringApplication(new DefaultResourceLoader(loader), Application.class);
        boot.setWebApplicationType(WebApplicationType.NONE);
        boot.setBannerMode(Banner.Mode.OFF);
        // without the filter of Boot's tests, which reads the methods of all classes
        boot.setInitializers(boot.getInitializers().stream()
                .filter(each -> !each.getClass().getName().startsWith("org.springframework.boot.test."))
                .toList());
        boot.addInitializers(RevisionIndexReaderTest::register);

        try (ConfigurableApplicationContext context = boot.run()) {
            assertThat(found((GenericApplicationContext) context)).hasSize(2);
        }
    }

    @Test
    void a_revision_that_the_index_lacks_is_found_and_one_that_is_gone_is_not() throws IOException {
        compile(false, "R4", "id = \"d4\"");
        Files.delete(classes.resolve("indexed/R1.class"));

        assertThat(ids(jar("indexed.jar", files()))).containsExactly("b2", "d4");
        assertThat(ids(classes)).containsExactly("b2", "d4");
    }

    @Test
    void an_annotation_that_was_compiled_again_without_the_processor_is_refused_in_a_jar_and_read_in_a_directory()
            throws IOException {
        compile(false, "R2", "id = \"b9\", downRevision = \"a1\"");

        List<RevisionDefinition> revisions = revisions(jar("indexed.jar", files()));
        assertThat(revisions.get(0).newMigration()).isNotNull();
        assertThatThrownBy(() -> revisions.get(1).newMigration())
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("The @Revision of indexed.R2 is not the one in the META-INF")
                .hasMessageContaining("build the jar again from clean output directories");
        assertThat(ids(classes)).containsExactly("a1", "b9");
    }

    private static List<String> ids(Path location) throws IOException {
        return revisions(location).stream()
                .map(RevisionDefinition::header)
                .map(RevisionHeader::id)
                .toList();
    }

    private static List<Object> describe(Path location) throws IOException {
        return revisions(location).stream()
                .map(revision -> List.of(revision.header(), revision.options()))
                .map(Object.class::cast)
                .toList();
    }

    @ComponentScan(
            basePackages = "indexed",
            excludeFilters = @ComponentScan.Filter(type = FilterType.CUSTOM, classes = TypeExcludeFilter.class))
    static class Application {}

    private static List<RevisionDefinition> revisions(Path location) throws IOException {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.setClassLoader(loader(location));
        new RevisionTypeExcludeFilterInitializer().initialize(context);
        context.register(Application.class);
        register(context);
        context.refresh();
        return found(context);
    }

    private static void register(ConfigurableApplicationContext context) {
        ((GenericApplicationContext) context)
                .registerBean(RevisionRegistrar.class, () -> new RevisionRegistrar(context.getEnvironment(), context));
    }

    /** The revisions in the order of their ids. */
    private static List<RevisionDefinition> found(GenericApplicationContext context) {
        List<RevisionDefinition> found =
                new ArrayList<>(new RevisionBeans(context.getDefaultListableBeanFactory(), context).definitions());
        found.sort(Comparator.comparing(each -> each.header().id()));
        return found;
    }

    private static URLClassLoader loader(Path location) throws IOException {
        return new URLClassLoader(new URL[] {location.toUri().toURL()}, RevisionIndexReaderTest.class.getClassLoader());
    }

    private void compile(boolean withIndex, String name, String annotation) throws IOException {
        Path source = Files.writeString(
                Files.createDirectories(directory.resolve("sources")).resolve(name + ".java"),
                """
                package indexed;
                @com.levymaster.migrate.Revision(%s)
                class %s implements com.levymaster.migrate.Migration {
                    @Override public void upgrade(com.levymaster.migrate.op.Operations op) {}
                    @Override public void downgrade(com.levymaster.migrate.op.Operations op) {}
                }
                """.formatted(annotation, name));
        List<String> processor =
                withIndex ? List.of("-processor", RevisionIndexProcessor.class.getName()) : List.of("-proc:none");
        Collection<String> arguments = new ArrayList<>(processor);
        arguments.addAll(
                List.of("-cp", classes + File.pathSeparator + System.getProperty("java.class.path"), "-nowarn"));
        arguments.addAll(List.of("-d", classes.toString(), source.toString()));
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
    }

    private Map<String, byte[]> files() throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> found = Files.walk(classes)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                files.put(classes.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
        return files;
    }

    private Path jar(String name, Map<String, byte[]> files) throws IOException {
        Path jar = directory.resolve(name);
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out)) {
            entries.putNextEntry(new ZipEntry("indexed/"));
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                entries.putNextEntry(new ZipEntry(file.getKey()));
                entries.write(file.getValue());
            }
        }
        return jar;
    }
}
