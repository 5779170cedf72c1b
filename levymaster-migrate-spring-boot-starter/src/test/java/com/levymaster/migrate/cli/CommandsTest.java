package com.levymaster.migrate.cli;

import static com.levymaster.migrate.cli.Transcript.assertGolden;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.cli.command.DbRootCommand;
import com.levymaster.migrate.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Command;

/** Every command, by what a person sees. */
class CommandsTest {

    private TestDatabase database;

    @BeforeEach
    void freshDatabase() {
        database = TestDatabase.create();
    }

    @AfterEach
    void dropDatabase() {
        database.close();
    }

    private Shell trunk() {
        return Shell.on(database, Counties.trunk());
    }

    private Shell branched() {
        return Shell.on(database, Counties.branched());
    }

    private Shell upgraded() {
        Shell shell = branched();
        assertThat(shell.run("upgrade heads").code()).isZero();
        return shell;
    }

    private void insertDistricts() {
        database.execute("insert into tax_district (name, levy_rate) values ('Kennewick', 1.5), ('Richland', null)");
    }

    @Test
    void upgrade_says_each_revision_and_then_where_the_database_is() {
        Shell shell = trunk();

        assertGolden("upgrade", shell.run("upgrade"), shell.run("upgrade"));
    }

    @Test
    void upgrade_with_several_heads_asks_for_one() {
        assertGolden(
                "upgrade-several-heads", branched().run("upgrade"), branched().run("upgrade heads"));
    }

    @Test
    void upgrade_to_an_unknown_revision_says_what_was_meant() {
        assertGolden(
                "wrong-target",
                trunk().run("upgrade 3c5e7f91"),
                trunk().run("upgrade levi@head"),
                trunk().run("upgrade +1junk"),
                trunk().run("downgrade 3c5e"));
    }

    @Test
    void current_shows_where_the_database_is() {
        Shell shell = trunk();
        Transcript before = shell.run("current");
        shell.run("upgrade +1");

        assertGolden("current", before, shell.run("current"), shell.run("current --check-heads"));
    }

    @Test
    void current_verbose_shows_all_there_is_to_know() {
        assertGolden("current-verbose", upgraded().run("current -v"));
    }

    @Test
    void history_lists_the_newest_first_and_marks_what_is_asked_for() {
        Shell shell = upgraded();

        assertGolden(
                "history",
                shell.run("history"),
                shell.run("history -i"),
                shell.run("history :1a2b"),
                shell.run("history 1a2b:levy@head"),
                shell.run("history -1:current"));
    }

    @Test
    void history_draws_the_graph() {
        Shell shell = branched();
        shell.run("upgrade levy@head");

        assertGolden(
                "history-graph",
                shell.run("history --graph"),
                shell.run("history --format mermaid"),
                shell.run("history --format dot"));
        assertThat(shell.run("history --format svg").out()).startsWith("<svg");
    }

    @Test
    void a_failed_run_is_shown_until_the_revision_is_applied() {
        trunk().run("upgrade 1a2b");
        database.execute(
                "create function forbid() returns event_trigger language plpgsql as"
                        + " 'begin raise ''not today''; end'",
                "create event trigger forbidding on ddl_command_start when tag in ('ALTER TABLE')"
                        + " execute function forbid()");

        assertGolden(
                "log",
                trunk().run("upgrade"),
                trunk().run("current"),
                trunk().run("history -i"),
                trunk().run("history --graph"),
                trunk().run("log"),
                trunk().run("log --failures 3c5e"));
        assertThat(trunk().run("current --json").out()).contains("\"failed\":[\"3c5e7f90a1b2\"]");
        database.execute("drop event trigger forbidding");
        assertThat(trunk().run("upgrade --quiet").text()).isEqualTo("$ db upgrade --quiet\n(exit code 0)\n");
        assertThat(trunk().run("current").err()).isEmpty();
    }

    @Test
    void help_version_and_completion_need_no_application() {
        assertThat(trunk().run("help upgrade").out()).startsWith("Usage: db upgrade");
        assertThat(trunk().run("--version").out())
                .startsWith("LevyMaster Migrate ")
                .contains("Spring Boot");
        assertThat(trunk().run("completion").out()).contains("complete -F _complete_db");
    }

    @Test
    void heads_and_branches_need_no_database() {
        Shell shell = branched();

        assertGolden("heads", shell.run("heads"), shell.run("heads -v"), trunk().run("heads"));
        assertGolden("branches", shell.run("branches"));
    }

    @Test
    void show_tells_a_revision_and_where_its_source_is(@TempDir Path sources) throws IOException {
        Path file = sources.resolve("com/example/revisions/R3c5e7f90a1b2_AddLevyRate.java");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "package com.example.revisions;\n@Revision(id = \"3c5e7f90a1b2\")\nclass R {}\n");

