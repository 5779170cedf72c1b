package com.levymaster.app.revisions;

import static com.levymaster.migrate.Types.integer;
import static com.levymaster.migrate.Types.timestamp;

import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.op.TableSpec;
import java.util.function.Consumer;

/** What many tables of the initial schema share. */
final class InitialColumns {

    private InitialColumns() {}

    /** Creates a table whose id is a {@code serial}, as SQLAlchemy did: an integer, and a sequence that the column owns. */
    static void table(Operations op, String name, Consumer<TableSpec> columns) {
        String sequence = name + "_id_seq";
        op.sequences().create(sequence, s -> s.ofType(integer()));
        op.createTable(name, t -> {
            t.column("id", integer()).notNull().defaultSql("nextval('" + sequence + "'::regclass)");
            t.primaryKey(name + "_pkey").on("id");
            columns.accept(t);
        });
        op.sequences().changeOwner(sequence).fromNone().to(name, "id");
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
