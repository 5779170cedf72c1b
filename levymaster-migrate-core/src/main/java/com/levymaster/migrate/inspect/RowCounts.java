package com.levymaster.migrate.inspect;

import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.schema.ObjectName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Counts what tables hold. Each answer reads the whole table. */
public final class RowCounts {

    private final Connection connection;
    private final Dialect dialect;

    public RowCounts(Connection connection, Dialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
    }

    public long rows(ObjectName table) throws SQLException {
        return count("*", table);
    }

    /** Rows in which the column is not null. */
    public long values(ObjectName table, String column) throws SQLException {
        return count(dialect.quote(column), table);
    }

    private long count(String what, ObjectName table) throws SQLException {
        String schema = table.schema();
        String name = (schema == null ? "" : dialect.quote(schema) + ".") + dialect.quote(table.name());
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(" + what + ") from " + name)) {
            row.next();
            return row.getLong(1);
        }
    }
}
