package com.levymaster.migrate.store;

import com.levymaster.migrate.definition.AppliedRepeatables;
import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.error.PrintableText;
import com.levymaster.migrate.error.SqlStates;
import com.levymaster.migrate.revision.RevisionGraph;
import com.levymaster.migrate.revision.RevisionHeader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the version table, which has one row per applied revision; heads are computed from it and never
 * stored.
 *
 * <p>Statements that write are returned as text, because the runner sends them together with those of the revision.
 */
public final class VersionStore {

    /** Ids contain no colon. */
    private static final String SEPARATOR = ":";

    private static final String SAVEPOINT = "levymaster_bootstrap";

    private final TableNames tables;
    private final Dialect dialect;
    private final RevisionGraph graph;
    private final @Nullable AlembicMirror mirror;

    /**
     * @param dialect writes the literals
     * @param graph says which revisions have rows in place of another, and which rows the table of Alembic has
     */
    public VersionStore(TableNames tables, Dialect dialect, RevisionGraph graph) {
        this.tables = tables;
        this.dialect = dialect;
        this.graph = graph;
        this.mirror = AlembicMirror.of(tables, graph);
    }

    /** The names of the tables. */
    public TableNames tables() {
        return tables;
    }

    /**
     * The one statement of a start with nothing to do: the ids of all applied revisions, in the order in which they were
     * applied. Empty where the table is not the one of the current schema: a temporary table or view could stand in for it,
     * or the search path could lead to another schema's.
     *
     * <p>It reads no catalog table: on a new connection each further relation costs as much as the query itself.
     */
    public static List<String> applied(Connection connection, TableNames tables) throws SQLException {
        return List.copyOf(appliedWith(connection, tables, "").ids());
    }

    /** As {@link #applied}, with the checksums of the applied repeatables; still one statement. */
    public static AppliedState appliedWithRepeatables(Connection connection, TableNames tables) throws SQLException {
        return appliedWith(
                connection,
                tables,
                ", (select pg_catalog.string_agg(pg_catalog.concat(checksum, ' ', name), pg_catalog.chr(10)) from "
                        + tables.qualifiedRepeatable() + ")");
    }

