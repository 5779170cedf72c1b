// undo: ReplaceView
// FULL
// options of the view are lost: security_barrier, check option
import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f402")
class Rf402 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.views()
                .replace("V on V")
                .from("select id, login from v_user where login <> 'x'")
                .to("select id from v_user")
                .changingColumns();
    }

    @Override
    public void downgrade(Operations op) {}
}
