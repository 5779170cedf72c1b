package com.levymaster.migrate.inspect;

import com.levymaster.migrate.schema.ObjectName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Determines which of the given tables exist, in one small statement, where reading a whole schema would be too
 * expensive.
 */
public final class ExistingTables {

    private static final String SQL = """
            select requested.number from %s
            where exists (select from pg_catalog.pg_class c
                join pg_catalog.pg_namespace n on n.oid operator(pg_catalog.=) c.relnamespace
              where n.nspname operator(pg_catalog.=) coalesce(requested.schema, pg_catalog.current_schema())::pg_catalog.name
                and c.relname operator(pg_catalog.=) requested.name::pg_catalog.name
                and c.relkind operator(pg_catalog.=) any ('{r,p}'))
            order by requested.number""".formatted(TableNameRows.SQL);

    private ExistingTables() {}

    /** The tables that exist, in the given order; unqualified names mean the current schema. */
    public static List<ObjectName> among(Connection connection, List<ObjectName> tables) throws SQLException {
        List<ObjectName> present = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(SQL)) {
            TableNameRows.bind(select, tables);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    present.add(tables.get(rows.getInt(1) - 1));
                }
            }
        }
        return present;
    }
}
