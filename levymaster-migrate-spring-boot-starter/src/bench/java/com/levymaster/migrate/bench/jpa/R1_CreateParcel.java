package com.levymaster.migrate.bench.jpa;

import static com.levymaster.migrate.Types.bigint;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

/** The table of the entity. */
@Revision(id = "p1", message = "create parcel")
class R1_CreateParcel implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.createTable("parcel", t -> {
            t.column("id", bigint()).notNull();
            t.primaryKey("pk_parcel").on("id");
        });
    }

    @Override
    public void downgrade(Operations op) {
        op.undo(this::upgrade);
    }
}
