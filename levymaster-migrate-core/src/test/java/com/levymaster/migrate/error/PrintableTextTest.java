package com.levymaster.migrate.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTextTest {

    @Test
    void a_line_contains_no_control_characters_and_no_line_separators() {
        assertThat(PrintableText.line("a\u001b[31mb\nc\r\nd\u0085e\u2028f\u0000g\u009bh\u202ei"))
                .isEqualTo("a\\u001b[31mb\\nc\\r\\nd\\u0085e\\u2028f\\u0000g\\u009bh\\u202ei");
    }

    @Test
    void text_in_any_language_stays() {
        String text = "Grüße, 税区, \uD83D\uDE00, क्‍ष, שלום";

        assertThat(PrintableText.line(text)).isEqualTo(text);
    }

    @Test
    void lines_keep_their_ends_but_no_lone_carriage_return() {
        assertThat(PrintableText.lines("a\tb\nc\r\nd\re")).isEqualTo("a\tb\nc\r\nd\\re");
    }

    @Test
    void half_of_a_surrogate_pair_is_escaped() {
        assertThat(PrintableText.line("a\uD83Db")).isEqualTo("a\\ud83db");
    }

    @Test
    void an_id_with_blanks_is_quoted() {
        assertThat(PrintableText.id("r1")).isEqualTo("r1");
        assertThat(PrintableText.id("r1 ")).isEqualTo("\"r1 \"");
    }

    @Test
    void an_exception_has_no_escape_sequences() {
        assertThat(new MigrationException("a\u001b[2J", "b\u0007"))
                .hasMessage("a\\u001b[2J%n  What to do: b\\u0007".formatted());
    }
}
