package com.levymaster.migrate.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether a backslash escapes follows from the settings before, as on the server. */
class StandardStringsTest {

    private static final String PATH = "select 'C:\\temp'";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "set standard_conforming_strings = off",
                "set local \"standard_conforming_strings\" to 'OFF'",
                "select set_config('standard_conforming_strings', 'off', false)",
                "select pg_catalog.set_config('standard_conforming_strings', 'off', true)"
            })
    void a_backslash_escapes_once_a_statement_says_so(String setting) {
        assertThat(last(setting + "; " + PATH)).isEqualTo("select E'C:\\temp'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "set standard_conforming_strings = on",
                "set standard_conforming_strings to default",
                "reset standard_conforming_strings",
                "reset all",
                "select set_config('standard_conforming_strings', 'on', false)"
            })
    void it_is_a_character_again_once_another_says_so(String setting) {
        assertThat(last("set standard_conforming_strings = off; " + setting + "; " + PATH))
                .isEqualTo(PATH);
    }

    private static String last(String sql) {
        var statements = SqlStatements.of(sql);
        return statements.get(statements.size() - 1).text();
    }
}
