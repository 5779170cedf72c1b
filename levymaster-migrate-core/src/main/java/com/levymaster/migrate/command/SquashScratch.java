package com.levymaster.migrate.command;

import com.levymaster.migrate.adopt.ExistingDatabase;
import com.levymaster.migrate.adopt.ScratchContents;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.definition.RevisionDefinitions;
import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.dialect.RowText;
import com.levymaster.migrate.dialect.SqlStatement;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.error.SqlStates;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.runner.RunListener;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.SortedSet;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/** Runs revisions and operations on databases of their own, which are dropped afterwards. */
record SquashScratch(RevisionDefinitions revisions, MigratorSettings settings, ScratchServer server) {

    /**
     * What a scratch database has in the end.
     *
     * @param before an empty schema of that server, with the name of that of unqualified names
     */
    record Result(ScratchContents contents, SortedSet<String> facts, DatabaseSchema before) {}

    /** Runs the revisions on an empty database, then the operations. */
    Result run(List<RevisionHeader> first, List<Operation> then, boolean withRows) {
        return server.lend(dataSource -> {
            try (Connection connection = dataSource.getConnection()) {
                String schema = begin(connection, dataSource, first);
                execute(then, schema, connection);
                List<ObjectName> own = ExistingDatabase.read(connection).own();
                return new Result(
                        ScratchContents.read(connection, own),
                        ScratchContents.facts(connection, own, withRows),
                        empty(schema, dialect(connection)));
            } catch (SQLException e) {
                throw unusable(e);
            }
        });
    }

    /** Whether nothing is left if these operations follow the others. */
    boolean isEmptyAfter(List<RevisionHeader> first, List<Operation> then, List<Operation> downgrade) {
        return server.lend(dataSource -> {
            try (Connection connection = dataSource.getConnection()) {
                String schema = begin(connection, dataSource, first);
                SortedSet<String> facts = ScratchContents.facts(connection, List.of(), false);
                execute(then, schema, connection);
                execute(downgrade, schema, connection);
                return facts.equals(ScratchContents.facts(connection, List.of(), false));
            } catch (SQLException e) {
                throw unusable(e);
            } catch (MigrationException e) {
                return false;
            }
        });
    }

    private String begin(Connection connection, DataSource dataSource, List<RevisionHeader> first) throws SQLException {
        String schema = ScratchServer.defaultSchema(connection);
        if (!first.isEmpty()) {
            List<RevisionDefinition> definitions = first.stream()
                    .map(header -> {
                        RevisionDefinition definition = revisions.definition(header);
                        return new RevisionDefinition(header, definition.options(), definition.migration());
                    })
                    .toList();
            new Migrator(
                            new ConnectionSource(dataSource),
                            RevisionDefinitions.of(definitions),
                            settings.withTables(settings.tables().withSchema(null)),
                            new RunListener() {},
                            EntityComparison.NONE)
                    .upgrade("heads");
        }
        return schema;
    }

    private static Dialect dialect(Connection connection) throws SQLException {
        return Dialect.postgresql(connection.getMetaData().getDatabaseMajorVersion() * 10000);
    }

    private static DatabaseSchema empty(String schema, Dialect dialect) {
        return DatabaseSchema.empty(schema).withServerVersion(dialect.majorVersion());
    }

    private static void execute(List<Operation> operations, String schema, Connection connection) throws SQLException {
        Dialect dialect = dialect(connection);
        DatabaseSchema before = empty(schema, dialect);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            for (Operation operation : operations) {
                DatabaseSchema known = before;
                for (SqlStatement sql : dialect.compile(operation, () -> known)) {
                    if (sql.transactional() == connection.getAutoCommit()) {
                        connection.setAutoCommit(!sql.transactional());
                    }
                    execute(statement, operation, sql);
                }
                before = operation.applyTo(before);
            }
        }
        connection.setAutoCommit(true);
    }

    private static void execute(Statement statement, Operation operation, SqlStatement sql) {
        try {
            RowText rows = sql.rows();
            if (rows == null) {
                statement.execute(sql.sql());
            } else if (sql.isComment()) {
                statement.execute(rows.text());
            } else {
                PGConnection connection = statement.getConnection().unwrap(PGConnection.class);
                connection.getCopyAPI().copyIn(sql.sql(), new StringReader(rows.text()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new MigrationException(
                    "The squash does not run on an empty database. " + operation.describe() + ": "
                            + SqlStates.message(e) + ". Nothing was written.",
                    "leave the revision with this object out of the range, and please report the step.",
                    e);
        }
    }

    private static MigrationException unusable(SQLException e) {
        return new MigrationException(
                "The scratch database cannot be used: " + SqlStates.message(e) + ". Nothing was written.",
                "check that server's log.",
                e);
    }
}
