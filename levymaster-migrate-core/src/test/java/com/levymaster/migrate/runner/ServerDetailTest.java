package com.levymaster.migrate.runner;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.MigratorSettings;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.testing.TestDatabase;
import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What the server says in detail: why, but not the values of rows. */
class ServerDetailTest {

    @AutoClose
    private final TestDatabase database = TestDatabase.create()
            .execute("create table district (code text, note text);"
                    + " insert into district values ('sec)ret', 'hush'), ('sec)ret', 'hush');"
                    + " create table parcel (district text);"
                    + " create view codes as select code from district");

    @Test
    void a_duplicate_key_is_named_by_its_columns() {
        failed(op -> op.alterTable("district", t -> t.addUnique("uq_code").on("code", "note")))
                .hasMessageContaining(
                        "could not create unique index \"uq_code\": Key (code, note)=(***) is duplicated.")
                .hasMessageNotContainingAny("sec)", "hush");
    }

    @Test
    void a_missing_key_is_named_with_the_table_that_lacks_it() {
        database.execute("delete from district; alter table district add primary key (code);"
                + " insert into parcel values ('sec)ret')");

        failed(op -> op.alterTable(
                        "parcel", t -> t.addForeignKey("fk_d").on("district").references("district", "code")))
                .hasMessageContaining("Key (district)=(***) is not present in table \"district\".")
                .hasMessageNotContaining("sec)");
    }

    @Test
    void a_row_that_fails_is_not_shown() {
        failed(op -> op.execute("insert into parcel select note from district where 1 / (length(code) - 7) > 0"))
                .hasMessageNotContaining("hush");
        failed(op -> op.execute("alter table parcel add check (district <> ''); insert into parcel values ('')"))
                .hasMessageContaining("violates check constraint")
                .hasMessageNotContaining("Failing row");
    }

    @Test
    void what_depends_on_an_object_is_named() {
        failed(op -> op.execute("drop table district")).hasMessageContaining("view codes depends on table district");
    }

    @Test
    void with_values_all_of_the_detail_is_shown() {
        assertThatThrownBy(migrator(op -> op.alterTable(
                                "district", t -> t.addUnique("uq_code").on("code")))
                        .withSettings(MigratorSettings.DEFAULT.withLogValues(true))::upgrade)
                .hasMessageContaining("Key (code)=(sec)ret) is duplicated.");
    }

    private AbstractThrowableAssert<?, ? extends Throwable> failed(Consumer<Operations> upgrade) {
        return assertThatThrownBy(migrator(upgrade)::upgrade);
    }

    private Migrator migrator(Consumer<Operations> upgrade) {
        return Migrator.builder(database.dataSource())
                .scripts(List.of(new RevisionDefinition(RevisionHeader.of("a1"), true, () -> new Steps(upgrade))))
                .build();
    }

    private record Steps(Consumer<Operations> steps) implements Migration {

        @Override
        public void upgrade(Operations op) {
            steps.accept(op);
        }

        @Override
        public void downgrade(Operations op) {}
    }
}
