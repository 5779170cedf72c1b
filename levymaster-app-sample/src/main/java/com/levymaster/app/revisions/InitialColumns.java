package com.levymaster.app.revisions;

import static com.levymaster.migrate.Types.integer;
import static com.levymaster.migrate.Types.timestamp;

import com.levymaster.migrate.op.TableSpec;

/** The columns that many tables of the initial schema share. */
final class InitialColumns {

    private InitialColumns() {}

    static void id(TableSpec t, String table) {
        t.column("id", integer()).identity();
        t.primaryKey(table + "_pkey").on("id");
    }

    static void timestamps(TableSpec t) {
        t.column("created_at", timestamp()).notNull();
        t.column("updated_at", timestamp()).notNull();
    }

    static void audited(TableSpec t, String table) {
        timestamps(t);
        t.column("created_by_id", integer());
        t.column("updated_by_id", integer());
        reference(t, table, "created_by_id", "user");
        reference(t, table, "updated_by_id", "user");
    }

    static void reference(TableSpec t, String table, String column, String referencedTable) {
        t.foreignKey(table + "_" + column + "_fkey").on(column).references(referencedTable, "id");
    }
}
