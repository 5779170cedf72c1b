package com.levymaster.migrate.command;

import com.levymaster.migrate.adopt.Adoption;
import com.levymaster.migrate.adopt.ExistingDatabase;
import com.levymaster.migrate.adopt.WrittenSql;
import com.levymaster.migrate.definition.Repeatables;
import com.levymaster.migrate.definition.RevisionDefinitions;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.store.TableNames;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;

/**
 * Compares a database with what the revisions create that another tool has recorded as applied. That tool decides what is
 * recorded here; what differs is named, since a new database will differ likewise.
 */
record ToolComparison(DatabaseSession session, RevisionDefinitions revisions, MigratorSettings settings) {

    private static final List<String> TABLES =
            List.of("levymaster_version", "levymaster_history", "levymaster_repeatable", "levymaster_backfill");

    Adoption of(Adoption adoption, AdoptionOptions options) throws SQLException {
        ScratchServer scratch = options.scratch();
        if (scratch == null || options.unproved() || adoption.revisions().isEmpty()) {
            return adoption;
        }
        if (!adoption.files().isEmpty() && adoption.compared().isEmpty() && adoption.written() == null) {
            return notCompared(adoption, "some of their steps are not translated.");
        }
        try {
            List<String> differences = differences(adoption, scratch);
            return differences.isEmpty()
                    ? adoption
                    : adoption.withDifferences(differences)
                            .withRemark(
                                    "The database differs from what these revisions create, as a new database will: make it"
                                            + " equal, or correct the revisions, where that matters.");
        } catch (MigrationException e) {
            return notCompared(adoption, e.problem());
        } catch (DataAccessException e) {
            return notCompared(adoption, String.valueOf(e.getMostSpecificCause().getMessage()));
        }
    }

    private static Adoption notCompared(Adoption adoption, String why) {
        return adoption.withRemark("The database is not compared with what these revisions create: "
                + why.replace("Nothing was written.", "")
                        .replace("Nothing was changed.", "")
                        .strip());
    }

    private List<String> differences(Adoption adoption, ScratchServer scratch) throws SQLException {
        Connection live = session.connection();
        BaselineProof proof = new BaselineProof(
                live, session.dialect(), ExistingDatabase.read(live).bookkeeping());
        if (!adoption.compared().isEmpty()) {
            return proof.differences(scratch, adoption.compared());
        }
        String schema = live.getSchema();
        List<ObjectName> own =
                TABLES.stream().map(table -> ObjectName.of(schema, table)).toList();
        return proof.differences(
                scratch,
                "these revisions create",
                own,
                (dataSource, connection) -> run(adoption, dataSource, connection));
    }

    private static Repeatables current(WrittenSql written) {
        return new Repeatables(
                written.repeatables().all().stream()
                        .filter(repeatable -> written.current().contains(repeatable.content()))
                        .toList(),
                written.repeatables().parser());
    }

    /** Runs the revisions of this application, whatever their steps are, with the search path of the connection. */
    private void run(Adoption adoption, DataSource dataSource, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("do $path$ begin execute pg_catalog.format('alter database %I set search_path to %s',"
                    + " pg_catalog.current_database(), pg_catalog.current_setting('search_path')); end $path$");
        }
        connection.commit();
        WrittenSql written = adoption.written();
        Migrator.builder(dataSource)
                .scripts(
                        written == null
                                ? revisions.definitions(adoption.revisions())
                                : written.revisions().stream()
                                        .filter(revision -> adoption.revisions().contains(revision.header()))
                                        .toList())
                .repeatables(written == null ? Repeatables.NONE : current(written))
                .settings(settings.withTables(TableNames.DEFAULT))
                .build()
                .upgrade("heads");
    }
}
