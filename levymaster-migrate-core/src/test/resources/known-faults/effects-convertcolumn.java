// effects: ConvertColumn
// FULL
// +Column -Column - Column[name=n, type=BuiltIn[name=integer, modifiers=[]], nullable=true, defaultValue=null, identity=null, generated=null, collation=…
import static com.levymaster.migrate.Types.integer;
import static com.levymaster.migrate.Types.text;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f005")
class Rf005 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.alterTable("parted", t -> {
            t.convertColumn("n").from(integer()).to(text()).using("n::text").reversedUsing("n::integer");
        });
    }

    @Override
    public void downgrade(Operations op) {}
}
