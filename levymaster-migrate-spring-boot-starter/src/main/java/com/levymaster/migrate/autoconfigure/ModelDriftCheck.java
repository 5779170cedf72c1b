package com.levymaster.migrate.autoconfigure;

import com.levymaster.migrate.autoconfigure.LevyMigrateProperties.ModelDrift;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.error.MigrationException;
import java.util.List;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.env.Environment;

/**
 * Compares the entities with the database after all singletons are created and before the application accepts requests.
 */
final class ModelDriftCheck implements SmartInitializingSingleton {

    private static final Log LOG = LogFactory.getLog(ModelDriftCheck.class);

    private final ListableBeanFactory beans;
    private final Environment environment;
    private final LevyMigrateProperties properties;
    private final Databases databases;

    ModelDriftCheck(
            ListableBeanFactory beans, Environment environment, LevyMigrateProperties properties, Databases databases) {
        this.beans = beans;
        this.environment = environment;
        this.properties = properties;
        this.databases = databases;
    }

    /**
     * Logs the differences, or fails if the mode of the database is {@code fail}.
     *
     * @throws MigrationStartException if the entities and the database differ and the mode is {@code fail}
     */
    @Override
    public void afterSingletonsInstantiated() {
        try {
            if (databases.names().isEmpty()) {
                check();
            } else {
                Migrators.byName(beans).forEach(this::check);
            }
        } catch (MigrationException e) {
            throw new MigrationStartException(e);
        }
    }

    private void check() {
        Migrator migrator = beans.getBeanProvider(Migrator.class).getIfUnique();
        if (migrator == null) {
            LOG.warn("Skipped the model drift check: there are several migrators, and it is unknown which one migrates"
                    + " the entities' database");
            return;
        }
        check(null, migrator, properties.onModelDrift());
    }

    /** Of several, also a database that has no entities takes the mode of all. */
    private void check(String name, Migrator migrator) {
        LevyMigrateProperties own = databases.properties(name);
        if (own == null || !own.enabled() || own.onModelDrift() == ModelDrift.IGNORE) {
            return;
        }
        if (databases.names().size() > 1
                && own.persistenceUnit() == null
                && !DatabaseProperties.isSet(environment, name, "on-model-drift")) {
            LOG.warn("Skipped the model drift check of database " + name
                    + ": it is unknown whether it has entities; set " + DatabaseProperties.prefix(name)
                    + "persistence-unit");
            return;
        }
        try {
            check(name, migrator, own.onModelDrift());
        } catch (ModelDriftException e) {
            throw e;
        } catch (MigrationException e) {
            if (own.onModelDrift() == ModelDrift.FAIL) {
                throw e;
            }
            LOG.warn("Skipped the model drift check of database " + name + ": " + e.getMessage());
        }
    }

    private static void check(@Nullable String name, Migrator migrator, ModelDrift mode) {
        List<String> differences = mode == ModelDrift.IGNORE ? List.of() : differences(migrator);
        if (!differences.isEmpty()) {
            ModelDriftException drift = new ModelDriftException(name, differences);
            if (mode == ModelDrift.FAIL) {
                throw drift;
            }
            LOG.warn(drift.problem());
        }
    }

    private static List<String> differences(Migrator migrator) {
        return migrator.compareEntities().stream()
                .flatMap(comparison -> comparison.descriptions().stream())
                .toList();
    }

    /** Thrown if the entities differ from the schema that the revisions create. */
    static final class ModelDriftException extends MigrationException {

        private static final long serialVersionUID = 1L;

        ModelDriftException(@Nullable String name, List<String> differences) {
            super(
                    "The entities differ from the database" + (name == null ? ":" : " " + name + ":")
                            + System.lineSeparator() + "  - "
                            + String.join(System.lineSeparator() + "  - ", differences),
                    "write the missing revision with `db " + (name == null ? "" : "-n " + name + " ")
                            + "migrate -m \"…\"`, or set " + DatabaseProperties.prefix(name)
                            + "on-model-drift to warn or ignore.");
        }
    }
}
