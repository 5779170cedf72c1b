// refused late: CreateTable 42P17
// FULL
// PostgreSQL: there is another default partition
import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f043")
class Rf043 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.createTable("lower", t -> t.partitionOf("parted", "DEFAULT"));
    }

    @Override
    public void downgrade(Operations op) {}
}
