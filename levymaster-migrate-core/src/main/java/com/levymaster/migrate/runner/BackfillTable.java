package com.levymaster.migrate.runner;

import com.levymaster.migrate.dialect.BackfillStatements.KeyColumn;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a backfill needs to know of its table.
 *
 * @param kind as {@code pg_class.relkind} has it
 * @param rows the estimated number; 0 if the table was not analyzed yet
 * @param pages the current number
 * @param key the columns of the primary key; empty without one
 * @param hidesRows whether row level security hides rows from this role
 */
record BackfillTable(String kind, long rows, long pages, List<KeyColumn> key, boolean hidesRows) {

    private static final int USUAL_ROWS_OF_PAGE = 60;

    private static final String SQL = """
            select c.relkind,
              coalesce((select pg_catalog.sum(greatest(l.reltuples, 0)) from pg_catalog.pg_partition_tree(c.oid) t
                join pg_catalog.pg_class l on l.oid operator(pg_catalog.=) t.relid where t.isleaf), greatest(c.reltuples, 0))::bigint,
              coalesce(pg_catalog.pg_relation_size(c.oid), 0)
                operator(pg_catalog./) pg_catalog.current_setting('block_size')::bigint,
              a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod), pg_catalog.row_security_active(c.oid)
            from pg_catalog.pg_class c
              left join pg_catalog.pg_index i on i.indrelid operator(pg_catalog.=) c.oid and i.indisprimary and i.indisvalid
              left join pg_catalog.pg_attribute a on a.attrelid operator(pg_catalog.=) c.oid
                and a.attnum operator(pg_catalog.=) any ((i.indkey::smallint[])[0:i.indnkeyatts operator(pg_catalog.-) 1])
            where c.oid operator(pg_catalog.=) pg_catalog.to_regclass(?)
            order by pg_catalog.array_position(i.indkey::smallint[], a.attnum)""";

    /** Nothing if there is no such table. */
    static Optional<BackfillTable> read(Connection connection, String name) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SQL)) {
            select.setString(1, name);
            try (ResultSet row = select.executeQuery()) {
                List<KeyColumn> key = new ArrayList<>();
                BackfillTable table = null;
                while (row.next()) {
                    if (row.getString(4) != null) {
                        key.add(new KeyColumn(row.getString(4), row.getString(5)));
                    }
                    table = new BackfillTable(row.getString(1), row.getLong(2), row.getLong(3), key, row.getBoolean(6));
                }
                return Optional.ofNullable(table);
            }
        }
    }

    boolean isPartitioned() {
        return kind.equals("p");
    }

    boolean isTable() {
        return kind.equals("r") || isPartitioned();
    }

    /** How many pages hold about as many rows. */
    long pagesOf(int batchSize) {
        long density = rows > 0 && pages > 0 ? Math.max(1, rows / pages) : USUAL_ROWS_OF_PAGE;
        return Math.max(1, batchSize / density);
    }
}
