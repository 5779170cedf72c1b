// effects: ChangeNullability
// FULL
// +Column -Column - Column[name=n, type=BuiltIn[name=integer, modifiers=[]], nullable=true, defaultValue=null, identity=null, generated=null, collation=…
import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f301")
class Rf301 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.alterTable("parted", t -> {
            t.setNotNull("n");
        });
    }

    @Override
    public void downgrade(Operations op) {}
}
