package com.levymaster.migrate.runner;

import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.operation.IndexOperation.DropIndex;
import com.levymaster.migrate.operation.IndexOperation.RenameIndex;
import com.levymaster.migrate.schema.ObjectName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What has the name of an index in the schema of its table. An index's name alone identifies nothing: other tables and other
 * schemas may have one of that name.
 *
 * @param schema of the table; {@code null} where there is no such table
 * @param relation the description of what has the name, for people; {@code null} where nothing has
 * @param onTable whether that is an index of the table
 * @param valid whether it is a valid index
 * @param definition of the index; {@code null} where it is none
 * @param ofConstraint whether it belongs to a primary key, unique or exclusion constraint
 */
record IndexLocation(
        @Nullable String schema,
        @Nullable String relation,
        boolean onTable,
        boolean valid,
        @Nullable String definition,
        boolean ofConstraint) {

    private static final String SQL = """
            select n.nspname, pg_catalog.pg_describe_object('pg_catalog.pg_class'::pg_catalog.regclass, c.oid, 0),
              i.indrelid operator(pg_catalog.=) t.oid, i.indisvalid, pg_catalog.pg_get_indexdef(i.indexrelid),
              exists (select from pg_catalog.pg_constraint k where k.conindid operator(pg_catalog.=) c.oid
                and k.contype operator(pg_catalog.=) any ('{p,u,x}'))
            from pg_catalog.pg_class t
              join pg_catalog.pg_namespace n on n.oid operator(pg_catalog.=) t.relnamespace
              left join pg_catalog.pg_class c on c.relnamespace operator(pg_catalog.=) t.relnamespace
                and c.relname operator(pg_catalog.=) ?::pg_catalog.name
              left join pg_catalog.pg_index i on i.indexrelid operator(pg_catalog.=) c.oid
            where t.oid operator(pg_catalog.=) pg_catalog.to_regclass(?)""";

    private static final IndexLocation NOWHERE = new IndexLocation(null, null, false, false, null, false);

    static IndexLocation of(Connection connection, Dialect dialect, ObjectName table, String index)
            throws SQLException {
        String schema = table.schema() == null ? "" : dialect.quote(table.schema()) + ".";
        try (PreparedStatement select = connection.prepareStatement(SQL)) {
            select.setString(1, index);
            select.setString(2, schema + dialect.quote(table.name()));
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? new IndexLocation(
                                row.getString(1),
                                row.getString(2),
                                row.getBoolean(3),
                                row.getBoolean(4),
                                row.getString(5),
                                row.getBoolean(6))
                        : NOWHERE;
            }
        }
    }

    /** @throws MigrationException when the name belongs to something else; where it belongs to nothing, the server says so */
    void requireOn(ObjectName table, String index) {
        if (relation != null && !onTable) {
            throw new MigrationException(
                    "Table " + table + " has no index " + index + ": that name belongs to " + relation
                            + (definition == null ? "" : " (" + definition + ")") + ".",
                    "name the table that has the index.");
        }
    }

    RenameIndex qualified(RenameIndex operation) {
        return schema == null
                ? operation
                : new RenameIndex(ObjectName.of(schema, operation.table().name()), operation.from(), operation.to());
    }

    /** The same operation, which names the schema. */
    DropIndex qualified(DropIndex operation) {
        return schema == null
                ? operation
                : new DropIndex(
                        ObjectName.of(schema, operation.table().name()),
                        operation.name(),
                        operation.was(),
                        operation.concurrently());
    }
}
