package com.levymaster.migrate.autoconfigure.modules.billing.revisions;

import static com.levymaster.migrate.Types.bigint;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "b1", dependsOn = "o1", message = "create invoice")
public class CreateInvoice implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.createTable("invoice", t -> t.column("id", bigint()));
    }

    @Override
    public void downgrade(Operations op) {
        op.undo(this::upgrade);
    }
}
