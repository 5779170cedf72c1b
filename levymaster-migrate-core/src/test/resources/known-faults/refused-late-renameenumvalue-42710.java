// refused late: RenameEnumValue 42710
// FULL
// PostgreSQL: enum label … already exists
import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f060")
class Rf060 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.types().renameEnumValue("status", "A").to("B");
    }

    @Override
    public void downgrade(Operations op) {}
}
