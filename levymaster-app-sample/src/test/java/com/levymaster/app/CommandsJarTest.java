package com.levymaster.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.testing.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands: a process for each, its exit code, and both of its outputs; of the jar itself where it makes a difference
 * how the jar is read, else of the extracted one, which starts in half the time.
 */
@EnabledIfSystemProperty(named = "sample.jar", matches = ".+")
class CommandsJarTest {

    @AutoClose
    private static final TestDatabase database = TestDatabase.create();

    @TempDir
    private Path directory;

    private static Path packaged() {
        return Path.of(System.getProperty("sample.jar"));
    }

    private record Ended(int code, String out, String err) {}

    private Ended db(String... words) throws IOException, InterruptedException {
        return run(ExtractedJar.get().java(), words);
    }

    private Ended db(Path jar, String... words) throws IOException, InterruptedException {
        return run(ExtractedJar.java("-jar", jar.toString()), words);
    }

    private Ended run(List<String> java, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(java);
        command.add("db");
        command.addAll(List.of(words));
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("SPRING_DATASOURCE_URL", database.url());
        builder.environment().put("SPRING_DATASOURCE_USERNAME", database.user());
        builder.environment().put("SPRING_DATASOURCE_PASSWORD", database.password());
        int code = builder.start().waitFor();
        return new Ended(code, Files.readString(out), Files.readString(err));
    }

    @Test
    void the_database_goes_up_and_says_where_it_is_while_the_port_of_the_application_is_taken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            Ended upgrade = db(packaged(), "upgrade", "--server.port=" + taken.getLocalPort());

