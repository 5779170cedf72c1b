package com.levymaster.migrate.autoconfigure.library;

import static com.levymaster.migrate.Types.bigint;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "l1", branchLabels = "library", message = "create audit")
class Rl1_CreateAudit implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.createTable("audit", t -> t.column("id", bigint()));
    }

    @Override
    public void downgrade(Operations op) {
        op.undo(this::upgrade);
    }
}
