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

/** Holds the entities against the database once both are there, before the application serves anybody. */
final class ModelDriftCheck implements SmartInitializingSingleton {

    static final String PROPERTY = "levymaster.migrate.on-model-drift";

    private static final Log LOG = LogFactory.getLog(ModelDriftCheck.class);

    private final ObjectProvider<Migrator> migrators;
    private final LevyMigrateProperties.ModelDrift mode;

    ModelDriftCheck(ObjectProvider<Migrator> migrators, LevyMigrateProperties.ModelDrift mode) {
        this.migrators = migrators;
        this.mode = mode;
    }

    /** @throws MigrationStartException when they differ, and that is to fail */
    @Override
    public void afterSingletonsInstantiated() {
        Migrator migrator = migrators.getIfUnique();
        if (migrator == null) {
            LOG.warn("Not checked for model drift: which of several migrators has the entities' database is not known");
            return;
        }
        MigrationStartException.guard(() -> {
            List<String> differences = differences(migrator);
            if (!differences.isEmpty()) {
                tell(new ModelDriftException(differences));
            }
            return differences;
        });
    }

    private void tell(ModelDriftException drift) {
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

    /** The application has other entities than its revisions make tables for. */
    static final class ModelDriftException extends MigrationException {

        private static final long serialVersionUID = 1L;

        ModelDriftException(List<String> differences) {
            super(
                    "The entities want what the database has not:" + System.lineSeparator() + "  - "
                            + String.join(System.lineSeparator() + "  - ", differences),
                    "write the revision that is missing with `db migrate -m \"…\"`, or set " + PROPERTY
                            + " to warn or ignore.");
        }
    }
}
