package com.levymaster.migrate.autoconfigure.app.revisions;

import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.varchar;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "b1", message = "create note")
class Rb1_CreateNote implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.createTable("note", t -> {
            t.column("id", bigint()).identity();
            t.column("title", varchar(255));
            t.primaryKey("pk_note").on("id");
        });
    }

    @Override
    public void downgrade(Operations op) {
        op.undo(this::upgrade);
    }
}
