// refused late: ChangeType 42804
// FULL
// PostgreSQL: foreign key constraint cannot be implemented; only the server knows which types have an equality operator together
import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.numeric;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f49")
class Rf49 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.views().dropMaterialized("mv_order")
                .was("SELECT user_id,\n    count(*) AS orders\n   FROM \"order\"\n  GROUP BY user_id");
        op.alterTable("order", t -> {
            t.changeType("user_id").from(bigint()).to(numeric(10, 2));
        });
    }

    @Override
    public void downgrade(Operations op) {}
}
