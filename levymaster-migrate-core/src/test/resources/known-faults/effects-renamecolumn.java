// effects: RenameColumn
// FULL
// -Column - Column[name=a, type=BuiltIn[name=integer, modifiers=[]], nullable=false, defaultValue=null, identity=null, generated=null, collation=null, c…
import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f013")
class Rf013 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.alterTable("parent", t -> {
            t.renameColumn("a").to("naïve");
        });
    }

    @Override
    public void downgrade(Operations op) {}
}
