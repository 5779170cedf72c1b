// refused late: CreateTable 42809
// FULL
// PostgreSQL: cannot inherit from partition
import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f042")
class Rf042 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.createTable("lower", t -> t.inherits("parted_a"));
    }

    @Override
    public void downgrade(Operations op) {}
}
