// refused late: CreateIndex 42704
// EMPTY
// PostgreSQL: no default operator class; only the server knows the type of an expression
import static com.levymaster.migrate.Types.numeric;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f600")
class Rf600 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.createTable("value", t -> t.column("n", numeric(10, 2)));
        op.alterTable("value", t -> t.addIndex("lower").onExpression("coalesce(n, n)").using("gin"));
    }

    @Override
    public void downgrade(Operations op) {}
}