    private static AppliedState appliedWith(Connection connection, TableNames tables, String more) throws SQLException {
        String version = tables.qualifiedVersion();
        String name = TableNames.quote(tables.version());
        String here = tables.schema() == null
                ? " and pg_catalog.to_regclass(pg_catalog.concat(pg_catalog.quote_ident(pg_catalog.current_schema()), "
                        + TableNames.text("." + name) + ")) is not null"
                : "";
        String sql = "select pg_catalog.string_agg(revision, '" + SEPARATOR + "' order by ordinal)" + more + " from "
                + version + " where pg_catalog.to_regclass(" + TableNames.text("pg_temp." + name) + ") is null" + here;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            String ids = row.getString(1);
            String repeatables = more.isEmpty() ? null : row.getString(2);
            return new AppliedState(
                    ids == null ? List.of() : List.of(ids.split(SEPARATOR)),
                    repeatables == null
                            ? AppliedRepeatables.NONE
                            : new AppliedRepeatables(repeatables
                                    .lines()
                                    .map(line -> line.split(" ", 2))
                                    .collect(Collectors.toMap(line -> line[1], line -> line[0]))));
        }
    }

    /** Whether the version table exists. */
    public boolean exists(Connection connection) throws SQLException {
        return exists(connection, tables.qualifiedVersion());
    }

    /** Whether a table of Alembic is to be kept in step, and is missing. */
    public boolean lacksAlembicTable(Connection connection) throws SQLException {
        return mirror != null && !exists(connection, mirror.table());
    }

    /** Creates the table of Alembic. The caller must hold the lock. */
    public void createAlembicTable(Connection connection) throws SQLException {
        if (mirror != null) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(mirror.create());
            }
        }
    }

    private static boolean exists(Connection connection, String table) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select pg_catalog.to_regclass(?) is not null")) {
            select.setString(1, table);
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /**
     * Creates the missing schema and tables. The caller must hold the lock. Objects that a process with another lock
     * key creates at the same time are accepted.
     *
     * @param createSchema whether the schema is missing
     * @param createAll whether both tables are missing; then everything is created in one batch, unless another
     *      process interferes
     */
    public void create(Connection connection, boolean createSchema, boolean createAll) throws SQLException {
        List<String> schema = createSchema && tables.schema() != null
                ? List.of("create schema " + TableNames.quote(tables.schema()))
                : List.of();
        List<String> all = Stream.of(schema, VersionTableDdl.versions(tables), VersionTableDdl.history(tables))
                .flatMap(List::stream)
                .toList();
        if (createAll && attempt(connection, all)) {
            return;
        }
        if (!schema.isEmpty()) {
            attempt(connection, schema);
        }
        if (!exists(connection, tables.qualifiedVersion())) {
            attempt(connection, VersionTableDdl.versions(tables));
        }
        if (!exists(connection, tables.qualifiedHistory())) {
            attempt(connection, VersionTableDdl.history(tables));
        }
    }

    /** Adds columns that a table of an earlier version lacks; rows are not changed. The caller must hold the lock. */
    public void complete(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : VersionTableDdl.added(tables)) {
                statement.execute(sql);
            }
        }
    }

    /**
     * Adds the module to the history, also of the revisions that were applied before they had one. The caller must hold the lock.
     *
     * @param exists whether the history has the column
     */
    public void addModules(Connection connection, boolean exists) throws SQLException {
        List<String> statements = addModules();
        try (Statement statement = connection.createStatement()) {
            for (String sql : exists ? statements.subList(1, statements.size()) : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Whether the history has revisions without their module, to which they belong since. One query; the column must exist. */
    public boolean lacksModules(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(VersionTableDdl.lacksModules(tables, modules()))) {
            return rows.next() && rows.getBoolean(1);
        }
    }

    private String modules() {
        return graph.headers().stream()
                .filter(header -> !header.module().isEmpty())
                .map(header -> "(" + dialect.literal(header.id()) + ", " + dialect.literal(header.module()) + ")")
                .collect(Collectors.joining(", "));
    }

    /** Executes all statements, or none if another process created the objects at the same time. */
    private static boolean attempt(Connection connection, List<String> statements) throws SQLException {
        boolean autocommit = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.addBatch("savepoint " + SAVEPOINT);
            for (String sql : statements) {
                statement.addBatch(sql);
            }
            statement.addBatch("release savepoint " + SAVEPOINT);
            statement.executeBatch();
            return true;
        } catch (SQLException e) {
            SQLException reason = e.getNextException() == null ? e : e.getNextException();
            rollback(connection);
            if (!SqlStates.isConcurrentCreate(reason)) {
                throw reason;
            }
            return false;
        } finally {
            if (autocommit) {
                connection.commit();
                connection.setAutoCommit(true);
            }
        }
    }

    private static void rollback(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("rollback to savepoint " + SAVEPOINT);
        }
    }

    /** The statements that create the tables, for an offline script. */
    public List<String> createStatements() {
        return Stream.of(
                        VersionTableDdl.statements(tables).stream(),
                        addModules().stream().limit(1),
                        Stream.ofNullable(mirror).map(AlembicMirror::create))
                .flatMap(statements -> statements)
                .toList();
    }

    /** The statements that add the module to the history; none for an application without modules. */
    public List<String> addModules() {
        return graph.modules().isEmpty() ? List.of() : VersionTableDdl.modules(tables, modules());
    }

    /**
     * The ids of all applied revisions, in the order in which they were applied.
     *
     * @throws VersionTableException if the table has other columns or contains invalid rows
     */
    public Set<String> applied(Connection connection) throws SQLException {
        Set<String> ids = new LinkedHashSet<>();
        List<String> faults = new ArrayList<>();
        String sql = "select revision from " + tables.qualifiedVersion() + " order by ordinal";
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                String id = rows.getString(1);
                if (id == null || id.isBlank()) {
                    faults.add(
                            id == null
                                    ? "a row without a revision"
                                    : "a row with the blank revision '" + PrintableText.line(id) + "'");
                } else if (!ids.add(id)) {
                    faults.add("two rows for " + PrintableText.id(id));
                }
            }
        } catch (SQLException e) {
            throw VersionTableException.translated(e, "version table", tables.qualifiedVersion());
        }
        if (!faults.isEmpty()) {
            throw VersionTableException.malformed(tables.qualifiedVersion(), faults);
        }
        return ids;
    }

    /**
     * The statement that records a revision as applied; it fails on a second row for the revision, so that two runs
     * cannot both apply it.
     */
    public String insert(String revision) {
        List<String> rows = rows(revision);
        return rows.size() > 1
                ? insertingAll(rows, "")
                : recording(
                        revision,
                        "insert into " + tables.qualifiedVersion() + " (revision) values (" + dialect.literal(revision)
                                + ")");
    }

    private String insertingAll(Collection<String> rows, String condition) {
        return "insert into " + tables.qualifiedVersion() + " (revision) select n from pg_catalog.unnest(" + array(rows)
                + ") with ordinality o(n, i)" + condition + " order by i";
    }

    /** The ids of the rows that a revision has: its own, or those that it replaces. */
    private List<String> rows(String revision) {
        return graph.rows(revision).stream().map(RevisionHeader::id).toList();
    }

    private List<String> rows(Collection<String> revisions) {
        return revisions.stream().flatMap(id -> rows(id).stream()).toList();
    }

    /**
     * Writes a revision as applied, if a condition holds and all revisions that it needs are applied; else no row is
     * written.
     */
    public String insertIf(String condition, RevisionHeader revision, Collection<String> needs) {
        List<String> needed = rows(needs);
        String ground = needed.isEmpty()
                ? ""
                : " and (select pg_catalog.count(*) from " + tables.qualifiedVersion() + " where " + isOneOf(needed)
                        + ") operator(pg_catalog.=) " + needed.size();
        List<String> rows = rows(revision.id());
        String last = rows.get(rows.size() - 1);
        String others = rows.size() == 1
                ? ""
                : "with others as (" + insertingAll(rows.subList(0, rows.size() - 1), " where " + condition + ground)
                        + ") ";
        return recording(
                revision.id(),
                others + "insert into " + tables.qualifiedVersion() + " (revision) select " + dialect.literal(last)
                        + " where " + condition + ground);
    }

    private String recording(String revision, String statement) {
        return mirror == null ? statement : mirror.recording(revision, statement);
    }

    /** Deletes a revision's row, if a condition holds and no revision that needs it is applied. Exactly one row must go. */
    public String deleteIf(String condition, RevisionHeader revision, Collection<String> dependents) {
        String ground = dependents.isEmpty()
                ? ""
                : " and not exists (select from " + tables.qualifiedVersion() + " where " + isOneOf(rows(dependents))
                        + ")";
        List<String> rows = rows(revision.id());
        if (rows.size() == 1) {
            return delete(revision.id()) + " and " + condition + ground;
        }
        return "with others as (" + deletingAll(rows.subList(0, rows.size() - 1)) + " and " + condition + ground + ") "
                + deletingAll(rows.subList(rows.size() - 1, rows.size())) + " and " + condition + ground;
    }

    private String deletingAll(Collection<String> rows) {
        return "delete from " + tables.qualifiedVersion() + " where " + isOneOf(rows);
    }

    private String isOneOf(Collection<String> ids) {
        return "revision operator(pg_catalog.=) any (" + array(ids) + ")";
    }

    private String array(Collection<String> ids) {
        return "array[" + ids.stream().map(dialect::literal).collect(Collectors.joining(", ")) + "]";
    }

    /** The statement that removes a revision. It must delete exactly the rows of this. */
    public String delete(String revision) {
        List<String> rows = rows(revision);
        if (rows.size() > 1) {
            return deletingAll(rows);
        }
        String statement = "delete from " + tables.qualifiedVersion() + " where revision operator(pg_catalog.=) "
                + dialect.literal(revision);
        return mirror == null ? statement : mirror.forgetting(revision, statement);
    }

    /** The statement that aborts a script with an error if the revision is not applied. */
    public String requireApplied(String revision) {
        List<String> rows = rows(revision);
        String last = rows.get(rows.size() - 1);
        return "do $levymaster$ begin if not exists (select from " + tables.qualifiedVersion()
                + " where revision operator(pg_catalog.=) " + dialect.literal(last) + ") then raise exception "
                + dialect.literal("Revision " + revision
                        + " is not applied to this database: this script starts from another state.")
                + "; end if; end $levymaster$";
    }

    /** The statements that give a revision a row of its own, instead of those that it replaces, which have no sources any more. */
    public List<String> replace(RevisionHeader revision) {
        return List.of(
                deletingAll(revision.replaces()),
                "insert into " + tables.qualifiedVersion() + " (revision) values (" + dialect.literal(revision.id())
                        + ")");
    }

    /** The statement that removes all revisions. */
    public String deleteAll() {
        String statement = "delete from " + tables.qualifiedVersion();
        return mirror == null ? statement : mirror.forgettingAll(statement);
    }
}
