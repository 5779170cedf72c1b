package com.levymaster.migrate.definition;

import java.util.List;

/**
 * Rows that exist at a revision, and that all later ones must keep.
 *
 * @param revision the target at which they are inserted
 * @param source where they are written, for messages
 * @param statements SQL that inserts them
 * @param holds queries that each return one {@code true} at the heads
 */
public record GivenRows(String revision, String source, List<String> statements, List<String> holds) {

    public GivenRows {
        statements = List.copyOf(statements);
        holds = List.copyOf(holds);
    }
}