        assertGolden("show", branched().withSources(sources, null).run("show levy"));
    }

    @Test
    void report_writes_one_page_and_overwrites_none(@TempDir Path directory) throws IOException {
        Shell shell = upgraded();
        Path file = directory.resolve("report.html");

        assertThat(shell.run("report -o " + file).text())
                .isEqualTo("$ db report -o " + file + "\nWrote " + file + ".\n(exit code 0)\n");
        assertThat(Files.readString(file))
                .startsWith("<!DOCTYPE html>")
                .contains("Migrations of levymaster", "levyMigrator", "add levy rate", "<svg", "</html>");
        assertThat(shell.run("report").out()).startsWith("<!DOCTYPE html>");
        assertThat(shell.run("report -o " + file).code()).isEqualTo(1);
    }

    @Test
    void plan_shows_steps_and_sql_and_runs_nothing() {
        Shell shell = trunk();

        assertGolden("plan", shell.run("plan"), shell.run("plan --no-sql 1a2b"), shell.run("current"));
    }

    @Test
    void a_plan_downwards_counts_what_would_be_lost() {
        Shell shell = upgraded();
        insertDistricts();

        assertGolden("plan-down", shell.run("plan --down 1a2b --no-sql"), shell.run("plan --down base --no-sql"));
    }

    @Test
    void plan_says_what_is_not_known_of_steps_before_they_run() {
        Shell shell = Shell.on(database, Counties.calling());
        shell.run("upgrade 1a2b");

        assertGolden("plan-unknown", shell.run("plan --no-sql"));
        assertThat(shell.run("plan --json").out())
                .contains("\"unknown\":[{\"what\":\"whether the server accepts their expressions, because ")
                .contains("\"steps\":[{\"revision\":\"4c7b91e20d35\",\"step\":3}");
    }

    @Test
    void downgrade_goes_down_one() {
        Shell shell = trunk();
        shell.run("upgrade");

        assertGolden("downgrade", shell.run("downgrade"), shell.run("downgrade base"), shell.run("downgrade"));
    }

    @Test
    void downgrade_with_several_branches_asks_for_a_label() {
        assertGolden(
                "downgrade-branches",
                upgraded().run("downgrade"),
                upgraded().run("downgrade levy@-1"),
                upgraded().run("downgrade reporting@base"));
    }

    @Test
    void downgrade_that_loses_data_wants_to_be_allowed_to() {
        Shell shell = upgraded();
        insertDistricts();

        assertGolden(
                "downgrade-data-loss",
                shell.run("downgrade 1a2b"),
                shell.underProfile("prod").run("downgrade 1a2b --allow-data-loss"),
                shell.run("downgrade 1a2b --allow-data-loss"));
    }

    @Test
    void stamp_writes_rows_and_runs_nothing() {
        Shell shell = trunk();

        assertGolden("stamp", shell.run("stamp 1a2b"), shell.run("current"), shell.run("stamp base"));
    }

    @Test
    void stamp_purge_is_the_way_out_when_a_row_is_unknown() {
        Shell shell = trunk();
        shell.run("upgrade");
        database.execute("insert into levymaster_version (revision) values ('ffffffffffff')");

        assertGolden(
                "stamp-purge",
                shell.run("current"),
                shell.run("upgrade +1"),
                shell.run("stamp --purge head"),
                shell.run("current"));
    }

    @Test
    void merge_names_what_both_branches_change() {
        Shell shell = Shell.on(database, Counties.conflicting());

        assertGolden("merge-conflict", shell.run("merge"), shell.run("merge levy"));
    }

    @Test
    void branches_that_add_different_columns_to_one_table_are_merged(@TempDir Path sources) {
        Shell shell = Shell.on(database, new Counties.District(), new Counties.LevyRate(), new Counties.Parcels())
                .withSources(sources, "com.example.revisions");

        assertThat(shell.run("merge").code()).isZero();
    }

    @Test
    void check_finds_several_heads() {
        assertGolden(
                "check-heads",
                branched().run("check"),
                branched().run("check --json"),
                branched().run("check --format github"),
                branched().run("check --format sarif"));
    }

    @Test
    void check_finds_applied_revisions_that_were_edited() {
        Shell.on(database, new Counties.District()).run("upgrade");
        database.execute(
                "update levymaster_history set checksum = 'another', operations = replace(operations, '120', '80')");

        assertGolden(
                "check-edited",
                Shell.on(database, new Counties.District()).run("check"),
                Shell.on(database, new Counties.District()).run("repair --yes"),
                Shell.on(database, new Counties.District()).run("check"));
    }

    @Test
    void what_can_hurt_is_told_before_it_runs() {
        trunk().run("upgrade");
        Shell shell = Shell.on(database, Counties.hurting());

        assertGolden(
                "hazards",
                shell.run("plan"),
                shell.run("check"),
                shell.run("check --lint 3c5e:head --json"),
                shell.run("upgrade --json"),
                shell.run("check"));
    }

    @Test
    void scripts_are_written_without_a_database() {
        Shell shell = trunk();
        database.close();
        database = TestDatabase.create();

        assertGolden(
                "sql",
                shell.run("upgrade 1a2b --sql"),
                shell.run("upgrade 1a2b:head --sql"),
                shell.run("downgrade --sql"),
                shell.run("stamp head --sql"));
    }

    @Test
    void a_script_leads_where_the_run_does() {
        String script = trunk().run("upgrade --sql").out();

        database.execute(script);

        assertThat(trunk().run("current").out()).startsWith("3c5e7f90a1b2 (levy) (head)");
    }

    @Test
    void a_script_downwards_stops_where_its_revision_is_not_applied() {
        Shell shell = trunk();
        String script = shell.run("downgrade --sql").out();
        shell.run("upgrade 1a2b");

        assertThatThrownBy(() -> database.execute(script))
                .hasStackTraceContaining("Revision 3c5e7f90a1b2 is not applied to this database");
    }

    @Test
    void json_is_for_machines() {
        Shell shell = trunk();

        assertGolden(
                "json",
                shell.run("upgrade --json"),
                shell.run("current --json"),
                shell.run("heads --json"),
                shell.run("plan --down --json"),
                shell.run("upgrade nope --json"));
    }

    @Test
    void a_slip_in_the_command_line_is_exit_code_2() {
        assertGolden(
                "usage",
                trunk().run("upgrde"),
                trunk().run("'db upgrade'"),
                trunk().run("upgrade --slq"),
                trunk().run("revision --autogenerate -m 'add county'"),
                trunk().run("downgrade a b"),
                trunk().run("history --format png"),
                trunk().run("check --format xml"),
                trunk().run("history --format svg --json"),
                trunk().run("history -o f.txt"),
                trunk().run("upgrade -o f.sql"),
                trunk().run("stamp --sql --json"),
                trunk().run("upgrade -x =1"),
                trunk().run("-q"));
    }

    @Test
    void the_base_is_no_revision_to_show() {
        assertThat(trunk().run("show base").err()).contains("\"base\" is no revision");
        assertThat(trunk().run("show base --json").code()).isEqualTo(1);
    }

    @Test
    void a_downgrade_has_one_target() {
        assertThat(upgraded().run("downgrade heads").err()).contains("name one revision: the command has one target.");
    }

    @Test
    void a_plan_without_sql_has_none_in_json_either() {
        assertThat(trunk().run("plan --json").out()).contains("\"sql\":");
        assertThat(trunk().run("plan --json --no-sql").out()).doesNotContain("\"sql\":");
    }

    @Test
    void the_history_as_json_has_the_states_that_are_asked_for() {
        Shell shell = trunk();
        shell.run("upgrade +1");

        assertThat(shell.run("history --json").out()).doesNotContain("\"applied\":");
        assertThat(shell.run("history -i --json").out())
                .isEqualTo(shell.run("history --graph --json").out())
                .contains("\"applied\":true,\"current\":true,\"failed\":false")
                .contains("\"applied\":false,\"current\":false,\"failed\":false");
    }

    @Test
    void the_run_and_the_log_tell_the_same_durations() {
        Shell shell = trunk();
        List<String> run = durations(shell.run("upgrade +1 --json").out());

        assertThat(durations(shell.run("log --json").out())).isEqualTo(run.subList(0, 1));
    }

    private static List<String> durations(String json) {
        return Pattern.compile("\"durationMs\":\\d+")
                .matcher(json)
                .results()
                .map(MatchResult::group)
                .toList();
    }

    @Test
    void every_command_has_help() {
        Shell shell = trunk();

        assertGolden("help", shell.run("--help"), shell.run("downgrade --help"));
        for (Class<?> type : DbRootCommand.class.getAnnotation(Command.class).subcommands()) {
            String command = type.getAnnotation(Command.class).name();
            Transcript help = shell.run(command + " --help");
            assertThat(help.code()).isZero();
            assertThat(help.out()).startsWith("Usage: db " + command);
        }
    }

    @Test
    void a_stack_trace_is_for_those_who_ask() {
        assertThat(trunk().run("upgrade nope").err()).doesNotContain("\tat ");
        assertThat(trunk().run("upgrade nope --stacktrace").err()).contains("\tat com.levymaster.migrate");
    }
}
