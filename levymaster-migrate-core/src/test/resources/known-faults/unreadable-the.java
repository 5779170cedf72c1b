// unreadable: the
// FULL
// undo renames the built-in type of the same name: alter type text rename to "Percent %"
import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f400")
class Rf400 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.types().rename("Percent %").to("text");
    }

    @Override
    public void downgrade(Operations op) {}
}
