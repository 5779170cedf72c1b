package com.levymaster.migrate.cli.minimal.one;

import static com.levymaster.migrate.Types.bigint;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "m1", message = "create permit")
class Rm1_CreatePermit implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.createTable("permit", t -> t.column("id", bigint()).identity());
    }

    @Override
    public void downgrade(Operations op) {
        op.undo(this::upgrade);
    }
}
