package com.levymaster.migrate.autoconfigure;

import com.levymaster.migrate.autoconfigure.LevyMigrateProperties.ModelDrift;
import com.levymaster.migrate.error.MigrationException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.Environment;

/**
 * The properties of each of several databases. What {@code levymaster.migrate.databases.<name>.*} does not set is taken from {@code
 * levymaster.migrate.*}.
 */
public final class DatabaseProperties {

    private static final String PREFIX = "levymaster.migrate";
    private static final String DATABASES = PREFIX + ".databases";

    private DatabaseProperties() {}

    /**
     * Returns the names of the databases, as they are configured; none if the application has one. As property names, they are
     * compared without case, hyphens and underscores: {@code my-db} and the environment variable {@code …_DATABASES_MYDB_URL} are one
     * database, {@code my-db}.
     *
     * @throws MigrationException if a name has other characters than letters, digits, hyphens and underscores
     */
    public static Set<String> names(Environment environment) {
        Map<String, String> names = new LinkedHashMap<>();
        for (String name : Binder.get(environment)
                .bind(DATABASES, Bindable.mapOf(String.class, Object.class))
                .orElse(Collections.emptyMap())
                .keySet()) {
            if (!name.matches("[A-Za-z][A-Za-z0-9_-]*")) {
                throw new MigrationException(
                        "A database of " + DATABASES + " is named \"" + name + "\".",
                        "use letters, digits, hyphens and underscores, and begin with a letter.");
            }
            String uniform = element(name).replace("-", "");
            names.merge(uniform, name, (first, other) -> first.equals(uniform) ? other : first);
        }
        return new LinkedHashSet<>(names.values());
    }

    /** Returns the name of the bean that migrates a database, unless the application defines one with the name of the database. */
    public static String migratorBean(String name) {
        return name + "Migrator";
    }

    /** Returns the prefix of the properties of a database, with a period at the end. */
    public static String prefix(@Nullable String name) {
        return (name == null ? PREFIX : DATABASES + "." + name) + ".";
    }

    /** Binds the properties of a database; {@code null} for those of the only one. */
    public static LevyMigrateProperties of(Environment environment, @Nullable String name) {
        return binder(environment, name).bindOrCreate("", Bindable.of(LevyMigrateProperties.class));
    }

    /** Returns whether {@code levymaster.migrate.databases.<name>} sets this text or list itself. */
    static boolean isSet(Environment environment, String name, String property) {
        return Binder.get(environment)
                .bind(DATABASES + "." + element(name) + "." + property, Bindable.listOf(String.class))
                .isBound();
    }

    /** Returns whether the entities of any database are compared at start. */
    static boolean comparesEntities(Environment environment) {
        return comparesEntities(environment, null)
                || names(environment).stream().anyMatch(name -> comparesEntities(environment, name));
    }

    private static boolean comparesEntities(Environment environment, @Nullable String name) {
        return binder(environment, name)
                        .bind("on-model-drift", ModelDrift.class)
                        .orElse(ModelDrift.IGNORE)
                != ModelDrift.IGNORE;
    }

    private static Binder binder(Environment environment, @Nullable String name) {
        List<ConfigurationPropertySource> sources = new ArrayList<>();
        Iterable<ConfigurationPropertySource> all = ConfigurationPropertySources.get(environment);
        if (name != null) {
            all.forEach(source -> sources.add(source.withPrefix(DATABASES + "." + element(name))));
        }
        all.forEach(source -> sources.add(source.withPrefix(PREFIX)));
        return new Binder(sources, new PropertySourcesPlaceholdersResolver(environment));
    }

    /** As property names are compared: without case, hyphens and underscores. */
    private static String element(String name) {
        return name.toLowerCase(Locale.ROOT).replace("_", "");
    }

    /** Returns the locations that a database sets; without, it has the folder of its name in each location of all. */
    public static List<String> locations(
            Environment environment, @Nullable String name, String property, List<String> locations) {
        return name == null || isSet(environment, name, property)
                ? locations
                : locations.stream()
                        .map(location -> location + (location.endsWith("/") ? "" : "/") + name)
                        .toList();
    }
}
