package com.levymaster.migrate.autoconfigure.revision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.definition.Repeatable;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.definition.SqlCallbacks;
import com.levymaster.migrate.definition.SqlCallbacks.Point;
import com.levymaster.migrate.flyway.FlywayOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.DefaultResourceLoader;

/** SQL files in directories and jars; in nested jars they are found by the sample's jar. */
class SqlFilesOnClassPathTest {

    private static final List<String> REVISIONS = List.of("classpath:db/revisions");

    @TempDir
    private Path directory;

    private final Map<String, String> files = new LinkedHashMap<>();

    @Test
    void revisions_repeatables_and_callbacks_are_the_same_in_a_directory_and_in_a_jar() {
        files.put("db/revisions/2026/b.sql", "-- revision: b2\n-- down_revision: a1\n-- upgrade\nselect 2;");
        files.put("db/revisions/a.SQL", "-- revision: a1\n-- upgrade\nselect 1;");
        files.put("db/repeatables/second.sql", "-- depends_on: third\ncreate or replace view second as select 1;");
        files.put("db/repeatables/R__third.sql", "create or replace view third as select 1;");
        files.put("db/callbacks/after-run.sql", "select 3;");

        List<Object> inDirectory = describe(directory("classes"));

        assertThat(inDirectory)
                .isEqualTo(describe(jar("library.jar")))
                .isEqualTo(List.of(List.of("a1", "b2"), List.of("third", "second"), List.of("after-run.sql:1")));
    }

    @Test
    void two_files_of_one_name_in_different_jars_are_two_revisions_and_two_of_one_id_are_refused() {
        files.put("db/revisions/a.sql", "-- revision: a1\n-- upgrade\nselect 1;");
        Path first = jar("first.jar");
        files.put("db/revisions/a.sql", "-- revision: b2\n-- down_revision: a1\n-- upgrade\nselect 2;");
        assertThat(scanner(first, jar("second.jar")).revisions(REVISIONS, Map.of()))
                .extracting(RevisionDefinition::id)
                .containsExactlyInAnyOrder("a1", "b2");

        assertThatThrownBy(() ->
                        scanner(first, directory("classes"), jar("third.jar")).revisions(REVISIONS, Map.of()))
                .hasMessageContaining("both have the revision id b2")
                .hasMessageContaining("third.jar");
    }

    @Test
    void faults_of_revisions_repeatables_and_callbacks_are_refused_together() {
        files.put("db/revisions/a.sql", "-- revision: a1\n-- upgrade\nbegin;");
        files.put("db/repeatables/second.sql", "commit;");
        files.put("db/callbacks/after.sql", "select 3;");
        SqlRevisionScanner scanner = scanner(directory("classes"));

        assertThatThrownBy(() -> scanner.all(
                        REVISIONS, List.of("classpath:db/repeatables"), List.of("classpath:db/callbacks"), Map.of()))
                .hasMessageContainingAll(
                        "a.sql:3: `begin` begins or ends a transaction",
                        "second.sql:1: `commit` begins or ends a transaction",
                        "These files are no callbacks: after.sql",
                        "correct the files. Then: rename them");
    }

    @Test
    void a_directory_that_is_named_like_a_file_is_none_and_all_that_cannot_be_read_is_named() throws IOException {
        files.put("db/revisions/dir.sql/a.sql", "-- revision: a1\n-- upgrade\nselect 1;");
        files.put("db/migration/V1__dir.sql/V2__county.sql", "create table county (id bigint);");
        Path classes = directory("classes");
        assertThat(scanner(classes).revisions(REVISIONS, Map.of()))
                .extracting(RevisionDefinition::id)
                .containsExactly("a1");
        FlywayScanner flyway = new FlywayScanner(new DefaultResourceLoader(loader(classes)));
        assertThat(flyway.read(List.of("classpath:db/migration"), FlywayOptions.DEFAULT)
                        .converted()
                        .definitions())
                .extracting(RevisionDefinition::id)
                .containsExactly("v2");

        for (String link : List.of("db/revisions/x.sql", "db/revisions/y.sql", "db/migration/V3__x.sql")) {
            Files.createSymbolicLink(classes.resolve(link), Path.of("nowhere"));
        }
        assertThatThrownBy(() -> scanner(classes).revisions(REVISIONS, Map.of()))
                .hasMessageContainingAll("x.sql cannot be read", "y.sql cannot be read", "Nothing was changed.");
        assertThatThrownBy(() -> flyway.read(List.of("classpath:db/migration"), FlywayOptions.DEFAULT))
                .hasMessageContaining("V3__x.sql cannot be read");
    }

