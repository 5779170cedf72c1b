// refused late: RemoveEnumValue 42710
// EMPTY
// PostgreSQL: type … already exists
import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f057")
class Rf057 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.types().createEnum("date", "A", "it's", "C");
        op.types().removeEnumValue("date", "it's").wasAfter("A");
    }

    @Override
    public void downgrade(Operations op) {}
}
