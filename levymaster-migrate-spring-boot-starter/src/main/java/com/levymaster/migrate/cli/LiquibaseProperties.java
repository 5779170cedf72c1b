package com.levymaster.migrate.cli;

import com.levymaster.migrate.liquibase.LiquibaseOptions;
import com.levymaster.migrate.liquibase.LiquibaseOptions.Accepted;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** Reads those of Boot's properties of Liquibase that say where its change logs are and with what they run. */
record LiquibaseProperties(Binder binder) {

    private static final String PREFIX = "spring.liquibase.";
    private static final String OWN = "levymaster.migrate.liquibase.";

    static LiquibaseOptions read(Environment environment) {
        return new LiquibaseProperties(Binder.get(environment)).read();
    }

    private LiquibaseOptions read() {
        String changeLog = value(PREFIX + "change-log");
        String table = value(OWN + "table");
        return new LiquibaseOptions(
                table == null ? table() : table,
                value(PREFIX + "database-change-log-lock-table"),
                changeLog == null ? LiquibaseOptions.DEFAULT.changeLog() : changeLog,
                list("contexts"),
                list("label-filter"),
                binder.bind(PREFIX + "parameters", Bindable.mapOf(String.class, String.class))
                        .orElse(Map.of()),
                binder.bind(OWN + "accept", Bindable.setOf(Accepted.class)).orElse(Set.of()));
    }

    private @Nullable String table() {
        String table = value(PREFIX + "database-change-log-table");
        String schema = value(PREFIX + "liquibase-schema");
        return schema == null ? table : schema + "." + (table == null ? "databasechangelog" : table);
    }

    private @Nullable String value(String name) {
        return binder.bind(name, String.class).orElse(null);
    }

    private @Nullable String list(String name) {
        return binder.bind(PREFIX + name, Bindable.listOf(String.class))
                .map(all -> String.join(",", all))
                .orElse(null);
    }
}
