package com.levymaster.migrate.command;

import com.levymaster.migrate.adopt.AdoptionRequest.Target;

/**
 * How revisions are replaced by one.
 *
 * @param range {@code from:to}, both included
 * @param target of the new source file, with its id and message
 * @param scratch the server on which the revisions are run, and the new one is proved
 * @param rows how many rows are written into the new revision at most
 * @param sql whether a SQL file is written instead of a class
 */
public record SquashOptions(String range, Target target, ScratchServer scratch, long rows, boolean sql) {}
