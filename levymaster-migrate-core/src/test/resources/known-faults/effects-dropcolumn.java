// effects: DropColumn
// FULL
// +Column -Column - Column[name=region, type=BuiltIn[name=text, modifiers=[]], nullable=false, defaultValue=null, identity=null, generated=null, collati…
import static com.levymaster.migrate.Types.integer;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f010")
class Rf010 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.alterTable("parted", t -> {
            t.dropColumn("n").was(integer());
        });
    }

    @Override
    public void downgrade(Operations op) {}
}
