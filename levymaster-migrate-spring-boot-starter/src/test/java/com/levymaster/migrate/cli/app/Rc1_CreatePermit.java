package com.levymaster.migrate.cli.app;

import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.varchar;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "c1", message = "create permit")
class Rc1_CreatePermit implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.createTable("permit", t -> {
            t.column("id", bigint()).identity();
            t.column("title", varchar(255));
            t.primaryKey("pk_permit").on("id");
        });
    }

    @Override
    public void downgrade(Operations op) {
        op.undo(this::upgrade);
    }
}
