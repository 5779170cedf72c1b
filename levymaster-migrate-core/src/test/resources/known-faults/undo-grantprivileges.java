// undo: GrantPrivileges
// FULL
// -column-privileges -+privileges + privileges public."user": postgres delete by postgres, postgres insert by postgres, postgres maintain by postgres, p…
import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f073")
class Rf073 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.grant("select").onTable("user").role("pg_monitor");
    }

    @Override
    public void downgrade(Operations op) {}
}
