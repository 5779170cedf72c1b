package com.levymaster.migrate.inspect;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.schema.ObjectName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads the columns of relations that entities may map although they are no tables. */
public final class OtherRelations {

    private static final String SQL = """
            select requested.number, a.attname from %s
            join pg_catalog.pg_namespace n
              on n.nspname operator(pg_catalog.=) coalesce(requested.schema, pg_catalog.current_schema())::pg_catalog.name
            join pg_catalog.pg_class c on c.relnamespace operator(pg_catalog.=) n.oid
              and c.relname operator(pg_catalog.=) requested.name::pg_catalog.name
              and c.relkind operator(pg_catalog.=) any ('{v,m,f}')
            left join pg_catalog.pg_attribute a on a.attrelid operator(pg_catalog.=) c.oid
              and a.attnum operator(pg_catalog.>) 0 and not a.attisdropped""".formatted(TableNameRows.SQL);

    private OtherRelations() {}

    /**
     * Returns the names of the columns of those among these relations that are views, materialized views or foreign tables.
     *
     * @param names unqualified ones are in the current schema
     */
    public static Map<ObjectName, Set<String>> columns(Connection connection, Collection<ObjectName> names) {
        List<ObjectName> requested = List.copyOf(names);
        Map<ObjectName, Set<String>> columns = new TreeMap<>();
        try (PreparedStatement select = connection.prepareStatement(SQL)) {
            TableNameRows.bind(select, requested);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    columns.computeIfAbsent(requested.get(rows.getInt(1) - 1), name -> new TreeSet<>())
                            .add(rows.getString(2));
                }
            }
        } catch (SQLException e) {
            throw new MigrationException("The views cannot be read: " + e.getMessage(), "check the connection.", e);
        }
        return columns;
    }
}
