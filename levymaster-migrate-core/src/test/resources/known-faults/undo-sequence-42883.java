// undo: sequence 42883
// FULL
// PostgreSQL: operator does not exist: status = status_old; a table with a column of the type is moved and back in the same plan
import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f108")
class Rf108 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.types().addEnumValue("status", "status");
        op.moveTable("user").toSchema("Other one");
    }

    @Override
    public void downgrade(Operations op) {}
}
