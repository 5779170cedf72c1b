package com.levymaster.migrate.autoconfigure;

import com.levymaster.migrate.autogenerate.Comparison;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.operation.Operation;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Compares the entities with the database after all singletons are created and before the application accepts requests.
 */
final class ModelDriftCheck implements SmartInitializingSingleton {

    static final String PROPERTY = "levymaster.migrate.on-model-drift";

    private static final Log LOG = LogFactory.getLog(ModelDriftCheck.class);

    private final ObjectProvider<Migrator> migrators;
    private final LevyMigrateProperties.ModelDrift mode;

    ModelDriftCheck(ObjectProvider<Migrator> migrators, LevyMigrateProperties.ModelDrift mode) {
        this.migrators = migrators;
        this.mode = mode;
    }

    /**
     * Logs the differences, or fails if the mode is {@code fail}.
     *
     * @throws MigrationStartException if the entities and the database differ and the mode is {@code fail}
     */
    @Override
    public void afterSingletonsInstantiated() {
        Migrator migrator = migrators.getIfUnique();
        if (migrator == null) {
            LOG.warn(
                    "Skipped the model drift check: there are several migrators, and it is unknown which one migrates the"
                            + " entities' database");
            return;
        }
        try {
            List<String> differences = differences(migrator);
            if (!differences.isEmpty()) {
                report(new ModelDriftException(differences));
            }
        } catch (MigrationException e) {
            throw new MigrationStartException(e);
        }
    }

    private void report(ModelDriftException drift) {
        if (mode == LevyMigrateProperties.ModelDrift.FAIL) {
            throw drift;
        }
        LOG.warn(drift.problem());
    }

    private static List<String> differences(Migrator migrator) {
        return migrator.compareEntities().stream()
                .flatMap(ModelDriftCheck::differences)
                .toList();
    }

    private static Stream<String> differences(Comparison comparison) {
        return comparison.isAmbiguous()
                ? comparison.ambiguousRenames().stream()
                        .map(pair -> pair.former() + " was renamed to " + pair.to() + ", or is dropped while "
                                + pair.to() + " is added")
                : comparison.operations().stream().map(Operation::describe);
    }

    /** Thrown if the entities differ from the schema that the revisions create. */
    static final class ModelDriftException extends MigrationException {

        private static final long serialVersionUID = 1L;

        ModelDriftException(List<String> differences) {
            super(
                    "The entities differ from the database:" + System.lineSeparator() + "  - "
                            + String.join(System.lineSeparator() + "  - ", differences),
                    "write the missing revision with `db migrate -m \"…\"`, or set " + PROPERTY
                            + " to warn or ignore.");
        }
    }
}
