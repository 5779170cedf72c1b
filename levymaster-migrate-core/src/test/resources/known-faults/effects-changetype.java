// effects: ChangeType
// FULL
// +Column -Column - Column[name=code, type=BuiltIn[name=text, modifiers=[]], nullable=true, defaultValue=null, identity=null, generated=null, collation=…
import static com.levymaster.migrate.Types.text;
import static com.levymaster.migrate.Types.varchar;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f004")
class Rf004 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.alterTable("user", t -> {
            t.changeType("code").from(varchar(20), "C").to(text(), "C");
        });
    }

    @Override
    public void downgrade(Operations op) {}
}
