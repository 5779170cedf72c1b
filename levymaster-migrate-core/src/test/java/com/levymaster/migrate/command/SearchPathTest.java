package com.levymaster.migrate.command;

import static com.levymaster.migrate.reliability.Revisions.IMPATIENT;
import static com.levymaster.migrate.reliability.Revisions.migrator;
import static com.levymaster.migrate.reliability.Revisions.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.store.TableNames;
import com.levymaster.migrate.store.VersionTableException;
import com.levymaster.migrate.testing.TestDatabase;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** All commands take the same tables for ours, and none begins anew because the search path leads to another schema. */
class SearchPathTest {

    private static final RevisionDefinition[] TWO = {table("a1", "t"), table("a1", "b2", "u")};

    private final TestDatabase database = TestDatabase.create();

    @BeforeEach
    void upgradeInPublic() {
        migrator(database.dataSource(), TWO).upgrade();
        database.execute("create schema app");
    }

    @AfterEach
    void dropDatabase() {
        database.close();
    }

    private void path(String schemas) {
        database.execute("alter database " + database.name() + " set search_path = " + schemas);
    }

    private Migrator inSchema(String schema) {
        return migrator(database.dataSource(), IMPATIENT.withTables(TableNames.DEFAULT.withSchema(schema)), TWO);
    }

    private List<String> tables() {
        return database.jdbc()
                .sql(
                        "select schemaname || '.' || tablename from pg_tables where tablename in ('t', 'u', 'levymaster_version')"
                                + " order by 1")
                .query(String.class)
                .list();
    }

    @Test
    @Tag("row-43")
    void tables_in_a_later_schema_of_the_path_are_named_by_all_commands_alike() {
        path("app, public");
        Migrator migrator = migrator(database.dataSource(), TWO);

        for (ThrowingCallable command : List.<ThrowingCallable>of(
                migrator::upgrade,
                migrator::status,
                migrator::validate,
                migrator::previewUpgrade,
                migrator::history,
                migrator::repair,
                () -> migrator.downgrade("base"),
                () -> migrator.stamp("b2"),
                () -> migrator.stampPurging("b2"))) {
            assertThatThrownBy(command)
                    .isInstanceOf(VersionTableException.class)
                    .hasMessageContaining("leads to schema \"app\", which has no version table levymaster_version; but"
                            + " \"public\", also on the search path, has tables")
                    .hasMessageContaining("Nothing was changed")
                    .hasMessageContaining("levymaster.migrate.schema=public");
        }
        assertThat(migrator.isUpToDate()).isFalse();
        assertThat(tables()).containsExactly("public.levymaster_version", "public.t", "public.u");
    }

    @Test
    void a_history_table_alone_is_named_too() {
        database.execute("drop table levymaster_version");
        path("app, public");

        assertThatThrownBy(migrator(database.dataSource(), TWO)::upgrade).hasMessageContaining("\"public\"");
    }

    @Test
    void a_schema_that_is_named_is_taken() {
        path("app, public");

        assertThat(inSchema("public").isUpToDate()).isTrue();
        assertThat(inSchema("public").status().pending()).isEmpty();
        inSchema("app").upgrade();

        assertThat(tables())
                .containsExactly(
                        "app.levymaster_version",
                        "app.t",
                        "app.u",
                        "public.levymaster_version",
                        "public.t",
                        "public.u");
        path("public, app");
        assertThat(migrator(database.dataSource(), TWO).isUpToDate()).isTrue();
        database.execute("drop table public.levymaster_version, public.levymaster_history");
        assertThatThrownBy(migrator(database.dataSource(), TWO)::upgrade).hasMessageContaining("\"app\"");
    }

    @Test
    void a_schema_outside_of_the_path_is_no_concern() {
        path("app");

        migrator(database.dataSource(), TWO).upgrade();

        assertThat(tables()).contains("app.t", "app.u");
    }
}
