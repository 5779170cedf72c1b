package com.levymaster.migrate.store;

import com.levymaster.migrate.definition.AppliedRepeatables;
import com.levymaster.migrate.definition.RepeatableContent;
import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.revision.RevisionHeader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Reads and writes the table of repeatables, which exists only where an application has some. */
public final class RepeatableStore {

    private final TableNames tables;
    private final Dialect dialect;

    /** @param dialect writes the literals */
    public RepeatableStore(TableNames tables, Dialect dialect) {
        this.tables = tables;
        this.dialect = dialect;
    }

    /** Creates the table where it is missing. The caller must hold the lock. */
    public void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : createStatements()) {
                statement.execute(sql);
            }
        }
    }

    /** The statements that create the table where it is missing. */
    public List<String> createStatements() {
        return VersionTableDdl.repeatables(tables);
    }

    /** Whether the table exists. */
    public boolean exists(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select pg_catalog.to_regclass(?) is not null")) {
            select.setString(1, tables.qualifiedRepeatable());
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /** All that are applied; none where the table does not exist. */
    public List<RepeatableContent> applied(Connection connection) throws SQLException {
        return exists(connection)
                ? read(connection, "select name, checksum, content from " + tables.qualifiedRepeatable())
                : List.of();
    }

    /**
     * What was applied before the run that added the history entry with this id: what that run itself removed, to apply it
     * anew, was applied.
     */
    public List<RepeatableContent> before(Connection connection, long id) throws SQLException {
        String prefix = RevisionHeader.ofRepeatable("", List.of(), "").id();
        return read(
                connection,
                "select pg_catalog.substr(revision, " + (prefix.length() + 1) + "), checksum, sql from (select distinct"
                        + " on (revision) revision, event, checksum, sql from " + tables.qualifiedHistory()
                        + " where event operator(pg_catalog.=) any (array['applied', 'removed'])"
                        + " and id operator(pg_catalog.<) " + id
                        + " and not (event operator(pg_catalog.=) 'removed' and run operator(pg_catalog.=) (select r.run from "
                        + tables.qualifiedHistory() + " r where r.id operator(pg_catalog.=) " + id + "))"
                        + " order by revision, id desc) latest where event operator(pg_catalog.=) 'applied'"
                        + " and sql is not null");
    }

    private static List<RepeatableContent> read(Connection connection, String sql) throws SQLException {
        List<RepeatableContent> contents = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                contents.add(new RepeatableContent(rows.getString(1), rows.getString(2), rows.getString(3)));
            }
        }
        return contents;
    }

    /** Whether a repeatable is applied with this content. */
    public boolean isApplied(Connection connection, RepeatableContent content) throws SQLException {
        return AppliedRepeatables.of(applied(connection)).has(content);
    }

    /** The statement that records a repeatable as applied, if a condition holds; it writes one row then. */
    public String recordIf(String condition, RepeatableContent content) {
        return "insert into " + tables.qualifiedRepeatable() + " (name, checksum, content) select "
                + dialect.literal(content.name()) + ", " + dialect.literal(content.checksum()) + ", "
                + dialect.literal(content.text()) + " where " + condition
                + " on conflict (name) do update set checksum = excluded.checksum, content = excluded.content,"
                + " applied_at = excluded.applied_at";
    }

    /** The statement that records a repeatable as removed, if a condition holds. */
    public String deleteIf(String condition, RepeatableContent content) {
        return "delete from " + tables.qualifiedRepeatable() + " where name operator(pg_catalog.=) "
                + dialect.literal(content.name()) + " and " + condition;
    }
}
