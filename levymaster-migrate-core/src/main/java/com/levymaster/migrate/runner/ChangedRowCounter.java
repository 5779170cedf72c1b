package com.levymaster.migrate.runner;

import com.levymaster.migrate.revision.RevisionHeader;

/** Counts the rows that a step has changed so far, for those who watch. */
final class ChangedRowCounter {

    private final RunListener listener;
    private final RevisionHeader revision;
    private int step;
    private long rows;

    ChangedRowCounter(RunListener listener, RevisionHeader revision) {
        this.listener = listener;
        this.revision = revision;
    }

    void add(int ofStep, long more) {
        if (more <= 0) {
            return;
        }
        rows = ofStep == step ? rows + more : more;
        step = ofStep;
        listener.afterRows(revision, step, rows);
    }
}
