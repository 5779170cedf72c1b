package com.levymaster.app.revisions;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

/** Merges two branches that were developed in parallel. No operations, because they change different tables. */
@Revision(
        id = "6e71c8f902b5",
        downRevision = {"4f19a6c27d3e", "5d60b7e8f1a4"},
        message = "Merge reporting and levy")
class R6e71c8f902b5_MergeReportingAndLevy implements Migration {

    @Override
    public void upgrade(Operations op) {}

    @Override
    public void downgrade(Operations op) {}
}
