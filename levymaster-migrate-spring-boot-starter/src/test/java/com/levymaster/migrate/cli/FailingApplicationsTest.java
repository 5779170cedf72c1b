package com.levymaster.migrate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.autoconfigure.JavaProcess;
import com.levymaster.migrate.cli.kind.Kinds;
import com.levymaster.migrate.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Applications that cannot do what they should, as processes: a sentence, what to do in the last line, and the exit code 1. */
@Tag("nightly")
class FailingApplicationsTest {

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    @TempDir
    private Path directory;

    @Test
    void a_user_without_rights() throws Exception {
        List<String> application = as(database.role(), ApplicationKind.DIRECTORY.start(directory, database));

        assertRefused(run(application, "db", "upgrade"), "may not create tables in schema public");
        assertDoesNotStart(run(application), "may not create tables in schema public");
    }

    @Test
    void a_user_who_may_not_read_the_version_table() throws Exception {
        List<String> application = ApplicationKind.DIRECTORY.start(directory, database);
        assertThat(run(application, "db", "upgrade").code()).isZero();
        List<String> other = as(database.role(), application);

        for (String command : List.of("current", "upgrade", "history -i", "check", "log", "repair", "downgrade")) {
            assertRefused(run(other, ("db " + command).split(" ")), "permission denied for table levymaster_");
        }
        assertDoesNotStart(run(other), "permission denied for table levymaster_");
    }

    @Test
    void a_jar_that_is_older_than_the_database() throws Exception {
        List<String> application = ApplicationKind.DIRECTORY.start(directory, database);
        assertThat(run(application, "db", "upgrade", "k2").code()).isZero();
        database.execute("insert into levymaster_version (revision) values ('9f9f')");

        assertRefused(run(application, "db", "upgrade"), "9f9f");
        assertRefused(run(application, "db", "downgrade"), "9f9f");
        assertDoesNotStart(run(application), "9f9f");
    }

    @Test
    void a_bean_that_cannot_be_created() throws Exception {
        List<String> application = ApplicationKind.DIRECTORY.start(directory, database);
        application.removeIf(option -> option.startsWith("-Dapplication="));
        application.add(0, "-Dapplication=" + Kinds.Broken.class.getName());

        for (String command : List.of("upgrade", "current", "check", "migrate -m unneeded", "downgrade")) {
            assertThat(run(application, ("db " + command).split(" ")))
                    .satisfies(done -> assertThat(done.code()).as(done.text()).isZero());
        }
        assertThat(run(application))
                .satisfies(failed -> assertThat(failed.code()).isOne())
                .satisfies(failed -> assertThat(failed.text())
                        .contains("Error creating bean with name 'letterOpener'", "the drawer is locked")
                        .doesNotContain("Unable to close ApplicationContext"));
    }

    @Test
    void a_build_ahead_of_time_that_lacks_a_revision() throws Exception {
        List<String> application = ApplicationKind.AHEAD_OF_TIME.start(directory, database);
        ApplicationKind.compileWithIndex(directory, application, "Rk4_Later", """
                @com.levymaster.migrate.Revision(id = "k4", downRevision = "k3")
                class Rk4_Later implements com.levymaster.migrate.Migration {
                    @Override public void upgrade(com.levymaster.migrate.op.Operations op) {}
                    @Override public void downgrade(com.levymaster.migrate.op.Operations op) {}
                }
                """);

        assertRefused(run(application, "db", "upgrade"), "processed ahead of time without");
        assertRefused(run(application, "db", "heads"), "processed ahead of time without");
        assertDoesNotStart(run(application), "processed ahead of time without");
    }

    @Test
    void the_trace_is_printed_on_request_before_what_to_do() throws Exception {
        List<String> application = ApplicationKind.DIRECTORY.start(directory, database);
        database.execute("create table levymaster_version (installed_rank int)");

        String text = run(application, "db", "--stacktrace", "upgrade").text();

        assertThat(text).contains("\tat com.levymaster.migrate.", "\nFAILED: ");
        assertThat(text.lines().reduce((line, next) -> next).orElse("")).startsWith("  What to do: ");
    }

    private static void assertRefused(JavaProcess command, String problem) {
        assertThat(command.code()).as(command.text()).isOne();
        assertThat(command.text()).startsWith("FAILED: ").contains(problem).doesNotContain("\tat ");
        List<String> lines = command.text().lines().toList();
        assertThat(lines.get(lines.size() - 1)).startsWith("  What to do: ");
    }

    private static void assertDoesNotStart(JavaProcess start, String problem) {
        assertThat(start.code()).as(start.text()).isOne();
        assertThat(start.text()).contains("Description:", problem).doesNotContain("\tat ");
        String action = start.text().substring(start.text().indexOf("Action:\n"));
        assertThat(action.strip().lines()).as(start.text()).hasSize(3);
    }

    private static List<String> as(TestDatabase.Login login, List<String> application) {
        List<String> changed = new ArrayList<>(application);
        changed.removeIf(option -> option.matches("-Dspring\\.datasource\\.(username|password)=.*"));
        changed.add(0, "-Dspring.datasource.username=" + login.user());
        changed.add(0, "-Dspring.datasource.password=" + login.password());
        return changed;
    }

    private static JavaProcess run(List<String> application, String... arguments)
            throws IOException, InterruptedException {
        return JavaProcess.run(application, List.of(arguments));
    }
}
