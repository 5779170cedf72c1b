package com.levymaster.app.revisions;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

/** Adds an index for the history of a row. The audit log is large and busy, so the index is built concurrently. */
@Revision(id = "4f19a6c27d3e", downRevision = "3b8d0e51c2f7", message = "Index audit log by record")
class R4f19a6c27d3e_IndexAuditLogByRecord implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.autocommit(() -> op.alterTable(
                "audit_log",
                t -> t.addIndex("ix_audit_log_table_name_record_id")
                        .on("table_name", "record_id")
                        .concurrently()));
    }

    @Override
    public void downgrade(Operations op) {
        op.undo(this::upgrade);
    }
}
