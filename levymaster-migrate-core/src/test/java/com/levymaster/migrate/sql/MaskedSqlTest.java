package com.levymaster.migrate.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskedSqlTest {

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            select 1                                     ~ select 1
            alter role a password 'secret'               ~ alter role a password '***'
            select 'it''s', E'it\\'s', U&'a', 42         ~ select '***', E'***', U&'***', 42
            select $$secret$$, $t$sec$ret$t$             ~ select $$***$$, $t$***$t$
            select "Column" from "t" -- it's             ~ select "Column" from "t" -- it's
            insert into t values ('secret                ~ insert into t values ('***'
            do $$ begin perform f('secret'); end $$      ~ do $$ begin perform f('***'); end $$
            do language plpython3u $$ f("secret") $$     ~ do language plpython3u $$***$$
            create function f() returns text language sql as $f$ select 'secret' $f$ ~ create function f() returns text language sql as $f$ select '***' $f$
            create function f() returns text as $$ return "secret" $$ language plperl ~ create function f() returns text as $$***$$ language plperl
            select $1, 'secret'                          ~ select $1, '***'
            """)
    void literals_are_masked_and_everything_else_stays(String sql, String masked) {
        assertThat(MaskedSql.of(sql, 0).text()).isEqualTo(masked);
        assertThat(MaskedSql.text(sql)).isEqualTo(masked);
    }

    @Test
    void a_position_of_the_server_becomes_that_in_the_masked_text() {
        String sql = "select '😀 is long', 'a', wrong";

        MaskedSql masked = MaskedSql.of(sql, characters(sql, "wrong") + 1);

        assertThat(masked.text()).isEqualTo("select '***', '***', wrong");
        assertThat(masked.position()).isEqualTo(masked.text().indexOf("wrong") + 1);
        assertThat(MaskedSql.of(sql, characters(sql, "long") + 1).position()).isEqualTo(8);
        assertThat(MaskedSql.of(sql, 1).position()).isEqualTo(1);
        assertThat(MaskedSql.of(sql, 0).position()).isZero();
        assertThat(MaskedSql.of(sql, 1000).position()).isZero();
    }

    private static int characters(String sql, String word) {
        return sql.codePointCount(0, sql.indexOf(word));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            22P02 ~ invalid input syntax for type integer: "secret"       ~ invalid input syntax for type integer: "***"
            22P02 ~ invalid input syntax for type integer: "se"cr"et"     ~ invalid input syntax for type integer: "***"
            22P02 ~ ungültige Eingabesyntax für Typ integer: »secret«     ~ ungültige Eingabesyntax für Typ integer: »***«
            22P05 ~ character with byte sequence 0xe2 0x82 in encoding "UTF8" has no equivalent ~ character with byte sequence 0xe2 0x82 in encoding "UTF8" has no equivalent
            P0001 ~ no user "secret"                                      ~ no user "***"
            23505 ~ duplicate key value violates unique constraint "uq"   ~ duplicate key value violates unique constraint "uq"
            42P01 ~ relation "county" does not exist                      ~ relation "county" does not exist
            42P01 ~ relation "s3cret" does not exist                      ~ relation "***" does not exist
            42601 ~ syntax error at or near "'S3CRET'"                    ~ syntax error at or near "***"
            """)
    void a_message_keeps_names_and_loses_values(String state, String message, String masked) {
        assertThat(MaskedMessage.of(message, state, List.of("S3CRET"))).isEqualTo(masked);
    }
}
