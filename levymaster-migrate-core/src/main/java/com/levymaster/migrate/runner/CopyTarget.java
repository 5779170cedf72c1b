package com.levymaster.migrate.runner;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.operation.DataOperation.InsertRows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether rows can be copied into a table.
 *
 * @param copies whether copying does the same as inserting; so that the server tells what is wrong, also if there is no such table
 * @param identities the columns that are always an identity, whose values a copy overrides unasked
 */
record CopyTarget(boolean copies, List<String> identities) {

    private static final String SQL = """
            select c.relkind operator(pg_catalog.=) any ('{r,p}') and not c.relhasrules and not pg_catalog.row_security_active(c.oid), a.attname
            from pg_catalog.pg_class c
              left join pg_catalog.pg_attribute a on a.attrelid operator(pg_catalog.=) c.oid
                and a.attidentity operator(pg_catalog.=) 'a' and not a.attisdropped
            where c.oid operator(pg_catalog.=) pg_catalog.to_regclass(?)""";

    static CopyTarget read(Connection connection, String table) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SQL)) {
            select.setString(1, table);
            try (ResultSet row = select.executeQuery()) {
                boolean copies = true;
                List<String> identities = new ArrayList<>();
                while (row.next()) {
                    copies = row.getBoolean(1);
                    if (row.getString(2) != null) {
                        identities.add(row.getString(2));
                    }
                }
                return new CopyTarget(copies, identities);
            }
        }
    }

    /** An insert is refused by the server: so is a copy. */
    void requireOverriding(InsertRows operation) {
        List<String> given =
                operation.columns().stream().filter(identities::contains).toList();
        if (!given.isEmpty() && !operation.overriding()) {
            throw new MigrationException(
                    "Column " + String.join(", ", given) + " of " + operation.table()
                            + " is generated always as identity, so no value can be inserted.",
                    "leave the column out, or add .overridingSystemValue().");
        }
    }
}
