package com.levymaster.migrate.command;

import com.levymaster.migrate.adopt.Adoption;
import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.dialect.SqlStatement;
import com.levymaster.migrate.diff.InList;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.error.SqlStates;
import com.levymaster.migrate.inspect.ServerDefinitions;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** Runs a baseline on an empty database, and compares the catalog of that with the catalog of the adopted database. */
record BaselineProof(Connection live, Dialect dialect, List<ObjectName> excluded) {

    /**
     * Returns the adoption as proved, or with what differs.
     *
     * @throws ScratchServer.RefusedException if there is no right to create a database
     */
    Adoption of(Adoption adoption, ScratchServer server) throws SQLException {
        String schema = live.getSchema();
        List<String> all = new ArrayList<>(adoption.files().isEmpty() ? List.of() : adoption.differences());
        all.addAll(differences(
                server,
                "the baseline",
                List.of(),
                (dataSource, scratch) -> replay(adoption.operations(), schema, scratch)));
        return all.isEmpty() ? adoption.asProved() : adoption.withDifferences(all);
    }

    /** Creates the objects of a database that is to be compared. */
    @FunctionalInterface
    interface Creation {
        void run(DataSource dataSource, Connection scratch) throws SQLException;
    }

    /** What only one of the databases has, after these operations ran on an empty one. */
    List<String> differences(ScratchServer server, List<Operation> operations) throws SQLException {
        String schema = live.getSchema();
        return differences(
                server,
                "these revisions create",
                List.of(),
                (dataSource, scratch) -> replay(operations, schema, scratch));
    }

    /**
     * What only one of the databases has.
     *
     * @param created what the other one is called
     * @param own tables of the other one that do not count
     */
    List<String> differences(ScratchServer server, String created, List<ObjectName> own, Creation creation)
            throws SQLException {
        String path = searchPath();
        String schema = live.getSchema();
        SortedSet<String> facts = comparable(ServerDefinitions.facts(live, excluded));
        SortedSet<String> replayed = server.lend(dataSource -> {
            try (Connection scratch = dataSource.getConnection()) {
                scratch.setAutoCommit(false);
                try (Statement statement = scratch.createStatement()) {
                    statement.execute("create schema if not exists " + dialect.quote(schema));
                    statement.execute("set search_path to " + path);
                }
                creation.run(dataSource, scratch);
                return comparable(ServerDefinitions.facts(scratch, own));
            } catch (SQLException e) {
                throw new MigrationException(
                        "The scratch database cannot be used: " + SqlStates.message(e), "check that server's log.", e);
            }
        });
        return Stream.concat(
                        only(facts, replayed, "only the database has: "),
                        only(replayed, facts, "only " + created + (created.endsWith("create") ? ": " : " has: ")))
                .toList();
    }

    /** The server prints a list of values in another way once it has read its own text. */
    private static SortedSet<String> comparable(SortedSet<String> facts) {
        return facts.stream().map(InList::canonical).collect(Collectors.toCollection(TreeSet::new));
    }

    private String searchPath() throws SQLException {
        try (Statement statement = live.createStatement();
                var row = statement.executeQuery("select pg_catalog.current_setting('search_path')")) {
            row.next();
            return row.getString(1);
        }
    }

    private void replay(List<Operation> operations, String schema, Connection scratch) throws SQLException {
        DatabaseSchema before = DatabaseSchema.empty(schema).withServerVersion(dialect.majorVersion());
        try (Statement statement = scratch.createStatement()) {
            for (Operation operation : operations) {
                DatabaseSchema known = before;
                run(operation, dialect.compile(operation, () -> known), statement);
                before = operation.applyTo(before);
            }
        }
    }

    private static void run(Operation operation, List<SqlStatement> compiled, Statement statement) {
        for (SqlStatement sql : compiled) {
            try {
                statement.execute(sql.sql());
            } catch (SQLException e) {
                throw new MigrationException(
                        "The baseline does not run on an empty database. " + operation.describe() + ": "
                                + SqlStates.message(e) + ". Nothing was written.",
                        "write it all the same with --unproved, correct that step, and prove it with a new database; please"
                                + " report the step.",
                        e);
            }
        }
    }

    private static Stream<String> only(SortedSet<String> these, SortedSet<String> those, String sentence) {
        return these.stream().filter(fact -> !those.contains(fact)).map(fact -> sentence + fact);
    }
}
