// refused late: AddEnumValue 42710
// FULL
// PostgreSQL: enum label … already exists
import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f022")
class Rf022 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.types().addEnumValue("status", "B");
    }

    @Override
    public void downgrade(Operations op) {}
}
