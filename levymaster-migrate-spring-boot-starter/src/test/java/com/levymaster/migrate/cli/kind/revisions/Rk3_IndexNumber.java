package com.levymaster.migrate.cli.kind.revisions;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "k3", downRevision = "k2", message = "index number", transactional = false)
class Rk3_IndexNumber implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.alterTable("parcel", t -> t.addIndex("ix_parcel_number").on("number").concurrently());
    }

    @Override
    public void downgrade(Operations op) {
        op.undo(this::upgrade);
    }
}
