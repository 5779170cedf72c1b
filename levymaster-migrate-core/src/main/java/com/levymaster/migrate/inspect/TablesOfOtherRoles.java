package com.levymaster.migrate.inspect;

import com.levymaster.migrate.schema.ObjectName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Determines which of the given tables belong to roles whose privileges the current user does not have, in one
 * statement. Tables that do not exist are ignored.
 */
public final class TablesOfOtherRoles {

    private static final String SQL = """
            select requested.number, pg_catalog.pg_get_userbyid(c.relowner)
            from %s
              join pg_catalog.pg_class c on c.relname operator(pg_catalog.=) requested.name::pg_catalog.name
                and c.relkind operator(pg_catalog.=) any ('{r,p,f}')
              join pg_catalog.pg_namespace n on n.oid operator(pg_catalog.=) c.relnamespace
            where case when requested.schema is null then pg_catalog.pg_table_is_visible(c.oid)
                else n.nspname operator(pg_catalog.=) requested.schema::pg_catalog.name end
              and not pg_catalog.pg_has_role(c.relowner, 'usage')""".formatted(TableNameRows.SQL);

    private static final String ALL = """
            select n.nspname, c.relname, pg_catalog.pg_get_userbyid(c.relowner)
            from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid operator(pg_catalog.=) c.relnamespace
            where c.relkind operator(pg_catalog.=) any ('{r,p}') and not pg_catalog.pg_has_role(c.relowner, 'usage')
              and n.nspname operator(pg_catalog.!~) '^pg_' and n.nspname operator(pg_catalog.<>) 'information_schema'
              and not exists (select from pg_catalog.pg_depend e where e.deptype operator(pg_catalog.=) 'e'
                and e.classid operator(pg_catalog.=) 'pg_catalog.pg_class'::pg_catalog.regclass
                and e.objid operator(pg_catalog.=) c.oid)""";

    private TablesOfOtherRoles() {}

    /** All tables of other roles, with their owners. */
    public static Map<ObjectName, String> all(Connection connection) throws SQLException {
        Map<ObjectName, String> others = new TreeMap<>();
        try (PreparedStatement select = connection.prepareStatement(ALL);
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                others.put(ObjectName.of(rows.getString(1), rows.getString(2)), rows.getString(3));
            }
        }
        return others;
    }

    /** The tables of other roles, with their owners. */
    public static Map<ObjectName, String> among(Connection connection, List<ObjectName> tables) throws SQLException {
        Map<ObjectName, String> others = new TreeMap<>();
        try (PreparedStatement select = connection.prepareStatement(SQL)) {
            TableNameRows.bind(select, tables);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    others.put(tables.get(rows.getInt(1) - 1), rows.getString(2));
                }
            }
        }
        return others;
    }
}
