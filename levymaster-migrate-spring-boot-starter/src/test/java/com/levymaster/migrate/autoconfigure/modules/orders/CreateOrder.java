package com.levymaster.migrate.autoconfigure.modules.orders;

import static com.levymaster.migrate.Types.bigint;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "o1", message = "create order")
public class CreateOrder implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.createTable("order", t -> t.column("id", bigint()));
    }

    @Override
    public void downgrade(Operations op) {
        op.undo(this::upgrade);
    }
}
