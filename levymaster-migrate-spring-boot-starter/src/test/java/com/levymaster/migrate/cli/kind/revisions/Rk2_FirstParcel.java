package com.levymaster.migrate.cli.kind.revisions;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "k2", downRevision = "k1", message = "first parcel")
class Rk2_FirstParcel implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.data(
                "insert a parcel",
                jdbc -> jdbc.sql("insert into parcel (number) values ('9-1-1')").update());
    }

    @Override
    public void downgrade(Operations op) {
        op.data(
                "delete it",
                jdbc -> jdbc.sql("delete from parcel where number = '9-1-1'").update());
    }
}
