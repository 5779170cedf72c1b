package com.levymaster.migrate.cli.command;

import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.text;
import static com.levymaster.migrate.cli.Transcript.assertGolden;
import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.cli.Counties;
import com.levymaster.migrate.cli.Shell;
import com.levymaster.migrate.cli.Transcript;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.testing.Compiled;
import com.levymaster.migrate.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdoptCommandTest {

    @AutoClose
    private static final TestDatabase database = TestDatabase.create()
            .execute(
                    "create table county (id bigserial primary key, name varchar(80) not null)",
                    "create index county_name on county (lower(name))",
                    "create function counties() returns bigint language sql as 'select count(*) from county'");

    @TempDir
    private Path sources;

    @Test
    void a_database_that_was_there_before_is_taken_over_by_one_command() throws IOException {
        Shell shell = Shell.on(database).withSources(sources, "com.example.revisions");

        Transcript current = shell.run("current");
        Transcript check = shell.run("check");
        Transcript preview = shell.run("adopt --rev-id ba5e00000001 --dry-run");
        List<Path> before = files();
        Transcript json = shell.run("adopt --rev-id ba5e00000001 --dry-run --json");
        Transcript adopted = shell.run("adopt --rev-id ba5e00000001");

        assertThat(before).isEmpty();
        assertThat(json.out()).contains("\"proved\":true", "\"dryRun\":true", "R" + "ba5e00000001_Baseline.java");
        assertThat(files()).hasSize(1);
        assertThat(Files.readString(files().get(0)))
                .contains("message = \"baseline\", adopted = true)")
                .contains("op.execute(\"\"\"")
                .contains("op.irreversible(");
        assertGolden("adopt", current, check, preview, adopted, shell.run("adopt"));
    }

    /** As after a crash between the files and the rows. */
    @Test
    void files_that_were_written_before_a_failure_are_kept_and_recorded_by_the_same_command() throws IOException {
        try (TestDatabase another = TestDatabase.create().execute("create table county (id bigint)")) {
            Shell shell = Shell.on(another).withSources(sources, "com.example.revisions");
            shell.run("adopt");
            List<Path> written = files();
            another.execute("drop table levymaster_version", "drop table levymaster_history");

            Transcript again = shell.run("adopt");

            assertThat(again.code()).isZero();
            assertThat(files()).isEqualTo(written).hasSize(1);
            assertThat(another.jdbc()
                            .sql("select revision from levymaster_version")
                            .query(String.class)
                            .single())
                    .isSubstringOf(written.get(0).getFileName().toString());

            another.execute("drop table levymaster_version", "drop table levymaster_history");
            Files.writeString(written.get(0), Files.readString(written.get(0)) + "// edited\n");
            assertThat(shell.run("adopt").err()).contains("exists already; it was left as it is");
        }
    }

    @Test
    void a_dry_run_tells_what_would_be_refused() {
        try (TestDatabase another = TestDatabase.create()
                .execute("create table county (id bigint)", "create text search configuration mine (copy = simple)")) {
            Shell shell = Shell.on(another).withSources(sources, "com.example.revisions");

            Transcript preview = shell.run("adopt --dry-run");

            assertThat(preview.code()).isEqualTo(3);
            assertThat(preview.out()).contains("without --dry-run the command refuses this", "configuration mine");
            assertThat(shell.run("adopt").code()).isOne();
            assertThat(shell.run("adopt --dry-run --json").out()).contains("\"refused\":true");
        }
    }

    @Test
    void a_database_that_is_not_adopted_is_named_by_what_reads_the_entities_and_by_an_upgrade_without_revisions() {
        try (TestDatabase another = TestDatabase.create().execute("create table county (id bigint)")) {
            Shell shell = Shell.on(another)
                    .withSources(sources, "com.example.revisions")
                    .wanting(DatabaseSchema.empty("public"));

            assertThat(shell.run("upgrade").out()).contains("1 table, no revision history: `db adopt`");
            assertThat(shell.run("migrate -m nothing").err()).contains("the database has 1 table, no revision history");
        }
    }

    @Test
    void a_check_finds_a_problem_in_it_only_if_revisions_are_pending() {
        try (TestDatabase other = TestDatabase.create().execute("create table county (id bigserial primary key)")) {
            assertThat(Shell.on(other).run("check").code()).isZero();
            Transcript found = Shell.on(other, Counties.trunk()).run("check");
            assertThat(found.code()).isEqualTo(3);
            assertThat(found.out())
                    .contains("The database has 1 table, no revision history: `db adopt` takes the database over.");
        }
    }

    @Test
    void a_check_says_what_adopting_a_further_database_would_say_and_compares_the_entities() {
        try (TestDatabase further =
                TestDatabase.create().execute("create table county (id bigint, note text default 'n')")) {
            DatabaseSchema entities =
                    OperationList.apply(Compiled.said(new Baseline()::upgrade), DatabaseSchema.empty("public"));
            Shell shell = Shell.on(further, new Baseline()).wanting(entities);

            Transcript differing = shell.run("check");
            assertThat(differing.code()).isEqualTo(3);
            assertThat(differing.out())
                    .contains("The database has 1 table, no revision history: `db adopt`")
                    .contains("It differs from what the adopted revisions create: changed in the database: ")
                    .doesNotContain("The entities require");

            further.execute("alter table county alter note drop default");
            Transcript equal = shell.run("check");
            assertThat(equal.code()).isEqualTo(3);
            assertThat(equal.out()).contains("`db adopt`").doesNotContain("differs", "The entities require");

            further.execute("alter table county drop note");
            assertThat(shell.run("check").out()).contains("The entities require: add column county.note");

            assertThat(Shell.on(further, Counties.trunk()).run("check").out())
                    .contains("`db adopt` refuses it: The application has 2 revisions, and none of them is adopted");
        }
    }

    @Test
    void without_a_source_directory_nothing_is_recorded() {
        Transcript nowhere = Shell.on(database).run("adopt");

        assertThat(nowhere.code()).isOne();
        assertThat(nowhere.err()).contains("is not a directory");
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @Revision(id = "ba5e", message = "baseline", adopted = true)
    private static final class Baseline implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.createTable("county", t -> {
                t.column("id", bigint());
                t.column("note", text());
            });
        }

        @Override
        public void downgrade(Operations op) {
            op.dropTable("county");
        }
    }
}
