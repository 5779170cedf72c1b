package com.levymaster.migrate.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.sql.SqlTokens.Token;
import com.levymaster.migrate.sql.SqlTokens.TokenKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlTokensTest {

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            Create            ~ WORD
            straße            ~ WORD
            a$b               ~ WORD
            "Order"           ~ QUOTED_IDENTIFIER
            "a ""b"" c"       ~ QUOTED_IDENTIFIER
            U&"d\\0061ta"     ~ QUOTED_IDENTIFIER
            'it''s; -- text'  ~ STRING
            '\\'              ~ STRING
            E'\\' -- text'    ~ STRING
            U&'d\\0061ta'     ~ STRING
            B'101'            ~ STRING
            $$it's$$          ~ STRING
            $tag$ $$ ; $tag$  ~ STRING
            42                ~ NUMBER
            1.5e-3            ~ NUMBER
            0xFF              ~ NUMBER
            1_000             ~ NUMBER
            ::                ~ SYMBOL
            ->>               ~ SYMBOL
            <=                ~ SYMBOL
            @-                ~ SYMBOL
            ,                 ~ SYMBOL
            -- 'comment"      ~ COMMENT
            /* a /* b */ ' */ ~ COMMENT
            """)
    void one_token_and_its_kind(String sql, TokenKind kind) {
        assertThat(SqlTokens.scan(sql)).toIterable().containsExactly(new Token(kind, sql, 0, sql.length(), true));
    }

    @Test
    void adjacent_tokens_are_separated_as_PostgreSQL_separates_them() {
        assertThat(texts(SqlTokens.flat("a.b::text"))).containsExactly("a", ".", "b", "::", "text");
        assertThat(texts(SqlTokens.flat("x=-1"))).containsExactly("x", "=", "-", "1");
        assertThat(texts(SqlTokens.flat("1--2\n+3"))).containsExactly("1", "+", "3");
        assertThat(texts(SqlTokens.flat("count(*)/*all*/"))).containsExactly("count", "(", "*", ")");
        assertThat(texts(SqlTokens.flat("x = $1"))).containsExactly("x", "=", "$", "1");
    }

    @Test
    void a_group_in_parentheses_is_one_token() {
        SqlTokens tokens = SqlTokens.of("check (a in (1, 2) /* ) */ and b <> ')') not valid");

        assertThat(texts(tokens)).containsExactly("check", "(a in (1, 2) /* ) */ and b <> ')')", "not", "valid");
        assertThat(tokens.tokens().get(1).inner()).isEqualTo("a in (1, 2) /* ) */ and b <> ')'");
        assertThat(tokens.at(2, "NOT", "valid")).isTrue();
        assertThat(tokens.at(3, "valid", "not")).isFalse();
        assertThat(tokens.between(2, 4)).isEqualTo("not valid");
        assertThat(tokens.between(2, 2)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"'a", "\"a", "$x$ a $$", "/* a /* b */", "E'\\'"})
    void an_unterminated_token_ends_with_the_text(String sql) {
        List<Token> tokens = new ArrayList<>();
        SqlTokens.scan("select " + sql).forEachRemaining(tokens::add);

        assertThat(tokens).hasSize(2);
        assertThat(tokens.get(1).text()).isEqualTo(sql);
        assertThat(tokens.get(1).terminated()).isFalse();
    }

    @Test
    void an_unclosed_group_ends_with_the_text() {
        assertThat(texts(SqlTokens.of("a (b (c) d"))).containsExactly("a", "(b (c) d");
        assertThat(texts(SqlTokens.of("a) b"))).containsExactly("a", ")", "b");
    }

    @Test
    void an_identifier_is_compared_as_PostgreSQL_folds_it() {
        assertThat(identifier("STATUS").isIdentifier("status")).isTrue();
        assertThat(identifier("\"status\"").isIdentifier("status")).isTrue();
        assertThat(identifier("\"Status\"").isIdentifier("status")).isFalse();
        assertThat(identifier("\"a\"\"b\"").isIdentifier("a\"b")).isTrue();
        assertThat(identifier("'status'").isIdentifier("status")).isFalse();
    }

    private static Token identifier(String sql) {
        return SqlTokens.of(sql).tokens().get(0);
    }

    private static List<String> texts(SqlTokens tokens) {
        return tokens.tokens().stream().map(Token::text).toList();
    }
}
