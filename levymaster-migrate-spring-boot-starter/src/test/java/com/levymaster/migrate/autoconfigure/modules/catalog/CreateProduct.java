package com.levymaster.migrate.autoconfigure.modules.catalog;

import static com.levymaster.migrate.Types.bigint;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "c1", module = "catalog", message = "create product")
public class CreateProduct implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.createTable("product", t -> t.column("id", bigint()));
    }

    @Override
    public void downgrade(Operations op) {
        op.undo(this::upgrade);
    }
}
