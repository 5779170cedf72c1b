package com.levymaster.migrate.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.error.CommandName;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import picocli.CommandLine.Help.Ansi;

class TerminalWriterTest {

    @Test
    void characters_that_the_encoding_lacks_become_ascii_or_their_code() {
        assertThat(written("into →parcel …", StandardCharsets.US_ASCII, false)).isEqualTo("into >>>parcel ...");
        assertThat(written("Rückzahlung 🏠", StandardCharsets.US_ASCII, false))
                .isEqualTo("R\\u00fcckzahlung \\ud83c\\udfe0");
        assertThat(written("Rückzahlung →", StandardCharsets.ISO_8859_1, false)).isEqualTo("Rückzahlung >>>");
        assertThat(written("Rückzahlung → 🏠", StandardCharsets.UTF_8, false)).isEqualTo("Rückzahlung → 🏠");
    }

    @Test
    @ResourceLock(Resources.SYSTEM_PROPERTIES)
    void messages_name_the_command_of_the_application_and_results_are_left_as_they_are() {
        System.setProperty(CommandName.VARIABLE, "migrate");
        try {
            assertThat(written("see `db log --failures`", StandardCharsets.UTF_8, true))
                    .isEqualTo("see `migrate log --failures`");
            assertThat(written("see `db log --failures`", StandardCharsets.UTF_8, false))
                    .isEqualTo("see `db log --failures`");
        } finally {
            System.clearProperty(CommandName.VARIABLE);
        }
    }

    @Test
    void json_has_the_code_of_a_character_that_the_encoding_lacks() {
        assertThat(json("a → 🏠 ü", StandardCharsets.ISO_8859_1)).isEqualTo("[\"a \\u2192 \\ud83c\\udfe0 ü\"]");
        assertThat(json("a → 🏠 ü", StandardCharsets.UTF_8)).isEqualTo("[\"a → 🏠 ü\"]");
    }

    private static String json(String text, Charset charset) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintWriter out = new PrintWriter(new TerminalWriter(bytes, charset, false));
        new Terminal(out, out, Ansi.OFF, charset, false, null).json(List.of(text));
        return bytes.toString(charset).strip();
    }

    private static String written(String text, Charset charset, boolean messages) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintWriter writer = new PrintWriter(new TerminalWriter(bytes, charset, messages));
        writer.print(text);
        writer.flush();
        return bytes.toString(charset);
    }
}
