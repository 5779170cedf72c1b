// undo: CreateEnum
// EMPTY
// 2BP01 cannot drop type … because it is required by the database system ERROR: cannot drop type date because it is required by the database system
import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f069")
class Rf069 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.types().createEnum("date", "A", "it's", "C");
    }

    @Override
    public void downgrade(Operations op) {}
}
