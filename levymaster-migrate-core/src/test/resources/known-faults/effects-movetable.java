// effects: MoveTable
// FULL
// +Column +View -Column -View fault fault: NormalizationError[object=Other one.order, part=default of column id, text=nextval('order_id_seq'::regclass),…
import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f012")
class Rf012 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.moveTable("order").toSchema("Other one");
    }

    @Override
    public void downgrade(Operations op) {}
}
