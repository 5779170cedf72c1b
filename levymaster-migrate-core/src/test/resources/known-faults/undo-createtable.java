// undo: CreateTable
// EMPTY
// a partition of a table that references itself cannot be dropped
import static com.levymaster.migrate.Types.date;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f405")
class Rf405 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.createTable("code", t -> {
            t.column("status", date());
            t.primaryKey("order").on("status");
            t.partitionBy("LIST (status)");
        });
        op.alterTable("code", t -> t.addForeignKey("fk").on("status").references("code", "status"));
        op.createTable("lower", t -> t.partitionOf("code", "DEFAULT"));
    }

    @Override
    public void downgrade(Operations op) {}
}
