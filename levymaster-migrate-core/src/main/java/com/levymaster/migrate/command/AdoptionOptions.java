package com.levymaster.migrate.command;

import com.levymaster.migrate.adopt.AdoptionRequest.Target;
import org.jspecify.annotations.Nullable;

/**
 * How a database is adopted.
 *
 * @param from the name of the source; {@code null} to find it out
 * @param target of new source files; {@code null} if the application has all of the revisions
 * @param scratch the server on which the baseline is proved; {@code null} if there is none
 * @param unproved whether to record it although it is not proved, or differs
 */
public record AdoptionOptions(
        @Nullable String from,
        @Nullable Target target,
        @Nullable ScratchServer scratch,
        boolean unproved) {

    /** For an application that has the revisions already. */
    public static AdoptionOptions compiled(@Nullable String from) {
        return new AdoptionOptions(from, null, null, false);
    }
}
