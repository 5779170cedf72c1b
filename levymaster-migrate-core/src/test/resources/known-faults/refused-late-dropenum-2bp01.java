// refused late: DropEnum 2BP01
// FULL
// PostgreSQL: cannot drop type … because other objects depend on it
import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f050")
class Rf050 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.types().dropEnum("status", "A", "B", "it's");
    }

    @Override
    public void downgrade(Operations op) {}
}
