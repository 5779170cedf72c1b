// refused late: CreateTable 42809
// FULL
// PostgreSQL: cannot inherit from partition …
import static com.levymaster.migrate.Types.bigint;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f042")
class Rf042 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.inSchema("Other one").createTable("o'clock", t -> {
            t.column("order", bigint()).defaultSql("1 + 1").statistics(200);
            t.inherits("parted_a");
        });
    }

    @Override
    public void downgrade(Operations op) {}
}
