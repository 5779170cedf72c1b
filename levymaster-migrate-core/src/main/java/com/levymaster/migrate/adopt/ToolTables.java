package com.levymaster.migrate.adopt;

import com.levymaster.migrate.adopt.ExistingDatabase.Tool;
import org.jspecify.annotations.Nullable;

/**
 * The tables in which other tools record what they have run, with or without a schema, as far as they are configured.
 *
 * @param flyway {@code null} for one in the current schema
 * @param liquibase {@code null} for one in the current schema
 */
public record ToolTables(@Nullable String flyway, @Nullable String liquibase) {

    /** None is configured. */
    public static final ToolTables NONE = new ToolTables(null, null);

    @Nullable
    String of(Tool tool) {
        return switch (tool) {
            case ALEMBIC -> null;
            case FLYWAY -> flyway;
            case LIQUIBASE -> liquibase;
        };
    }
}
