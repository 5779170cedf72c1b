package com.levymaster.migrate.operation;

import static com.levymaster.migrate.reliability.Revisions.base;
import static com.levymaster.migrate.reliability.Revisions.migrator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.Types;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.operation.ControlOperation.Autocommit;
import com.levymaster.migrate.operation.ControlOperation.SetLocal;
import com.levymaster.migrate.operation.SchemaOperation.CreateSchema;
import com.levymaster.migrate.operation.SchemaOperation.DropSchema;
import com.levymaster.migrate.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The inverse of a list: steps in reverse order, each under the settings under which it was run. */
class OperationListTest {

    private static final SetLocal PATH = new SetLocal("search_path", "app");
    private static final SetLocal OTHER_PATH = new SetLocal("search_path", "other");
    private static final SetLocal TIMEOUT = new SetLocal("lock_timeout", "2s");
    private static final Operation A = new CreateSchema("a");
    private static final Operation B = new CreateSchema("b");
    private static final Operation NOT_A = new DropSchema("a", true);
    private static final Operation NOT_B = new DropSchema("b", true);

    @Test
    void a_setting_comes_before_the_inverses_of_the_steps_that_it_governed() {
        assertThat(OperationList.inverted(List.of(PATH, TIMEOUT, A, B))).containsExactly(PATH, TIMEOUT, NOT_B, NOT_A);
    }

    @Test
    void a_setting_that_changes_on_the_way_changes_back_on_the_way_back() {
        assertThat(OperationList.inverted(List.of(PATH, A, OTHER_PATH, B)))
                .containsExactly(OTHER_PATH, NOT_B, PATH, NOT_A);
    }

    @Test
    void a_setting_ends_with_its_transaction() {
        Autocommit block = new Autocommit(List.of(B));

        assertThat(OperationList.inverted(List.of(PATH, A, block, A)))
                .containsExactly(NOT_A, new Autocommit(List.of(NOT_B)), PATH, NOT_A);
    }

    @Test
    void a_setting_after_other_steps_cannot_be_undone() {
        assertThatThrownBy(() -> OperationList.inverted(List.of(A, PATH, B)))
                .isInstanceOf(IrreversibleException.class)
                .hasMessageContaining("op.setLocal(…) after other steps")
                .hasMessageContaining("before all other steps");
    }

    @Test
    void what_a_later_step_drops_with_its_column_or_table_is_not_dropped_again() {
        try (TestDatabase database = TestDatabase.create()) {
            database.execute("create table levy (a integer, b integer); create table district (a integer);"
                    + " create function touch() returns trigger language plpgsql as 'begin return new; end'");
            RevisionDefinition revision = base("a1", op -> {
                op.statistics().create("st_levy", "(dependencies) on a, b from public.levy");
                op.statistics().create("st_kept", "(mcv) on a, b from levy");
                op.alterTable("levy", t -> {
                    t.policies().create("own", "using (a > 0)");
                    t.dropColumn("b").was(Types.integer());
                });
                op.alterTable("district", t -> t.triggers()
                        .create("touched", "before update on district for each row execute function touch()"));
                op.dropTable("district").was(t -> t.column("a", Types.integer()));
            });

            migrator(database.dataSource(), revision).upgrade();
            migrator(database.dataSource(), revision).downgrade("base");

            assertThat(database.jdbc()
                            .sql("select (select count(*) from pg_statistic_ext) + (select count(*) from pg_policy)"
                                    + " + (select count(*) from pg_trigger)")
                            .query(Integer.class)
                            .single())
                    .isZero();
        }
    }

    @Test
    void a_downgrade_drops_the_table_of_the_schema_in_which_the_upgrade_created_it() {
        try (TestDatabase database = TestDatabase.create()) {
            database.execute("create schema other");
            RevisionDefinition revision = base("a1", op -> {
                op.setLocal("search_path", "other");
                op.createTable("t", t -> t.column("id", Types.bigint()));
            });
            migrator(database.dataSource(), revision).upgrade();
            database.execute("create table t (id bigint)", "insert into t values (1)");

            migrator(database.dataSource(), revision).downgrade("base");

            assertThat(database.jdbc()
                            .sql("select schemaname from pg_tables where tablename = 't'")
                            .query(String.class)
                            .list())
                    .containsExactly("public");
        }
    }
}
