// effects: DropTable
// FULL
// +Check -Check -Column -Table - Check[name=ck_parent, expression=a > 0, validated=true, noInherit=false, comment=null]}, indexes={}, options=Options[un…
import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f011")
class Rf011 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.dropTable("parted");
    }

    @Override
    public void downgrade(Operations op) {}
}
