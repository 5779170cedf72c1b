package com.levymaster.migrate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class CommandTriggerTest {

    private static final CommandTrigger DEFAULT = new CommandTrigger(new Properties(), Map.of());

    @Test
    void the_first_argument_after_those_of_the_application_makes_a_command() {
        assertThat(DEFAULT.matches("db", "upgrade")).isTrue();
        assertThat(DEFAULT.matches("DB", "upgrade")).isTrue();
        assertThat(DEFAULT.matches("--spring.profiles.active=prod", "--debug", "db", "upgrade"))
                .isTrue();
        assertThat(DEFAULT.matches("db upgrade")).isTrue();
        assertThat(DEFAULT.matches("import", "db")).isFalse();
        assertThat(DEFAULT.matches("dbx")).isFalse();
        assertThat(DEFAULT.matches()).isFalse();
    }

    @Test
    void another_word_can_be_chosen() {
        CommandTrigger word = new CommandTrigger(new Properties(), Map.of("LEVYMASTER_MIGRATE_CLI_NAME", "schema"));

        assertThat(word.matches("schema", "upgrade")).isTrue();
        assertThat(word.matches("db", "upgrade")).isFalse();
    }

    @Test
    void it_can_be_switched_off_where_the_application_has_a_command_of_that_name() {
        assertThat(DEFAULT.matches("db", "--levymaster.migrate.cli.enabled=false"))
                .isFalse();
        assertThat(new CommandTrigger(new Properties(), Map.of("LEVYMASTER_MIGRATE_CLI_ENABLED", "false"))
                        .matches("db"))
                .isFalse();
    }

    @Test
    void logs_are_limited_unless_they_are_asked_for() {
        Properties properties = new Properties();
        properties.setProperty("logging.level.root", "info");

        assertThat(DEFAULT.asksForLogs("db", "current", "--spring.profiles.active=dev"))
                .isFalse();
        assertThat(DEFAULT.asksForLogs("db", "current", "--debug")).isTrue();
        assertThat(DEFAULT.asksForLogs("db", "current", "--logging.level.root=info"))
                .isTrue();
        assertThat(new CommandTrigger(properties, Map.of()).asksForLogs("db")).isTrue();
    }

    @Test
    void what_belongs_to_the_command_or_says_false_asks_for_no_logs() {
        Properties properties = new Properties();
        properties.setProperty("debug", "false");

        assertThat(DEFAULT.asksForLogs("db", "revision", "-m", "debug", "-x", "trace=1"))
                .isFalse();
        assertThat(DEFAULT.asksForLogs("db", "current", "--debug=false")).isFalse();
        assertThat(new CommandTrigger(properties, Map.of()).asksForLogs("db")).isFalse();
        properties.setProperty("debug", "");
        assertThat(new CommandTrigger(properties, Map.of()).asksForLogs("db")).isTrue();
    }

    @Test
    void a_name_in_another_case_or_behind_options_may_be_the_applications() {
        assertThat(DEFAULT.isUnmistakable("db")).isTrue();
        assertThat(DEFAULT.isUnmistakable("DB")).isFalse();
        assertThat(DEFAULT.isUnmistakable("--job.date=2024-01-01", "db")).isFalse();
    }

    @Test
    void options_with_a_dot_are_the_applications() {
        assertThat(DEFAULT.commandArguments(
                        "--server.port=0",
                        "db",
                        "upgrade",
                        "--spring.profiles.active=dev",
                        "--debug",
                        "-x",
                        "a.b=c",
                        "v1.0+1"))
                .isEqualTo(List.of("upgrade", "-x", "a.b=c", "v1.0+1"));
    }
}
