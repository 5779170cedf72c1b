package com.levymaster.migrate.cli;

import com.levymaster.migrate.autoconfigure.LevyMigrateProperties;
import com.levymaster.migrate.liquibase.LiquibaseOptions;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** Reads those of Boot's properties of Liquibase that say where its change logs are and with what they run. */
record LiquibaseProperties(Binder binder) {

    private static final String PREFIX = "spring.liquibase.";

    /** @param own the settings of the database that is adopted */
    static LiquibaseOptions read(Environment environment, LevyMigrateProperties.Liquibase own) {
        return new LiquibaseProperties(Binder.get(environment)).read(own);
    }

    private LiquibaseOptions read(LevyMigrateProperties.Liquibase own) {
        String changeLog = value("change-log");
        return new LiquibaseOptions(
                own.table() == null ? table() : own.table(),
                value("database-change-log-lock-table"),
                value("liquibase-schema"),
                value("default-schema"),
                changeLog == null ? LiquibaseOptions.DEFAULT.changeLog() : changeLog,
                list("contexts"),
                list("label-filter"),
                binder.bind(PREFIX + "parameters", Bindable.mapOf(String.class, String.class))
                        .orElse(Map.of()),
                Set.copyOf(own.accept()));
    }

    private @Nullable String table() {
        String table = value("database-change-log-table");
        String schema = value("liquibase-schema");
        return schema == null ? table : schema + "." + (table == null ? "databasechangelog" : table);
    }

    private @Nullable String value(String name) {
        return binder.bind(PREFIX + name, String.class).orElse(null);
    }

    private @Nullable String list(String name) {
        return binder.bind(PREFIX + name, Bindable.listOf(String.class))
                .map(all -> String.join(",", all))
                .orElse(null);
    }
}
