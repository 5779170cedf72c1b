package com.levymaster.migrate.adopt;

import com.levymaster.migrate.adopt.ExistingDatabase.Tool;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.error.SqlStates;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A table of another tool, under any name and in any schema. */
record HistoryTable(Tool tool, String schema, String name) {

    /** Makes a value of a row. */
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /**
     * Finds the history, by its columns.
     *
     * @param wanted its name, with or without a schema; {@code null} if there is only one
     */
    static HistoryTable find(ExistingDatabase found, Tool tool, @Nullable String wanted) {
        List<HistoryTable> all = found.histories().stream()
                .filter(history -> history.tool() == tool)
                .map(history -> new HistoryTable(tool, history.schema(), history.table()))
                .toList();
        List<HistoryTable> matching = all.stream()
                .filter(table -> wanted == null || table.isNamed(wanted))
                .toList();
        if (matching.size() == 1) {
            return matching.get(0);
        }
        if (all.isEmpty()) {
            throw new MigrationException(
                    "The database has no history table of " + tool.title() + ". Nothing was changed.",
                    "check the connection, or adopt what is there: `db adopt --from existing`.");
        }
        throw new MigrationException(
                (matching.isEmpty()
                                ? "The database has no history table " + wanted + " of " + tool.title() + ", but "
                                : "The database has several history tables of " + tool.title() + ": ")
                        + all.stream().map(HistoryTable::toString).collect(Collectors.joining(", "))
                        + ". Nothing was changed.",
                "name one of them with --" + tool + "-table, at a start with levymaster.migrate." + tool + ".table.");
    }

    boolean isNamed(String wanted) {
        boolean folded = tool == Tool.LIQUIBASE;
        return folded
                ? wanted.equalsIgnoreCase(name) || wanted.equalsIgnoreCase(toString())
                : wanted.equals(name) || wanted.equals(toString());
    }

    /**
     * Reads its rows.
     *
     * @param columns separated by commas
     * @param order columns by which they are sorted
     */
    <T> List<T> rows(Connection connection, String columns, String order, RowReader<T> reader) {
        List<T> rows = new ArrayList<>();
        String sql = "select " + columns + " from " + quote(schema) + "." + quote(name) + " order by " + order;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                rows.add(reader.read(row));
            }
        } catch (SQLException e) {
            throw new MigrationException(
                    "The table " + this + " of " + tool.title() + " cannot be read: " + SqlStates.message(e)
                            + ". Nothing was changed.",
                    "grant the role of the migrations the right to read it.",
                    e);
        }
        return rows;
    }

    /** A remark if the connection works in another schema than the tool; {@code null} if in the same. */
    @Nullable
    String otherSchema(Connection connection) {
        try {
            String current = connection.getSchema();
            return schema.equals(current)
                    ? null
                    : tool.title() + " has worked in the schema " + schema + ", and this connection is in " + current
                            + ": set its schema, for example with ?currentSchema=" + schema + " in the URL";
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    static MigrationException unreadable(SQLException e) {
        return new MigrationException(
                "The connection cannot be read: " + SqlStates.message(e) + ". Nothing was changed.",
                "check the connection.",
                e);
    }

    private static String quote(String identifier) {
        return "\"" + identifier.replace("\"", "\"\"") + "\"";
    }

    @Override
    public String toString() {
        return schema + "." + name;
    }
}
