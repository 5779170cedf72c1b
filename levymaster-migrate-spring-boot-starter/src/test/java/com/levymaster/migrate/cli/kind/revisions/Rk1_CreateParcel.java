package com.levymaster.migrate.cli.kind.revisions;

import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.varchar;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "k1", branchLabels = "county", message = "create parcel")
class Rk1_CreateParcel implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.createTable("parcel", t -> {
            t.column("id", bigint()).identity();
            t.column("number", varchar(20)).notNull();
            t.primaryKey("pk_parcel").on("id");
        });
    }

    @Override
    public void downgrade(Operations op) {
        op.undo(this::upgrade);
    }
}
