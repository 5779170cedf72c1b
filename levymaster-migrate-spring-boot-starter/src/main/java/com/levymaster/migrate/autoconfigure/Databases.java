package com.levymaster.migrate.autoconfigure;

import com.levymaster.migrate.autoconfigure.LevyMigrateProperties.Sql;
import com.levymaster.migrate.autoconfigure.revision.RevisionBeans;
import com.levymaster.migrate.autoconfigure.revision.SqlRevisionScanner;
import com.levymaster.migrate.autogenerate.DesiredModel;
import com.levymaster.migrate.command.EntityComparison;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.MigratorSettings;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.error.MigrationException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.StringUtils;
import org.springframework.util.function.SingletonSupplier;

/** The databases of {@code levymaster.migrate.databases}, each with its own migrator; see {@link DatabaseRegistrar}. */
final class Databases {

    private final ListableBeanFactory beans;
    private final Environment environment;
    private final ResourceLoader resources;
    private final RevisionBeans revisions;
    private final MigratorFactory factory;
    private final Map<String, LevyMigrateProperties> properties = new LinkedHashMap<>();
    private final Supplier<Map<String, List<RevisionDefinition>>> assigned = SingletonSupplier.of(this::assign);

    Databases(
            ListableBeanFactory beans,
            Environment environment,
            ResourceLoader resources,
            RevisionBeans revisions,
            MigratorFactory factory) {
        this.beans = beans;
        this.environment = environment;
        this.resources = resources;
        this.revisions = revisions;
        this.factory = factory;
        DatabaseProperties.names(environment)
                .forEach(name -> properties.put(name, DatabaseProperties.of(environment, name)));
    }

    Set<String> names() {
        return properties.keySet();
    }

    /** Returns the properties of a database; {@code null} if there is none of this name. */
    @Nullable
    LevyMigrateProperties properties(String name) {
        return properties.get(name);
    }

    /** Creates the migrator of a database. */
    Migrator migrator(String name) {
        return factory.create(
                name,
                () -> dataSource(name),
                () -> assigned.get().getOrDefault(name, List.of()),
                sql(name),
                factory.flyway(of(name), environment),
                settings(name),
                entities(name));
    }

    /** Creates the initializer of a database. */
    LevyMigrateInitializer initializer(String name) {
        return new LevyMigrateInitializer(() -> {
            Migrator migrator = Migrators.byName(beans).get(name);
            if (migrator == null) {
                throw new IllegalStateException("no migrator of database " + name);
            }
            beans.getBean(StartupMigration.class).run(name, migrator);
        });
    }

    /** Returns the settings of a database: those of its properties, unless the application defines the settings itself. */
    MigratorSettings settings(String name) {
        MigratorSettings settings = beans.containsBean("levyMigrateSettings")
                ? MigratorFactory.settings(of(name), environment, beans)
                : beans.getBean(MigratorSettings.class);
        return settings.withDatabase(name);
    }

    private LevyMigrateProperties of(String name) {
        LevyMigrateProperties found = properties.get(name);
        if (found == null) {
            throw new IllegalArgumentException(name);
        }
        return found;
    }

    private DataSource dataSource(String name) {
        LevyMigrateProperties own = of(name);
        boolean hasUrlOnly = StringUtils.hasText(own.url())
                && DatabaseProperties.isSet(environment, name, "url")
                && !DatabaseProperties.isSet(environment, name, "data-source");
        String bean = hasUrlOnly ? null : own.dataSource();
        ObjectProvider<DataSource> only = beans.getBeanProvider(DataSource.class);
        try {
            DataSource application = bean == null ? only.getIfUnique() : beans.getBean(bean, DataSource.class);
            return new MigrationDataSourceSelector(
                            null,
                            application,
                            new PropertiesLevyMigrateConnectionDetails(own),
                            ApplicationBuild.name(environment),
                            bean != null)
                    .select();
        } catch (NoSuchBeanDefinitionException e) {
            if (!String.valueOf(bean).equals(e.getBeanName())) {
                throw e;
            }
            throw MigrationDataSourceMissingException.named(name, String.valueOf(bean), dataSources());
        } catch (MigrationDataSourceMissingException e) {
            throw MigrationDataSourceMissingException.of(name, dataSources());
        }
    }

    private List<String> dataSources() {
        return List.of(beans.getBeanNamesForType(DataSource.class, true, false));
    }

    /** Without locations of its own, a database has the folder of its name in each location of all. */
    private Sql sql(String name) {
        Sql sql = of(name).sql();
        return new Sql(
                locations(name, "sql.locations", sql.locations()),
                locations(name, "sql.repeatables", sql.repeatables()),
                locations(name, "sql.callbacks", sql.callbacks()),
                locations(name, "sql.given", sql.given()),
                sql.placeholders());
    }

    private List<String> locations(String name, String property, List<String> locations) {
        return DatabaseProperties.locations(environment, name, property, locations);
    }

    private Map<String, List<RevisionDefinition>> assign() {
        refuseFilesOfNoDatabase();
        Map<String, List<String>> packages = new LinkedHashMap<>();
        properties.forEach((name, own) -> packages.put(name, own.packages()));
        return RevisionAssignment.of(packages, revisions.byClassName());
    }

    /** Otherwise they would be ignored silently. */
    private void refuseFilesOfNoDatabase() {
        SqlRevisionScanner scanner = new SqlRevisionScanner(resources);
        Sql all = DatabaseProperties.of(environment, null).sql();
        Set<String> files = new TreeSet<>(scanner.urls(locations(all)));
        names().forEach(name -> files.removeAll(scanner.urls(locations(sql(name)))));
        if (!files.isEmpty()) {
            throw new MigrationException(
                    "Some SQL files belong to no database. Nothing was changed." + System.lineSeparator() + "  - "
                            + String.join(System.lineSeparator() + "  - ", files),
                    "move them to a folder with the name of the database, such as db/revisions/"
                            + names().iterator().next()
                            + ", or set levymaster.migrate.databases.<name>.sql.locations.");
        }
    }

    private static List<String> locations(Sql sql) {
        List<String> all = new ArrayList<>(sql.locations());
        all.addAll(sql.repeatables());
        all.addAll(sql.callbacks());
        all.addAll(sql.given());
        return all;
    }

    private @Nullable EntityComparison entities(String name) {
        EntityComparison all = beans.getBeanProvider(EntityComparison.class).getIfAvailable();
        if (all == null) {
            return null;
        }
        String unit = of(name).persistenceUnit();
        return new EntityComparison(
                () -> ofUnit(name, unit, all.models().get()), () -> AutogenerateSettings.of(beans, of(name)));
    }

    private static Map<String, DesiredModel> ofUnit(
            String name, @Nullable String unit, Map<String, DesiredModel> models) {
        if (unit == null && models.size() == 1) {
            return models;
        }
        DesiredModel model = unit == null ? null : models.get(unit);
        if (unit == null || model == null) {
            throw new MigrationException(
                    "It is unknown which entities describe the database " + name + ": the persistence units are "
                            + String.join(", ", models.keySet()) + ".",
                    "set levymaster.migrate.databases." + name + ".persistence-unit.");
        }
        return Map.of(unit, model);
    }
}
