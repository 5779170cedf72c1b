package com.levymaster.migrate.cli.command;

import static com.levymaster.migrate.cli.Transcript.assertGolden;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.cli.Compiled;
import com.levymaster.migrate.cli.Counties;
import com.levymaster.migrate.cli.ErrorReporter;
import com.levymaster.migrate.cli.Shell;
import com.levymaster.migrate.cli.Transcript;
import com.levymaster.migrate.cli.output.Terminal;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.testing.TestDatabase;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.AnnotationException;
import org.hibernate.HibernateException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Help.Ansi;

/** Commands that write revisions: where, and what. */
class NewRevisionTest {

    private static final String PACKAGE = "com.example.revisions";

    @AutoClose
    private static final TestDatabase database = TestDatabase.create();

    @TempDir
    private Path sources;

    private Shell shell(Migration... migrations) {
        return Shell.on(database, migrations).withSources(sources, PACKAGE);
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void revision_writes_an_empty_one_on_the_head() throws IOException {
        Transcript transcript = shell(Counties.trunk()).run("revision -m 'add county code' --rev-id 5d60b7e8f1a4");

        assertGolden("revision", transcript);
        assertThat(Files.readString(files().get(0))).isEqualTo("""
                package com.example.revisions;

                import com.levymaster.migrate.Migration;
                import com.levymaster.migrate.Revision;
                import com.levymaster.migrate.op.Operations;

                @Revision(id = "5d60b7e8f1a4", downRevision = "3c5e7f90a1b2", message = "add county code")
                class R5d60b7e8f1a4_AddCountyCode implements Migration {

                    @Override
                    public void upgrade(Operations op) {}

                    @Override
                    public void downgrade(Operations op) {}
                }
                """);
    }

    @Test
    void revision_writes_a_sql_file_among_the_resources_once_the_application_has_the_others() throws IOException {
        Path java = Files.createDirectories(sources.resolve("java"));
        Shell shell = Shell.on(database, Counties.trunk()).withSources(java, PACKAGE);

        assertThat(shell.run("revision --sql -m 'Add county-code' --rev-id 5d60b7e8f1a4 --branch-label tax --splice")
                        .out())
                .contains("resources/db/revisions/5d60b7e8f1a4_add_county_code.sql: revision 5d60b7e8f1a4");
        assertThat(Files.readString(files().get(0))).isEqualTo("""
                -- revision: 5d60b7e8f1a4
                -- down_revision: 3c5e7f90a1b2
                -- labels: tax
                -- message: Add county-code

                -- upgrade

                -- downgrade
                """);
        assertThat(shell.run("revision --sql -m next").err())
                .contains("does not contain 5d60b7e8f1a4_add_county_code.sql; nothing was written");
        assertThat(files()).hasSize(1);
    }

    @Test
    void revision_goes_beside_the_newest_one_that_is_found() throws IOException {
        Path newest = sources.resolve("com/example/levy/R3c5e7f90a1b2_AddLevyRate.java");
        Files.createDirectories(newest.getParent());
        Files.writeString(newest, "package com.example.levy;\n@Revision(\n    id = \"3c5e7f90a1b2\")\nclass R {}\n");

        Shell.on(database, Counties.trunk()).withSources(sources, null).run("revision -m next --rev-id 5d60b7e8f1a4");

        assertThat(files()).contains(newest.resolveSibling("R5d60b7e8f1a4_Next.java"));
    }

    @Test
    void revision_overwrites_nothing() throws IOException {
        Shell shell = shell(Counties.trunk());
        shell.run("revision -m first --rev-id 5d60b7e8f1a4");
        Files.writeString(files().get(0), "mine");

        Transcript again = shell.run("revision -m first --rev-id 5d60b7e8f1a4");

        assertThat(again.code()).isEqualTo(1);
        assertThat(again.err()).contains("exists already; it was left as it is");
        assertThat(Files.readString(files().get(0))).isEqualTo("mine");
    }

    @Test
    void beside_a_revision_that_is_not_compiled_nothing_is_written() {
        Shell shell = shell(Counties.trunk());
        shell.run("revision -m first --rev-id 5d60b7e8f1a4");

        Transcript second = shell.run("revision -m second --rev-id 6e71c8f902b5");

        assertThat(second.code()).isEqualTo(1);
        assertThat(second.err())
                .contains("does not contain R5d60b7e8f1a4_First.java of com.example.revisions; nothing was written")
                .contains("compile the application first");
        assertThat(files()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "end */ of comment",
                "a \"quoted\" word",
                "C:\\users\\u0041",
                "naïve größe 税",
                "${placeholder} %s $1",
                "123",
                "*/",
            })
    void any_message_gives_a_file_that_compiles(String message) {
        Transcript transcript = shell(Counties.trunk()).run("revision --rev-id 5d60b7e8f1a4 -m '" + message + "'");

        assertThat(transcript.code()).isZero();
        Migration migration = Compiled.from(files().get(0), PACKAGE);
        assertThat(RevisionDefinition.of(migration).header().message()).isEqualTo(message);
    }

    @Test
    void without_a_message_the_class_has_its_id_as_name() {
        shell(Counties.trunk()).run("revision --rev-id 5d60b7e8f1a4");

        assertThat(files().get(0)).hasFileName("R5d60b7e8f1a4.java");
    }

    @Test
    void what_cannot_be_a_new_revision_is_refused_and_nothing_is_written() {
        Shell shell = shell(Counties.branched());

        assertGolden(
                "revision-refused",
                shell.run("revision -m x"),
                shell.run("revision -m x --head 1a2b"),
                shell.run("revision -m x --head levy@head --rev-id head"),
                shell.run("revision -m x --head levy@head --rev-id 3c5e7f90a1b2"),
                shell.run("revision -m x --head levy@head --branch-label reporting --rev-id 5d60b7e8f1a4"),
                shell.run("revision -m 'two\nlines' --head levy@head"));
        assertThat(files()).isEmpty();
    }

    @Test
    void splice_labels_and_dependencies_stand_in_the_annotation() throws IOException {
        shell(Counties.branched())
                .run("revision -m x --head 1a2b --splice --branch-label side --depends-on levy --rev-id 5d60b7e8f1a4");

        assertThat(Files.readString(files().get(0)))
                .contains("downRevision = \"1a2b3c4d5e6f\"")
                .contains("dependsOn = \"levy\"")
                .contains("branchLabels = \"side\"");
    }

    @Test
    void merge_joins_the_heads() throws IOException {
        assertGolden("merge", shell(Counties.branched()).run("merge --rev-id 6e71c8f902b5"));
        assertThat(Files.readString(files().get(0)))
                .contains("downRevision = {\"2b8d0e51c2f7\", \"3c5e7f90a1b2\"}")
                .contains("message = \"merge 2b8d0e51c2f7 and 3c5e7f90a1b2\"");
    }

    @Test
    void merge_of_branches_that_change_the_same_wants_force() {
        assertThat(shell(Counties.conflicting())
                        .run("merge --force --rev-id 6e71c8f902b5")
                        .code())
                .isZero();
        assertThat(files()).hasSize(1);
    }

    @Test
    void init_makes_the_package_and_the_first_revision() {
        assertGolden(
                "init",
                shell().run("init --rev-id 1a2b3c4d5e6f"),
                shell(Counties.trunk()).run("init"));
        assertThat(Compiled.from(files().get(0), PACKAGE)).isNotNull();
        assertThat(files().get(1)).hasFileName("package-info.java");
    }

    @Test
    void without_sources_it_says_what_to_set() {
        Transcript transcript = Shell.on(database, Counties.trunk()).run("revision -m x");

        assertThat(transcript.code()).isEqualTo(1);
        assertThat(transcript.err())
                .contains("levymaster.migrate.source-directory is nowhere, which is not a directory");
    }

    @Test
    void migrate_drafts_what_the_entities_want_and_writes_no_file_for_nothing() throws IOException {
        try (TestDatabase own = TestDatabase.create()) {
            Shell shell = Shell.on(own, Counties.trunk()).withSources(sources, PACKAGE);
            shell.run("upgrade");
            DatabaseSchema wanted = Counties.wanted();

            Transcript check = shell.wanting(wanted).run("check");
            Transcript drafted = shell.wanting(wanted).run("migrate -m 'add county code' --rev-id 5d60b7e8f1a4");
            assertThat(Files.readString(files().get(0))).contains("addColumn(\"county_code\"");
            Files.delete(files().get(0)); // it is not compiled
            assertGolden(
                    "migrate",
                    check,
                    drafted,
                    shell.wanting(Counties.made()).run("migrate -m nothing"),
                    shell.run("migrate -m 'no entities'"));
            assertThat(files()).isEmpty();
        }
    }

    @Test
    void migrate_asks_on_a_terminal_what_was_renamed() throws IOException {
        try (TestDatabase own = TestDatabase.create()) {
            Shell shell = Shell.on(own, Counties.trunk())
                    .withSources(sources, PACKAGE)
                    .wanting(Counties.renamed());
            shell.run("upgrade");

            Transcript stopped = shell.runAnswering("migrate -m 'rename it' --rev-id 5d60b7e8f1a4", "no idea");
            Transcript renamed = shell.runAnswering("migrate -m 'rename it' --rev-id 5d60b7e8f1a4", "r");

            assertThat(stopped.code()).isEqualTo(1);
            assertThat(stopped.err()).contains("--rename tax_district.levy_rate=rate");
            assertThat(renamed.err())
                    .contains("tax_district.levy_rate -> rate (")
                    .contains("[r]enamed, [d]ropped");
            assertThat(Files.readString(files().get(0))).contains("t.renameColumn(\"levy_rate\").to(\"rate\");");
            Files.delete(files().get(0)); // it is not compiled
            assertThat(shell.run("migrate -m x --no-input").err()).contains("--rename tax_district.levy_rate=rate");
            assertThat(shell.run("check").code()).isEqualTo(3);
            Transcript dropped =
                    shell.runAnswering("migrate -m 'drop it' --rev-id 6e71c8f902b5 --allow-destructive", "d");
            assertThat(dropped.out()).contains("drop column tax_district.levy_rate");
        }
    }

    @Test
    void without_a_database_the_revisions_say_what_there_is() throws IOException {
        Shell shell = Shell.nowhere(Counties.trunk()).withSources(sources, PACKAGE);

        Transcript same = shell.wanting(Counties.made()).run("migrate -m nothing --no-database");
        Transcript check = shell.wanting(Counties.wanted()).run("check --no-database");
        Transcript more = shell.wanting(Counties.wanted())
                .run("migrate -m 'add county code' --rev-id 5d60b7e8f1a4 --no-database");

        assertThat(same.out()).contains("No file was written.");
        assertThat(check.code()).isEqualTo(3);
        assertThat(more.code()).isZero();
        assertThat(Files.readString(files().get(0))).contains("t.addColumn(\"county_code\", varchar(3));");
    }

    @Test
    void without_a_database_raw_sql_that_defines_something_is_refused_by_name() {
        Transcript refused = Shell.nowhere(new Counties.District(), new Counties.RawTable())
                .withSources(sources, PACKAGE)
                .wanting(Counties.made())
                .run("migrate -m x --no-database");

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err())
                .contains("7d60b7e8f1a4 \"raw\": execute create table raw")
                .doesNotContain("insert")
                .contains("--scratch-url");
        assertThat(files()).isEmpty();
    }

