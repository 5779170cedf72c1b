package com.levymaster.migrate.bench;

import java.sql.Connection;
import javax.sql.DataSource;
import liquibase.CatalogAndSchema;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.diff.DiffGeneratorFactory;
import liquibase.diff.compare.CompareControl;
import liquibase.snapshot.DatabaseSnapshot;
import liquibase.snapshot.SnapshotControl;
import liquibase.snapshot.SnapshotGeneratorFactory;

/** Liquibase's diff of a database with what it was like before: that is read once, and known. */
final class LiquibaseDiff implements AutoCloseable {

    private final Connection connection;
    private final DatabaseSnapshot reference;

    LiquibaseDiff(DataSource dataSource) throws Exception {
        connection = dataSource.getConnection();
        reference = snapshot(connection);
    }

    boolean isEmpty(DataSource dataSource) throws Exception {
        try (Connection another = dataSource.getConnection()) {
            return DiffGeneratorFactory.getInstance()
                    .compare(reference, snapshot(another), CompareControl.STANDARD)
                    .areEqual();
        }
    }

    private static DatabaseSnapshot snapshot(Connection connection) throws Exception {
        Database database =
                DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
        return SnapshotGeneratorFactory.getInstance()
                .createSnapshot(CatalogAndSchema.DEFAULT, database, new SnapshotControl(database));
    }

    /** A snapshot asks the connection that it came from, even later. */
    @Override
    public void close() throws Exception {
        connection.close();
    }
}
