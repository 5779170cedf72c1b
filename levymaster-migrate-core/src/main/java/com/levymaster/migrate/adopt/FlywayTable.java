package com.levymaster.migrate.adopt;

import com.levymaster.migrate.adopt.ExistingDatabase.Tool;
import com.levymaster.migrate.adopt.ExistingDatabase.ToolHistory;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.error.SqlStates;
import com.levymaster.migrate.flyway.FlywayRow;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The history table of Flyway, under any name and in any schema. */
record FlywayTable(String schema, String name) {

    /**
     * Finds the table, by its columns.
     *
     * @param wanted its name, with or without a schema; {@code null} if there is only one
     */
    static FlywayTable find(ExistingDatabase found, @Nullable String wanted) {
        List<FlywayTable> all = found.histories().stream()
                .filter(history -> history.tool() == Tool.FLYWAY)
                .map(FlywayTable::of)
                .toList();
        List<FlywayTable> matching = all.stream()
                .filter(table -> wanted == null || wanted.equals(table.name()) || wanted.equals(table.toString()))
                .toList();
        if (matching.size() == 1) {
            return matching.get(0);
        }
        if (all.isEmpty()) {
            throw new MigrationException(
                    "The database has no history table of Flyway. Nothing was changed.",
                    "check the connection, or adopt what is there: `db adopt --from existing`.");
        }
        throw new MigrationException(
                (matching.isEmpty()
                                ? "The database has no history table " + wanted + " of Flyway, but "
                                : "The database has several history tables of Flyway: ")
                        + all.stream().map(FlywayTable::toString).collect(Collectors.joining(", "))
                        + ". Nothing was changed.",
                "name one of them with --flyway-table, at a start with levymaster.migrate.flyway.table.");
    }

    private static FlywayTable of(ToolHistory history) {
        return new FlywayTable(history.schema(), history.table());
    }

    /** Its rows, in the order in which they were installed. */
    List<FlywayRow> rows(Connection connection) {
        List<FlywayRow> rows = new ArrayList<>();
        String sql = "select installed_rank, version, description, type, script, checksum, success from "
                + quote(schema) + "." + quote(name) + " order by installed_rank";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                rows.add(new FlywayRow(
                        row.getInt(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getObject(6, Integer.class),
                        row.getBoolean(7)));
            }
        } catch (SQLException e) {
            throw new MigrationException(
                    "The history table " + this + " of Flyway cannot be read: " + SqlStates.message(e)
                            + ". Nothing was changed.",
                    "grant the role of the migrations the right to read it.",
                    e);
        }
        return rows;
    }

    private static String quote(String identifier) {
        return "\"" + identifier.replace("\"", "\"\"") + "\"";
    }

    @Override
    public String toString() {
        return schema + "." + name;
    }
}
