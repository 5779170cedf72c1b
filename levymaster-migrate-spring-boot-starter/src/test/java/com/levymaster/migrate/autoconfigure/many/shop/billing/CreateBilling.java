package com.levymaster.migrate.autoconfigure.many.shop.billing;

import static com.levymaster.migrate.Types.bigint;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "b1", message = "create billing")
public class CreateBilling implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.createTable("billing", t -> t.column("id", bigint()));
    }

    @Override
    public void downgrade(Operations op) {
        op.undo(this::upgrade);
    }
}
