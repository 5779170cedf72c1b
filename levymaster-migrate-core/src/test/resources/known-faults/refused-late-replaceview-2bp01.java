// refused late: ReplaceView 2BP01
// FULL
// PostgreSQL: cannot drop view … because other objects depend on it
import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f307")
class Rf307 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.views().replace("v_user")
                .from("SELECT id,\n    login,\n    status\n   FROM \"user\"")
                .to("select a, b from child where coalesce(a, 1) <> 77")
                .changingColumns();
    }

    @Override
    public void downgrade(Operations op) {}
}