    @Test
    void migrations_of_flyway_are_read_where_they_are_in_a_directory_and_in_a_jar() {
        files.put("db/migration/V1__county.sql", "create table county (id bigint);");
        files.put("db/migration/later/V1_1__Alone.sql", "vacuum county;");
        files.put("db/migration/later/V1_1__Alone.sql.conf", "executeInTransaction=false");
        files.put("db/migration/R__Names of all.sql", "create or replace view names as select 1 as one;");
        files.put("db/migration/V2__Fill.class", "");
        files.put("db/migration/V2__Fill$1.class", "");

        for (Path location : List.of(directory("classes"), jar("app.jar"))) {
            var read = new FlywayScanner(new DefaultResourceLoader(loader(location)))
                    .read(List.of("classpath:/db/migration"), FlywayOptions.DEFAULT);
            assertThat(read.converted().definitions())
                    .extracting(RevisionDefinition::id)
                    .containsExactly("v1", "v1.1", "v2");
            assertThat(read.converted().repeatables().all())
                    .extracting(Repeatable::name)
                    .containsExactly("Names of all");
        }
        assertThatThrownBy(() -> new FlywayScanner(new DefaultResourceLoader(loader(jar("app.jar"))))
                        .read(List.of("classpath:db/migrations"), FlywayOptions.DEFAULT))
                .hasMessageContaining("has classpath:db/migrations, and no migrations of Flyway are there");
        assertThat(new FlywayScanner(new DefaultResourceLoader())
                        .read(
                                List.of("filesystem:" + directory.resolve("classes/db/migration/later")),
                                FlywayOptions.DEFAULT)
                        .converted()
                        .definitions())
                .extracting(RevisionDefinition::id)
                .containsExactly("v1.1");
    }

    private List<Object> describe(Path location) {
        SqlRevisionScanner scanner = scanner(location);
        SqlCallbacks callbacks = scanner.callbacks(List.of("classpath:db/callbacks"), Map.of());
        return List.of(
                scanner.revisions(REVISIONS, Map.of()).stream()
                        .map(RevisionDefinition::id)
                        .sorted()
                        .toList(),
                scanner.repeatables(List.of("classpath:db/repeatables"), Map.of()).all().stream()
                        .map(Repeatable::name)
                        .toList(),
                callbacks.at(Point.AFTER_RUN).stream()
                        .map(SqlCallbacks.Statement::source)
                        .toList());
    }

    private static SqlRevisionScanner scanner(Path... locations) {
        return new SqlRevisionScanner(new DefaultResourceLoader(loader(locations)));
    }

    private static URLClassLoader loader(Path... locations) {
        try {
            URL[] urls = new URL[locations.length];
            for (int i = 0; i < urls.length; i++) {
                urls[i] = locations[i].toUri().toURL();
            }
            return new URLClassLoader(urls, SqlFilesOnClassPathTest.class.getClassLoader());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path directory(String name) {
        Path root = directory.resolve(name);
        files.forEach((path, text) -> {
            try {
                Files.createDirectories(root.resolve(path).getParent());
                Files.writeString(root.resolve(path), text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return root;
    }

    /** With entries of its directories, as Maven and Gradle write them. */
    private Path jar(String name) {
        Path jar = directory.resolve(name);
        Set<String> directories = new TreeSet<>();
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                for (int i = file.getKey().indexOf('/');
                        i >= 0;
                        i = file.getKey().indexOf('/', i + 1)) {
                    if (directories.add(file.getKey().substring(0, i + 1))) {
                        out.putNextEntry(new ZipEntry(file.getKey().substring(0, i + 1)));
                    }
                }
                out.putNextEntry(new ZipEntry(file.getKey()));
                out.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jar;
    }
}
