// refused late: AddEnumValue 42809
// EMPTY
// PostgreSQL: date is not an enum
import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f023")
class Rf023 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.types().addEnumValueBefore("date", "say \"hi\"", "C");
    }

    @Override
    public void downgrade(Operations op) {}
}
