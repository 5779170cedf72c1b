package com.levymaster.migrate.analysis;

import com.levymaster.migrate.revision.RevisionHeader;
import java.util.List;

/**
 * An object that several branches change independently.
 *
 * @param object a table, type, sequence or view
 * @param changes of both branches, in the order in which they would run
 */
public record BranchConflict(String object, List<Change> changes) {

    public BranchConflict {
        changes = List.copyOf(changes);
    }

    /** The change of one revision to the object. */
    public record Change(RevisionHeader revision, String operation) {}
}
