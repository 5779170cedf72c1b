// undo: RevokePrivileges
// FULL
// -+privileges + privileges public."V on V": postgres delete by postgres, postgres insert by postgres, postgres maintain by postgres, postgres reference…
import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f076")
class Rf076 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.revoke("insert", "update").onTable("V on V").role("pg_monitor");
    }

    @Override
    public void downgrade(Operations op) {}
}
