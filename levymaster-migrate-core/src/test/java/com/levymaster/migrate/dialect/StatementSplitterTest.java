package com.levymaster.migrate.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatementSplitterTest {

    /** Each is one statement, and each holds what a splitter can trip over. */
    private static final List<String> STATEMENTS = List.of(
            "select 1",
            "select ';', 'it''s;', '\\'",
            "select E'\\';', E'\\\\', e'a''b;'",
            "select U&'d\\0061t;', U&\"d\\0061;\" from x",
            "select \";\" from \"a\"\"b;\"",
            "select $$;'$$, $tag$ $$ ; $tag$, $_1$;$_1$",
            "select 1 -- one; two 'x\n + 2",
            "select 1 /* a; /* b; */ ' */ + 2",
            "create function f() returns int language plpgsql as $$ begin; return 1; end $$",
            "create function f(a int) returns int begin atomic select case when a = 1 then 2 end; select 3; end",
            "create or replace procedure p() language sql begin atomic insert into t values (1); end",
            "create rule r as on insert to t do also (insert into u values (1); insert into v values (2))",
            "select a$b, a$1 from t where x = $1 and y = $2",
            "select '{}'::jsonb ? 'a', 1 / 2, 3 - -4, a->>'b;'",
            "begin_of_something.call(1)",
            "do $do$ begin execute $sql$ select ';' $sql$; end $do$");

    @Test
    void random_texts_come_apart_into_the_statements_they_were_made_of() {
        Random random = new Random(7);
        for (int i = 0; i < 2000; i++) {
            List<String> statements = new ArrayList<>();
            StringBuilder text = new StringBuilder();
            int count = random.nextInt(6);
            for (int j = 0; j < count; j++) {
                String statement = STATEMENTS.get(random.nextInt(STATEMENTS.size()));
                statements.add(statement);
                text.append(blank(random))
                        .append(statement)
                        .append(space(random))
                        .append(';');
            }
            text.append(blank(random));

            assertThat(StatementSplitter.split(text.toString()))
                    .as(text.toString())
                    .hasSameSizeAs(statements);
            assertThat(StatementSplitter.split(text.toString()).stream()
                            .map(StatementSplitter::plain)
                            .toList())
                    .isEqualTo(statements.stream().map(StatementSplitter::plain).toList());
        }
    }

    @Test
    void text_is_kept_as_it_was_written_with_the_comment_before_it() {
        assertThat(StatementSplitter.split("-- first\nselect 1;\n\n/* second */ select 2 -- last\n"))
                .containsExactly("-- first\nselect 1", "/* second */ select 2");
    }

    @Test
    void text_without_statements_is_empty() {
        assertThat(StatementSplitter.split(" ;; -- nothing\n; /* nothing */ ")).isEmpty();
    }

    @Test
    void statements_that_cannot_run_in_a_transaction_are_known() {
        assertThat(StatementSplitter.statements(
                        "create index concurrently ix on t (a); vacuum t; select 1; drop index ix"))
                .extracting(SqlStatement::transactional)
                .containsExactly(false, false, true, true);
        assertThat(StatementSplitter.statements("/* x */ CREATE UNIQUE INDEX\n CONCURRENTLY ix on t (a)"))
                .extracting(SqlStatement::transactional)
                .containsExactly(false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "commit",
                "BEGIN",
                "start transaction",
                "rollback",
                "end",
                "abort",
                "prepare transaction 'x'",
                "commit prepared 'x'"
            })
    void the_end_of_a_transaction_is_refused(String sql) {
        assertThatThrownBy(() -> StatementSplitter.statements("select 1; " + sql + ";"))
                .hasMessageContaining("begins or ends a transaction: " + sql.replace("'x'", "'***'"));
    }

    @Test
    void savepoints_are_the_authors_own_affair() {
        assertThat(StatementSplitter.statements("savepoint a; rollback to savepoint a; prepare x as select 1;"
                        + " prepare transaction as select 1; release a"))
                .hasSize(5);
    }

    @Test
    void copying_from_the_client_is_refused() {
        assertThatThrownBy(() -> StatementSplitter.split("copy t (a) from stdin;\n1\n\\."))
                .hasMessageContaining("copies rows from or to the client");
        assertThat(StatementSplitter.split("copy t from '/data/t.csv' csv")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"select 'a", "select \"a", "select $x$ a", "select /* a /* b */", "select E'\\'"})
    void what_has_no_end_is_refused_with_its_line(String sql) {
        assertThatThrownBy(() -> StatementSplitter.split("select 1;\n" + sql))
                .hasMessageMatching("(?s).* unterminated .* in line 2, column 8: .*");
    }

    private static String blank(Random random) {
        return List.of("", "\n", "  ", " -- c; 'x\n", " /* ; */ ", ";", "\r\n\t")
                .get(random.nextInt(7));
    }

    private static String space(Random random) {
        return List.of("", "\n", "  ", " /* ; ' */ ", " -- end;\n").get(random.nextInt(5));
    }
}
