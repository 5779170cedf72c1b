// refused late: RenameColumn 42701
// FULL
// PostgreSQL: column … already exists
import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f058")
class Rf058 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.alterTable("parent", t -> {
            t.renameColumn("b").to("a");
        });
    }

    @Override
    public void downgrade(Operations op) {}
}
