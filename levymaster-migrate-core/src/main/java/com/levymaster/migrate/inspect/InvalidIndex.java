package com.levymaster.migrate.inspect;

import com.levymaster.migrate.schema.ObjectName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * An index that an interrupted concurrent build left behind and that is not being built at present: it is updated on
 * each write, but no query uses it.
 *
 * @param copy whether it was to replace another index in a {@code reindex concurrently}; that index still exists
 */
public record InvalidIndex(ObjectName index, ObjectName table, boolean copy) {

    /** A build in progress holds a {@code ShareUpdateExclusiveLock} on its table. */
    private static final String SQL = """
            select n.nspname, c.relname, t.relname, c.relname operator(pg_catalog.~) '_cc(new|old)[0-9]*$'
            from pg_catalog.pg_index i
              join pg_catalog.pg_class c on c.oid operator(pg_catalog.=) i.indexrelid
              join pg_catalog.pg_class t on t.oid operator(pg_catalog.=) i.indrelid
              join pg_catalog.pg_namespace n on n.oid operator(pg_catalog.=) c.relnamespace
            where not i.indisvalid and c.relkind operator(pg_catalog.=) 'i'
              and n.nspname operator(pg_catalog.!~) '^pg_'
              and not exists (select from pg_catalog.pg_locks l where l.relation operator(pg_catalog.=) i.indrelid
                and l.granted and l.mode operator(pg_catalog.=) 'ShareUpdateExclusiveLock'
                and l.database operator(pg_catalog.=) (select d.oid from pg_catalog.pg_database d
                  where d.datname operator(pg_catalog.=) pg_catalog.current_database()))
            order by n.nspname, c.relname""";

    /** All invalid indexes of the database, by name. */
    public static List<InvalidIndex> all(Connection connection) throws SQLException {
        List<InvalidIndex> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(SQL)) {
            while (rows.next()) {
                found.add(new InvalidIndex(
                        ObjectName.of(rows.getString(1), rows.getString(2)),
                        ObjectName.of(rows.getString(1), rows.getString(3)),
                        rows.getBoolean(4)));
            }
        }
        return found;
    }
}
