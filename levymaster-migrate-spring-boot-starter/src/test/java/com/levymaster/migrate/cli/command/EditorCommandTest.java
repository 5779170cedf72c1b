package com.levymaster.migrate.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.error.MigrationException;
import org.junit.jupiter.api.Test;

class EditorCommandTest {

    @Test
    void blanks_separate_and_quotes_hold_together() {
        assertThat(EditorCommand.words("  code  --wait ")).containsExactly("code", "--wait");
        assertThat(EditorCommand.words("sh -c 'exit 3'")).containsExactly("sh", "-c", "exit 3");
        assertThat(EditorCommand.words("\"/opt/my editor/\"edit -x \"\""))
                .containsExactly("/opt/my editor/edit", "-x", "");
        assertThat(EditorCommand.words("/opt/my\\ editor \"a \\\"b\\\"\""))
                .containsExactly("/opt/my editor", "a \"b\"");
        assertThat(EditorCommand.words("\"C:\\Program Files\\edit.exe\" /w"))
                .containsExactly("C:\\Program Files\\edit.exe", "/w");
    }

    @Test
    void a_quote_that_is_not_closed_is_refused() {
        assertThatThrownBy(() -> EditorCommand.words("sh -c 'exit 3"))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("has a quote that is not closed: sh -c 'exit 3");
    }
}
