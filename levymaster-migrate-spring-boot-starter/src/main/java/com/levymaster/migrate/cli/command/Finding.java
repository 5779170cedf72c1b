package com.levymaster.migrate.cli.command;

import com.levymaster.migrate.error.CommandName;
import com.levymaster.migrate.revision.RevisionHeader;
import org.jspecify.annotations.Nullable;

/**
 * What {@code db check} found.
 *
 * @param rule the id of a lint rule, or the kind of finding
 * @param text the problem and what to do
 * @param revision whose source is concerned; {@code null} if it is none in particular
 */
record Finding(String rule, String text, @Nullable RevisionHeader revision) {

    /** Names commands as the user types them. */
    Finding {
        text = CommandName.in(text);
    }

    static Finding of(String rule, String text) {
        return new Finding(rule, text, null);
    }
}
