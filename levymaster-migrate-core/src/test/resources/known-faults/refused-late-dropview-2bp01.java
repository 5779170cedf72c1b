// refused late: DropView 2BP01
// FULL
// PostgreSQL: cannot drop view … because other objects depend on it
import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f054")
class Rf054 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.views().drop("v_user").was("SELECT id,\n    login,\n    status\n   FROM \"user\"");
    }

    @Override
    public void downgrade(Operations op) {}
}
