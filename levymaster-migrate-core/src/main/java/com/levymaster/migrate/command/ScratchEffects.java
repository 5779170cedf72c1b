package com.levymaster.migrate.command;

import com.levymaster.migrate.definition.Repeatables;
import com.levymaster.migrate.definition.RevisionDefinitions;
import com.levymaster.migrate.diff.Diff;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.error.SqlStates;
import com.levymaster.migrate.inspect.DatabaseInspector;
import com.levymaster.migrate.inspect.InspectionScope;
import com.levymaster.migrate.operation.AffectedObject;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.runner.RunListener;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.store.TableNames;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/** What revisions with SQL of their own do to a schema, seen on a temporary database on which they run. */
record ScratchEffects(RevisionDefinitions revisions, MigratorSettings settings) {

    /**
     * Returns the operations that have the same effect, by id.
     *
     * @throws MigrationException if the database cannot be created, or a revision fails on it
     */
    Map<String, List<Operation>> of(Collection<String> ids, ScratchServer server) {
        return ids.isEmpty() ? Map.of() : server.lend(dataSource -> on(dataSource, ids));
    }

    private Map<String, List<Operation>> on(DataSource dataSource, Collection<String> ids) {
        Migrator migrator = new Migrator(
                new ConnectionSource(dataSource),
                revisions.with(Repeatables.NONE, revisions.callbacks()),
                settings,
                new RunListener() {},
                EntityComparison.NONE);
        Map<String, List<Operation>> effects = new HashMap<>();
        for (RevisionHeader header : revisions.graph().headers()) {
            if (ids.contains(header.id())) {
                revisions.graph().needs(header.id()).forEach(needed -> migrator.upgrade(needed.id()));
                DatabaseSchema before = schema(dataSource);
                migrator.upgrade(header.id());
                effects.put(
                        header.id(),
                        Diff.between(before, schema(dataSource)).stream()
                                .filter(this::isOfTheApplication)
                                .toList());
            }
        }
        return effects;
    }

    private boolean isOfTheApplication(Operation operation) {
        TableNames tables = settings.tables();
        Set<String> own = Set.of(tables.version(), tables.history(), tables.repeatable());
        return AffectedObject.of(operation)
                .filter(affected -> own.contains(affected.object().name()))
                .isEmpty();
    }

    private static DatabaseSchema schema(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            return DatabaseInspector.read(connection, InspectionScope.all());
        } catch (SQLException e) {
            throw new MigrationException(
                    "The scratch database cannot be read: " + SqlStates.message(e), "check that server's log.", e);
        }
    }
}
