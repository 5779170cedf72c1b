// refused late: RemoveEnumValue 0A000
// FULL
// PostgreSQL: cannot alter type of a column …
import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f056")
class Rf056 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.types().removeEnumValue("status", "it's").wasAfter("B");
    }

    @Override
    public void downgrade(Operations op) {}
}
