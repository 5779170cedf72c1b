package com.levymaster.migrate.runner;

import com.levymaster.migrate.revision.RevisionHeader;
import org.jspecify.annotations.Nullable;

/** Counts the rows that a step has changed so far, for those who watch. */
final class ChangedRowCounter {

    private final RunListener listener;
    private final RevisionHeader revision;
    private int step;
    private long rows;
    private @Nullable ListenerException failure;

    ChangedRowCounter(RunListener listener, RevisionHeader revision) {
        this.listener = listener;
        this.revision = revision;
    }

    /** The rows are changed, and outside of a transaction committed: the listener's failure counts once that is recorded. */
    void check() {
        if (failure != null) {
            throw failure;
        }
    }

    void add(int ofStep, long more) {
        if (more <= 0) {
            return;
        }
        rows = ofStep == step ? rows + more : more;
        step = ofStep;
        try {
            listener.afterRows(revision, step, rows);
        } catch (ListenerException e) {
            failure = e;
        }
    }
}
