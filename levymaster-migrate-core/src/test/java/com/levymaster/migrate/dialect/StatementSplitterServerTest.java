package com.levymaster.migrate.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.testing.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The server itself takes a text apart that comes in its simple protocol. Whatever it answers to the whole, it must answer
 * to the statements one after the other.
 */
class StatementSplitterServerTest {

    private static final List<String> LITERALS = List.of(
            "'a; b'",
            "'it''s; -- no'",
            "E'a\\';\\\\;'",
            "e'\\';'",
            "$$a;'b$$",
            "$tag$ $$;$$ ; $tag$",
            "$_1$;$_1$",
            "U&'d\\0061;t'",
            "'/* ; */'",
            "'a'\n'b;'",
            "'a' -- ;\n 'b;'",
            "B'101'::text",
            "N';'",
            "(';')",
            "case when 1 = 1 then ';' else 'end;' end",
            "(array[';', '$$'])[1]",
            "'{\";\": 1}'::jsonb ->> ';'",
            "3 - -4 || ';'");

    private static final List<String> BETWEEN =
            List.of("", " ", "\n", "\r\n\t", "/* ; */", "/* a /* ; ' */ $$ ; */", "-- ; ' $$ \n", ";", "; ;", "/**/");

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void the_server_answers_the_statements_as_it_answers_the_text(long seed) throws SQLException {
        Random random = new Random(seed);
        String url = database.url() + (database.url().contains("?") ? "&" : "?") + "preferQueryMode=simple";
        try (Connection connection = DriverManager.getConnection(url, database.user(), database.password())) {
            for (int i = 0; i < 150; i++) {
                String text = text(random);
                List<String> whole = answers(connection, text);
                List<String> apart = new ArrayList<>();
                for (String statement : StatementSplitter.split(text)) {
                    apart.addAll(answers(connection, statement));
                }
                assertThat(apart).as(text).isEqualTo(whole);
            }
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder(some(random, BETWEEN));
        for (int j = random.nextInt(6); j >= 0; j--) {
            text.append(statement(random))
                    .append(some(random, BETWEEN))
                    .append(";\n")
                    .append(some(random, BETWEEN));
        }
        return text.toString();
    }

    private static String statement(Random random) {
        String name = "f" + random.nextInt(3);
        return switch (random.nextInt(6)) {
            case 0 ->
                "create or replace function " + name + "() returns text language sql begin atomic select "
                        + some(random, LITERALS) + "; select case 1 when 1 then " + some(random, LITERALS)
                        + " end as \"end;\"; end";
            case 1 ->
                "create or replace function " + name + "() returns text language plpgsql as $f$ begin return "
                        + some(random, LITERALS) + "; end; $f$";
            case 2 -> "do $do$ begin perform " + some(random, LITERALS) + "; end $do$";
            default ->
                "select" + (random.nextBoolean() ? " /* ; */ " : "\n") + some(random, LITERALS) + " as \"x;"
                        + (random.nextBoolean() ? "\"\"" : "") + "\"";
        };
    }

    private static String some(Random random, List<String> texts) {
        return texts.get(random.nextInt(texts.size()));
    }

    private static List<String> answers(Connection connection, String sql) throws SQLException {
        List<String> answers = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            boolean rows = statement.execute(sql);
            while (rows || statement.getUpdateCount() >= 0) {
                if (rows) {
                    try (ResultSet row = statement.getResultSet()) {
                        row.next();
                        answers.add(row.getMetaData().getColumnLabel(1) + " " + row.getString(1));
                    }
                } else {
                    answers.add("done");
                }
                rows = statement.getMoreResults();
            }
        }
        return answers;
    }
}
