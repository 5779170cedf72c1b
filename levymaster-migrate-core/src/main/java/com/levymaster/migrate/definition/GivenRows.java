package com.levymaster.migrate.definition;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Rows that exist at a revision, and that all later ones must keep.
 *
 * @param revision the target at which they are inserted; of a file perhaps with words behind it, such as {@code
 *     7c1e5b0a_two_counties}
 * @param source where they are written, for messages
 * @param statements SQL that inserts them
 * @param holds queries that each return one {@code true} at the heads
 */
public record GivenRows(String revision, String source, List<String> statements, List<String> holds) {

    public GivenRows {
        statements = List.copyOf(statements);
        holds = List.copyOf(holds);
    }

    /** The same rows at the longest of these ids with which the name of their revision begins; empty if there is none. */
    public Optional<GivenRows> at(Collection<String> ids) {
        return ids.stream()
                .filter(id -> revision.equals(id) || revision.startsWith(id + "_"))
                .max(Comparator.comparingInt(String::length))
                .map(id -> new GivenRows(id, source, statements, holds));
    }
}
