package com.levymaster.migrate.autoconfigure.revision;

import com.levymaster.migrate.flyway.FlywayOptions;
import com.levymaster.migrate.flyway.FlywayOptions.Naming;
import com.levymaster.migrate.flyway.FlywayOptions.Placeholders;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** Reads those of Boot's properties of Flyway that say where its migrations are and how they are read. */
public record FlywayProperties(Binder binder) {

    private static final String PREFIX = "spring.flyway.";
    private static final String OWN = "levymaster.migrate.";

    /** Reads them, with Flyway's defaults. */
    public static FlywayOptions read(Environment environment) {
        return new FlywayProperties(Binder.get(environment)).read();
    }

    private FlywayOptions read() {
        FlywayOptions defaults = FlywayOptions.DEFAULT;
        String table = binder.bind(OWN + "flyway.table", String.class)
                .orElse(binder.bind(PREFIX + "table", String.class).orElse(null));
        return new FlywayOptions(
                table,
                list("locations", defaults.locations()),
                naming(),
                value("encoding", Charset.class, defaults.encoding()),
                placeholders(),
                value("execute-in-transaction", Boolean.class, true),
                Map.of());
    }

    private Naming naming() {
        Naming defaults = Naming.DEFAULT;
        return new Naming(
                value("sql-migration-prefix", String.class, defaults.versioned()),
                value("undo-sql-migration-prefix", String.class, defaults.undo()),
                value("repeatable-sql-migration-prefix", String.class, defaults.repeatable()),
                value("baseline-migration-prefix", String.class, defaults.baseline()),
                value("sql-migration-separator", String.class, defaults.separator()),
                list("sql-migration-suffixes", defaults.suffixes()));
    }

    private Placeholders placeholders() {
        Placeholders defaults = Placeholders.DEFAULT;
        return new Placeholders(
                value("placeholder-replacement", Boolean.class, true),
                value("placeholder-prefix", String.class, defaults.prefix()),
                value("placeholder-suffix", String.class, defaults.suffix()),
                map(PREFIX + "placeholders"),
                map(OWN + "sql.placeholders"));
    }

    private <T> T value(String name, Class<T> type, T defaultValue) {
        return binder.bind(PREFIX + name, type).orElse(defaultValue);
    }

    private List<String> list(String name, List<String> defaultValue) {
        return binder.bind(PREFIX + name, Bindable.listOf(String.class)).orElse(defaultValue);
    }

    private Map<String, String> map(String name) {
        return binder.bind(name, Bindable.mapOf(String.class, String.class)).orElse(Map.of());
    }
}
