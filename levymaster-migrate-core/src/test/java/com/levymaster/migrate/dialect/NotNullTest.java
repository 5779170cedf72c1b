package com.levymaster.migrate.dialect;

import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.integer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.levymaster.migrate.diff.Diff;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.inspect.DatabaseInspector;
import com.levymaster.migrate.inspect.InspectionScope;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.testing.Compiled;
import com.levymaster.migrate.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Columns that forbid null: by a constraint with a name, and in tables that inherit a column from two parents, on a server. */
class NotNullTest {

    @AutoClose
    static final TestDatabase database = TestDatabase.create();

    private Connection connection;

    @BeforeEach
    void create_a_table_with_two_parents_and_one_below_it() throws SQLException {
        connection = database.connection();
        connection.setAutoCommit(false);
        execute("create table a (x integer not null); create table b (x integer not null);"
                + " create table c () inherits (a, b); create table d () inherits (c);"
                + " create table e () inherits (a); create view v as select x from d");
    }

    @AfterEach
    void roll_back() throws SQLException {
        connection.rollback();
        connection.close();
    }

    @Test
    void a_column_stays_not_null_while_another_parent_forbids_null() throws SQLException {
        DatabaseSchema after = foretold(op -> op.alterTable("a", t -> t.dropNotNull("x")));

        assertThat(isNullable(after, "a")).isTrue();
        assertThat(isNullable(after, "e")).isTrue();
        assertThat(isNullable(after, "c")).isFalse();
        assertThat(isNullable(after, "d")).isFalse();
    }

    @Test
    void a_column_allows_null_when_both_parents_do() throws SQLException {
        DatabaseSchema after = foretold(op -> {
            op.alterTable("a", t -> t.dropNotNull("x"));
            op.alterTable("b", t -> t.dropNotNull("x"));
        });

        assertThat(isNullable(after, "c")).isTrue();
        assertThat(isNullable(after, "d")).isTrue();
    }

    @Test
    void a_parent_that_is_dropped_takes_along_the_tables_below_it() throws SQLException {
        DatabaseSchema after = foretold(op -> op.dropTable("a").cascade());

        assertThat(after.tables()).containsOnlyKeys(ObjectName.of("b"));
        assertThat(after.views()).isEmpty();
    }

    @Test
    void a_constraint_with_a_name_is_read_back_renamed_and_dropped() throws SQLException {
        assumeTrue(database.version() >= 18);
        DatabaseSchema created = foretold(op -> {
            op.createTable("n", t -> {
                t.column("x", integer()).notNull("nn_x");
                t.column("y", integer()).notNull("nn_y").defaultValue(3);
                t.column("i", integer()).identity().notNull("nn_i");
                t.column("z", integer()).notNull();
            });
            op.createTable("below", t -> t.inherits("n"));
            op.alterTable("n", t -> t.addColumn("w", integer()).notNull("Nn w"));
        });
        assertThat(names(created, "n")).containsExactly("nn_x", "nn_y", "nn_i", null, "Nn w");
        assertThat(names(created, "below")).containsOnlyNulls();

        DatabaseSchema changed = foretold(op -> {
            op.renameTable("n").to("m");
            op.alterTable("m", t -> {
                t.renameConstraint("nn_x").to("nn_first");
                t.dropNotNull("y", "nn_y");
                t.setNotNull("y", "nn_second");
                t.changeType("w").from(integer()).to(bigint());
                t.renameColumn("w").to("v");
            });
        });
        assertThat(names(changed, "m")).containsExactly("nn_first", "nn_second", "nn_i", null, "Nn w");
    }

    @Test
    void an_undo_brings_the_name_back() throws SQLException {
        assumeTrue(database.version() >= 18);
        execute("create table n (x integer constraint nn_x not null, y integer constraint nn_y not null)");
        DatabaseSchema before = inspect();
        List<Operation> operations = Compiled.said(op -> op.alterTable("n", t -> {
            t.dropNotNull("x", "nn_x");
            t.renameConstraint("nn_y").to("nn_z");
            t.dropColumn("y").was(integer()).notNull("nn_z");
        }));

        run(operations, before);
        run(OperationList.inverted(operations), inspect());

        assertThat(inspect()).isEqualTo(before);
    }

    @Test
    void schemas_with_other_names_are_made_equal_and_entities_state_none() throws SQLException {
        assumeTrue(database.version() >= 18);
        execute("create table n (x integer constraint nn_x not null, y integer not null, z integer)");
        DatabaseSchema before = inspect();
        DatabaseSchema desired = OperationList.apply(
                Compiled.said(op -> op.alterTable("n", t -> {
                    t.renameConstraint("nn_x").to("nn_first");
                    t.renameConstraint("n_y_not_null").to("nn_second");
                    t.setNotNull("z", "nn_third");
                })),
                before);

        run(Diff.between(before, desired), before);

        assertThat(inspect()).isEqualTo(desired);
    }

    @Test
    void versions_that_keep_no_name_refuse_one() {
        Operation add = Compiled.said(op ->
                        op.alterTable("a", t -> t.addColumn("n", integer()).notNull("nn_n")))
                .get(0);
        Operation set = Compiled.said(op -> op.alterTable("a", t -> t.setNotNull("x", "nn_x")))
                .get(0);

        assertThatThrownBy(() -> Dialect.postgresql(170000).compile(add, this::inspect))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("The not-null constraint of column a.n has a name, nn_n");
        assertThatThrownBy(() -> Dialect.postgresql(170000).compile(set, this::inspect))
                .hasMessageContaining("leave out the name, which earlier versions would not keep");
    }

    private static List<@Nullable String> names(DatabaseSchema schema, String table) {
        return schema.catalog().table(ObjectName.of(table)).orElseThrow().columns().stream()
                .<@Nullable String>map(Column::notNullName)
                .toList();
    }

    private void run(List<Operation> operations, DatabaseSchema before) throws SQLException {
        DatabaseSchema now = before;
        for (Operation operation : operations) {
            DatabaseSchema current = now;
            for (SqlStatement sql :
                    Dialect.postgresql(database.version() * 10000).compile(operation, () -> current)) {
                execute(sql.sql());
            }
            now = operation.applyTo(now);
        }
    }

    /** Runs the operations and returns the schema, which is the foretold one. */
    private DatabaseSchema foretold(Consumer<Operations> body) throws SQLException {
        DatabaseSchema before = inspect();
        List<Operation> operations = Compiled.said(body);
        run(operations, before);
        DatabaseSchema after = inspect();
        assertThat(OperationList.apply(operations, before)).isEqualTo(after);
        return after;
    }

    private DatabaseSchema inspect() {
        return DatabaseInspector.read(connection, InspectionScope.all().withDefaultSchema("public"));
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static boolean isNullable(DatabaseSchema schema, String table) {
        return schema.catalog()
                .table(ObjectName.of(table))
                .flatMap(t -> t.column("x"))
                .orElseThrow()
                .nullable();
    }
}
