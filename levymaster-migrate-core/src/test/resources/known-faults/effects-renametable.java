// effects: RenameTable
// FULL
// +View -View - View[name=v_user, query=SELECT id, login, status FROM "user", materialized=false, comment=view]}, extensions={}, grants=[
import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f016")
class Rf016 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.renameTable("user").to("code");
    }

    @Override
    public void downgrade(Operations op) {}
}