            assertThat(upgrade.err()).isEmpty();
            assertThat(upgrade.out().replaceAll("\\d+ ms", "12 ms")).isEqualTo("""
                    [1/8] Upgraded to 1a2b3c4d5e6f "Initial migration" (69 steps, 12 ms)
                    [2/8] Upgraded to 2a3b4c5d6e7f "Add search index to Property table" (3 steps, 12 ms)
                    [3/8] Upgraded to 3b8d0e51c2f7 "Let scheduled reports name their template" (3 steps, 12 ms)
                    [4/8] Upgraded to 4f19a6c27d3e "Index audit log by record" (1 step, 12 ms)
                    [5/8] Upgraded to 3c5e7f90a1b2 "Keep levy rates as exact numbers" (3 steps, 12 ms)
                    [6/8] Upgraded to 5d60b7e8f1a4 "Add import source to import log" (1 step, 12 ms)
                    [7/8] Upgraded to 6e71c8f902b5 "Merge reporting and levy" (0 steps, 12 ms)
                    [8/8] Upgraded to 7f82d90a13c6 "Load Benton County" (4 steps, 12 ms)
                    The database is at 7f82d90a13c6.
                    """);
            assertThat(upgrade.code()).isZero();
        }
    }

    @Test
    void a_slip_is_exit_code_2_and_answered_on_stderr() throws Exception {
        assertThat(db("upgrde")).isEqualTo(new Ended(2, "", """
                FAILED: Unmatched argument at index 0: 'upgrde'. Did you mean upgrade or downgrade or migrate?
                  What to do: see `db --help`.
                """));
    }

    @Test
    void a_target_that_is_none_is_exit_code_1() throws Exception {
        assertThat(db("show", "3c5e7f91")).isEqualTo(new Ended(1, "", """
                FAILED: No revision or label is called "3c5e7f91".
                  What to do: Did you mean "3c5e7f90a1b2"? `db history` lists every revision.
                """));
    }

    @Test
    void a_check_that_finds_something_is_exit_code_3() throws Exception {
        try (TestDatabase empty = TestDatabase.create()) {
            Ended current = db("current", "--check-heads", "--json", "--spring.datasource.url=" + empty.url());

            assertThat(current.code()).isEqualTo(3);
            assertThat(current.out()).startsWith("{\"current\":[],\"upToDate\":false,\"pending\":[\"1a2b3c4d5e6f\"");
            assertThat(current.err()).isEmpty();
        }
    }

    @Test
    void a_repair_is_shown_with_exit_code_3_and_done_when_it_is_asked_for() throws Exception {
        try (TestDatabase broken = TestDatabase.create()) {
            broken.execute("create table bill (number int)", "insert into bill values (1), (1)");
            assertThatThrownBy(() -> broken.execute("create unique index concurrently uq_bill on bill (number)"))
                    .hasMessageContaining("duplicated");
            broken.execute("truncate bill");
            String invalid = "Index public.uq_bill of public.bill is invalid: its concurrent build was interrupted, or"
                    + " failed.\n  %s: the index is built anew, concurrently.\n%s";
            String url = "--spring.datasource.url=" + broken.url();

            assertThat(db("repair", url))
                    .isEqualTo(new Ended(
                            3, invalid.formatted("Repair", "Nothing was changed. Use --yes to repair it.\n"), ""));
            assertThat(db("repair", "--yes", url)).isEqualTo(new Ended(0, invalid.formatted("Repaired", ""), ""));
            assertThat(db("repair", url)).isEqualTo(new Ended(0, "There is nothing to repair.\n", ""));
        }
    }

    @Test
    void a_report_is_a_page_in_a_file() throws Exception {
        Path page = directory.resolve("report.html");

        assertThat(db(packaged(), "report", "-o", page.toString()))
                .isEqualTo(new Ended(0, "Wrote " + page + ".\n", ""));
        assertThat(Files.readString(page))
                .contains("Migrations of levymaster", "7f82d90a13c6", "<svg")
                .doesNotContain("<script", "jdbc:");
    }

    @Test
    void sql_files_of_the_application_and_of_a_library_in_its_jar_are_found() throws Exception {
        ByteArrayOutputStream library = new ByteArrayOutputStream();
        try (JarOutputStream out = new JarOutputStream(library)) {
            add(out, "db/revisions/tax_a1.sql", "-- revision: a1tax\n-- upgrade\n" + found("library"));
            add(out, "db/repeatables/library.sql", found("repeatable of library"));
            add(
                    out,
                    "db/callbacks/before-run.sql",
                    "create table if not exists found (number serial, place text);\n" + found("callback of library"));
        }
        Path jar = Files.copy(packaged(), directory.resolve("app.jar"));
        withFiles(
                jar,
                Map.of(
                        "BOOT-INF/lib/library.jar",
                        library.toByteArray(),
                        "BOOT-INF/classes/db/revisions/tax_b2.sql",
                        ("-- revision: b2tax\n-- down_revision: a1tax\n-- upgrade\n" + found("application"))
                                .getBytes(StandardCharsets.UTF_8)));

        try (TestDatabase empty = TestDatabase.create()) {
            Ended upgrade = db(jar, "upgrade", "heads", "--spring.datasource.url=" + empty.url());

            assertThat(upgrade.err()).isEmpty();
            assertThat(upgrade.out())
                    .containsSubsequence("Upgraded to a1tax", "Upgraded to b2tax", "Applied repeatable:library");
            assertThat(empty.jdbc()
                            .sql("select place from found order by number")
                            .query(String.class)
                            .list())
                    .containsExactly("callback of library", "library", "application", "repeatable of library");
        }
    }

    private static String found(String place) {
        return "insert into found (place) values ('" + place + "');\n";
    }

    /** A copy of a jar with more entries; nested jars have to be stored. */
    private static void withFiles(Path jar, Map<String, byte[]> more) throws IOException {
        Path copied = jar.resolveSibling("copied.jar");
        try (ZipFile from = new ZipFile(jar.toFile());
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(copied))) {
            for (ZipEntry entry : Collections.list(from.entries())) {
                out.putNextEntry(new ZipEntry(entry));
                from.getInputStream(entry).transferTo(out);
            }
            for (String folder : List.of("BOOT-INF/classes/db/", "BOOT-INF/classes/db/revisions/")) {
                if (from.getEntry(folder) == null) {
                    out.putNextEntry(new ZipEntry(folder));
                }
            }
            for (Map.Entry<String, byte[]> file : more.entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                CRC32 crc = new CRC32();
                crc.update(file.getValue());
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(file.getValue().length);
                entry.setCrc(crc.getValue());
                out.putNextEntry(entry);
                out.write(file.getValue());
            }
        }
        Files.move(copied, jar, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void add(JarOutputStream out, String name, String text) throws IOException {
        if (name.startsWith("db/revisions/")) {
            out.putNextEntry(new ZipEntry("db/"));
        }
        out.putNextEntry(new ZipEntry(name.substring(0, name.lastIndexOf('/') + 1)));
        out.putNextEntry(new ZipEntry(name));
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_script_needs_no_database() throws Exception {
        Ended script =
                db("upgrade", "2a3b:6e71", "--sql", "--spring.datasource.url=jdbc:postgresql://localhost:1/none");

        assertThat(script.err()).isEmpty();
        assertThat(script.out()).startsWith("-- Upgrade to 3b8d0e51c2f7").endsWith("commit;\n");
        assertThat(script.code()).isZero();
    }

    @Test
    void an_application_that_cannot_start_says_why_without_a_stack_trace() throws Exception {
        Ended current = db("current", "--levymaster.migrate.lock.timeout=soon");

        assertThat(current.code()).isEqualTo(1);
        assertThat(current.out()).isEmpty();
        assertThat(current.err())
                .startsWith("FAILED: ")
                .contains("levymaster.migrate.lock.timeout", "soon")
                .doesNotContain("\tat ");
    }

    @Test
    void a_database_that_does_not_answer_is_named() throws Exception {
        Ended current = db(
                "current",
                "--spring.datasource.url=jdbc:postgresql://localhost:1/none",
                "--spring.datasource.hikari.connection-timeout=500");

        assertThat(current.code()).isEqualTo(1);
        assertThat(current.out()).isEmpty();
        assertThat(current.err()).contains("FAILED: ", "localhost:1").doesNotContain("\tat ");
    }
}
