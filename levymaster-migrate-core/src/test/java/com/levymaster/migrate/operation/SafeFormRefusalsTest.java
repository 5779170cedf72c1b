package com.levymaster.migrate.operation;

import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.integer;
import static com.levymaster.migrate.reliability.Revisions.after;
import static com.levymaster.migrate.reliability.Revisions.base;
import static com.levymaster.migrate.reliability.Revisions.migrator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.testing.CatalogSnapshot;
import com.levymaster.migrate.testing.TestDatabase;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What has no safe form is refused with the reason, before anything runs. */
class SafeFormRefusalsTest {

    @AutoClose
    static final TestDatabase database = TestDatabase.create();

    static Stream<Arguments> refused() {
        return Stream.of(
                refused(
                        "every row gets a number",
                        "",
                        o -> o.alterTable("t", t -> t.addColumn("n", bigint()).identity())),
                refused(
                        "every row is computed and stored",
                        "",
                        o -> o.alterTable("t", t -> t.addColumn("n", integer()).generatedStored("a + 1"))),
                refused(
                        "its index cannot be built concurrently",
                        "",
                        o -> o.alterTable(
                                "t", t -> t.addExclusion("ex").using("btree").with("a", "="))),
                refused(
                        "depends on the type that the column has",
                        "",
                        o -> o.alterTable("t", t -> t.changeType("a").to(bigint()))),
                refused("the table is copied", "", o -> o.alterTable("t", t -> t.setUnlogged())),
                refused("what rows and locks it takes is not known", "", o -> o.execute("update t set a = 1")),
                refused("views use the column: view v", "create view v as select a from t", toBigint("t")),
                refused(
                        "generated columns use the column: b",
                        "alter table t add b int generated always as (a) stored",
                        toBigint("t")),
                refused("other objects use the column: trigger tr", """
                        create function f() returns trigger language plpgsql as 'begin return new; end';
                        create trigger tr before update of a on t for each row execute function f()""", toBigint("t")),
                refused("is partitioned or inherits", "create table c () inherits (t)", toBigint("t")),
                refused(
                        "its indexes cannot be created concurrently",
                        "create table p (a integer) partition by hash (a)",
                        o -> o.alterTable("p", t -> t.addIndex("ix_p").on("a"))),
                refused("[0A000]", "grant select (a) on t to public", toBigint("t")));
    }

    private static Arguments refused(String reason, String given, Consumer<Operations> change) {
        return Arguments.of(reason, given, change);
    }

    private static Consumer<Operations> toBigint(String table) {
        return o -> o.alterTable(table, t -> t.changeType("a").from(integer()).to(bigint()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void what_has_no_safe_form_is_refused_with_the_reason_and_nothing_is_changed(
            String reason, String given, Consumer<Operations> change) {
        database.empty();
        Migrator before = migrator(database.dataSource(), base("a1", op -> {}));
        before.upgrade();
        database.execute("create table t (a integer)", given.isEmpty() ? "select 1" : given);
        CatalogSnapshot catalog = CatalogSnapshot.of(database);

        assertThatThrownBy(
                        migrator(
                                        database.dataSource(),
                                        base("a1", op -> {}),
                                        after("a1", "b2", op -> op.safely(change)))::upgrade)
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining(reason);

        assertThat(CatalogSnapshot.of(database)).isEqualTo(catalog);
    }
}
