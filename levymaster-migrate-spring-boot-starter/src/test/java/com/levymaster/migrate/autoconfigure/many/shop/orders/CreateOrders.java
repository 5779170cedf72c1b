package com.levymaster.migrate.autoconfigure.many.shop.orders;

import static com.levymaster.migrate.Types.bigint;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "o1", message = "create orders")
public class CreateOrders implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.createTable("orders", t -> t.column("id", bigint()));
    }

    @Override
    public void downgrade(Operations op) {
        op.undo(this::upgrade);
    }
}
