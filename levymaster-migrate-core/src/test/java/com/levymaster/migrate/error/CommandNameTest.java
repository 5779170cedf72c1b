package com.levymaster.migrate.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

class CommandNameTest {

    @Test
    @ResourceLock(Resources.SYSTEM_PROPERTIES)
    void errors_name_the_command_of_the_application() {
        System.setProperty(CommandName.VARIABLE, " migrate ");
        try {
            MigrationException e =
                    new MigrationException("`db adopt` refuses the db.", "see `db -n x log`, `db`, `dbx`.");

            assertThat(e.problem()).isEqualTo("`migrate adopt` refuses the db.");
            assertThat(e.remedy()).isEqualTo("see `migrate -n x log`, `db`, `dbx`.");
            assertThat(e).hasMessage(e.problem() + System.lineSeparator() + "  What to do: " + e.remedy());
        } finally {
            System.clearProperty(CommandName.VARIABLE);
        }
        assertThat(CommandName.in("see `db log`")).isEqualTo("see `db log`");
        assertThat(CommandName.of(" ")).isEqualTo("db");
    }
}
