// effects: AddColumn
// FULL
// +Column -Column - Column[name=n, type=BuiltIn[name=integer, modifiers=[]], nullable=true, defaultValue=null, identity=null, generated=null, collation=…
import static com.levymaster.migrate.Types.numeric;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f001")
class Rf001 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.alterTable("parted", t -> {
            t.addColumn("user", numeric(10, 2));
        });
    }

    @Override
    public void downgrade(Operations op) {}
}
