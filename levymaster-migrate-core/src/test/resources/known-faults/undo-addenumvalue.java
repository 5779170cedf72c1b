// undo: AddEnumValue
// FULL
// 0A000 cannot alter type of a column … ERROR: cannot alter type of a column used in a trigger definition
import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f308")
class Rf308 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.types().addEnumValue("status", "status");
    }

    @Override
    public void downgrade(Operations op) {}
}