    @Test
    void without_the_database_of_the_application_raw_sql_runs_on_a_scratch_database_that_goes_afterwards()
            throws IOException {
        String server = database.url() + (database.url().contains("?") ? "&" : "?") + "user=" + database.user()
                + "&password=" + database.password();
        Shell shell = Shell.nowhere(new Counties.District(), new Counties.RawTable())
                .withSources(sources, PACKAGE)
                .wanting(Counties.wanted());

        Transcript alone = shell.run("migrate -m x --scratch-url " + server);
        Transcript drafted = shell.run("migrate -m 'add county code' --rev-id 5d60b7e8f1a4 --include-unmapped"
                + " --allow-destructive --no-database --scratch-url " + server);
        Transcript unreachable = shell.run("check --no-database --scratch-url jdbc:postgresql://localhost:1/none");

        assertThat(drafted.code()).isZero();
        assertThat(Files.readString(files().get(0)))
                .contains("t.addColumn(\"county_code\", varchar(3))", "op.dropTable(\"raw\")");
        assertThat(alone.err()).contains("add --no-database");
        assertThat(unreachable.err()).contains("The scratch server refused").contains("createdb");
        assertThat(database.jdbc()
                        .sql("select count(*) from pg_database where datname like 'levymaster_scratch_%'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void entities_that_cannot_be_read_are_named_and_so_is_a_database_that_does_not_answer() {
        StringWriter err = new StringWriter();
        PrintWriter printer = new PrintWriter(err, true);
        ErrorReporter failures =
                new ErrorReporter(new Terminal(printer, printer, Ansi.OFF, UTF_8, false, null), false, false);

        failures.failed(new IllegalStateException(new AnnotationException("Entity 'Thing' has no identifier")), null);
        failures.failed(new HibernateException("Unable to determine Dialect without JDBC metadata"), null);

        assertThat(err.toString())
                .contains("Hibernate cannot read the entities: Entity 'Thing' has no identifier. Nothing was written.")
                .contains("fix the mapping")
                .contains("the database, which does not answer")
                .contains("--no-database");
    }

    @Test
    void edit_without_sources_says_so() {
        assertThat(Shell.on(database, Counties.trunk()).run("edit").err())
                .contains("The source of 3c5e7f90a1b2 \"add levy rate\" was not found.");
    }
}
