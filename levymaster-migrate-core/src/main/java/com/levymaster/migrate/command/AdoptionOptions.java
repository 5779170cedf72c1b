package com.levymaster.migrate.command;

import com.levymaster.migrate.adopt.AdoptionRequest.Target;
import com.levymaster.migrate.flyway.FlywayOptions;
import org.jspecify.annotations.Nullable;

/**
 * How a database is adopted.
 *
 * @param from the name of the source; {@code null} to find it out
 * @param target of new source files; {@code null} if the application has all of the revisions
 * @param scratch the server on which the baseline is proved; {@code null} if there is none
 * @param unproved whether to record it although it is not proved, or differs
 * @param flyway the settings of a Flyway project
 */
public record AdoptionOptions(
        @Nullable String from,
        @Nullable Target target,
        @Nullable ScratchServer scratch,
        boolean unproved,
        FlywayOptions flyway) {

    /** Without settings of Flyway. */
    public AdoptionOptions(
            @Nullable String from, @Nullable Target target, @Nullable ScratchServer scratch, boolean unproved) {
        this(from, target, scratch, unproved, FlywayOptions.DEFAULT);
    }

    /** For an application that has the revisions already. */
    public static AdoptionOptions compiled(@Nullable String from) {
        return new AdoptionOptions(from, null, null, false);
    }

    /** Returns a copy with settings of Flyway. */
    public AdoptionOptions withFlyway(FlywayOptions value) {
        return new AdoptionOptions(from, target, scratch, unproved, value);
    }
}
