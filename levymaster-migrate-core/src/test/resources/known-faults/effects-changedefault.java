// effects: ChangeDefault
// FULL
// +Column -Column - Column[name=b, type=BuiltIn[name=text, modifiers=[]], nullable=true, defaultValue=null, identity=null, generated=null, collation=nul…
import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f002")
class Rf002 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.alterTable("parent", t -> {
            t.changeDefault("b").fromNone().toSql("current_user");
        });
    }

    @Override
    public void downgrade(Operations op) {}
}
