package com.levymaster.migrate.command;

import com.levymaster.migrate.adopt.AdoptionRequest.Target;
import com.levymaster.migrate.flyway.FlywayOptions;
import com.levymaster.migrate.liquibase.LiquibaseOptions;
import org.jspecify.annotations.Nullable;

/**
 * How a database is adopted.
 *
 * @param from the name of the source; {@code null} to find it out
 * @param target of new source files; {@code null} if the application has all of the revisions
 * @param scratch the server on which the baseline is proved; {@code null} if there is none
 * @param unproved whether to record it although it is not proved, or differs
 * @param flyway the settings of a Flyway project
 * @param liquibase the settings of a Liquibase project
 */
public record AdoptionOptions(
        @Nullable String from,
        @Nullable Target target,
        @Nullable ScratchServer scratch,
        boolean unproved,
        FlywayOptions flyway,
        LiquibaseOptions liquibase) {

    /** Without settings of other tools. */
    public AdoptionOptions(
            @Nullable String from, @Nullable Target target, @Nullable ScratchServer scratch, boolean unproved) {
        this(from, target, scratch, unproved, FlywayOptions.DEFAULT, LiquibaseOptions.DEFAULT);
    }

    /** For an application that has the revisions already. */
    public static AdoptionOptions compiled(@Nullable String from) {
        return new AdoptionOptions(from, null, null, false);
    }

    /** Returns a copy with settings of Flyway. */
    public AdoptionOptions withFlyway(FlywayOptions value) {
        return new AdoptionOptions(from, target, scratch, unproved, value, liquibase);
    }

    /** Returns a copy with settings of Liquibase. */
    public AdoptionOptions withLiquibase(LiquibaseOptions value) {
        return new AdoptionOptions(from, target, scratch, unproved, flyway, value);
    }
}
