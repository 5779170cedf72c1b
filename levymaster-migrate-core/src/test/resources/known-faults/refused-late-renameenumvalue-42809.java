// refused late: RenameEnumValue 42809
// EMPTY
// PostgreSQL: text is not an enum
import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f061")
class Rf061 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.types().renameEnumValue("text", "A").to("B");
    }

    @Override
    public void downgrade(Operations op) {}
}
