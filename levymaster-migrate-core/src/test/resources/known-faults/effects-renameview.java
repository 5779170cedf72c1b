// effects: RenameView
// FULL
// +View -View - View[name=V on V, query=SELECT id, login FROM v_user WHERE (login <> 'x'::text), materialized=false, comment=null], mv_order=
import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f018")
class Rf018 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.views().rename("v_user").to("nextval");
    }

    @Override
    public void downgrade(Operations op) {}
}
