package com.levymaster.migrate.dialect;

import static com.levymaster.migrate.Types.array;
import static com.levymaster.migrate.Types.integer;
import static com.levymaster.migrate.Types.numeric;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.testing.Compiled;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What older servers lack is refused when it is compiled, or said in words that they have. */
class OlderServerTest {

    private static final DatabaseSchema BEFORE = DatabaseSchema.empty("public")
            .with(Table.of(ObjectName.of("t"), List.of(Column.of("a", ColumnType.parse("text")))));

    static Stream<Arguments> lacking() {
        Consumer<Operations> maintain = op -> op.grant("maintain").onTable("t").role("r");
        Consumer<Operations> included = op ->
                op.alterTable("t", t -> t.addIndex("ix").on("a").using("spgist").include("b"));
        return Stream.of(
                Arguments.of(17, "names the privilege maintain", maintain),
                Arguments.of(
                        17,
                        "names the privilege maintain",
                        said(op -> op.revoke("maintain").onTable("t").role("r"))),
                Arguments.of(
                        17,
                        "names the privilege maintain",
                        said(op -> op.grantByDefault("select", "maintain")
                                .onTables()
                                .role("r"))),
                Arguments.of(14, "Index ix of method spgist includes columns", included),
                Arguments.of(
                        15,
                        "Type numeric(2,3) has a scale",
                        said(op -> op.createTable("n", t -> t.column("n", numeric(2, 3))))),
                Arguments.of(
                        15,
                        "Type numeric(2,-3) has a scale",
                        said(op -> op.alterTable("t", t -> t.addColumn("n", array(numeric(2, -3)))))),
                Arguments.of(
                        15,
                        "Type numeric(2,3) has a scale",
                        said(op -> op.alterTable(
                                "t", t -> t.changeType("a").from(integer()).to(numeric(2, 3))))),
                Arguments.of(
                        15,
                        "Type numeric(2,3) has a scale",
                        said(op -> op.types().createDomain("d", numeric(2, 3)))));
    }

    private static Consumer<Operations> said(Consumer<Operations> body) {
        return body;
    }

    @ParameterizedTest
    @MethodSource("lacking")
    void what_an_older_server_lacks_is_refused(int since, String problem, Consumer<Operations> step) {
        assertThat(compiled(since, step)).isNotEmpty();
        assertThatThrownBy(() -> compiled(since - 1, step))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining(problem)
                .hasMessageContaining(
                        "which requires PostgreSQL " + since + "; this server has version " + (since - 1) + ".");
    }

    @Test
    void the_storage_of_a_type_is_named_where_there_is_no_word_for_it() {
        Consumer<Operations> reset = op ->
                op.alterTable("t", t -> t.changeStorage("a").from("external").toNone());

        assertThat(compiled(16, reset)).containsExactly("alter table t alter column a set storage default");
        assertThat(compiled(15, reset)).containsExactly("alter table t alter column a set storage extended");
    }

    private static List<String> compiled(int version, Consumer<Operations> step) {
        return Dialect.postgresql(version * 10000).compile(Compiled.said(step).get(0), () -> BEFORE).stream()
                .map(SqlStatement::sql)
                .toList();
    }
}
