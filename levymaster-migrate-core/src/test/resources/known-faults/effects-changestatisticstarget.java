// effects: ChangeStatisticsTarget
// FULL
// -Column - Column[name=region, type=BuiltIn[name=text, modifiers=[]], nullable=false, defaultValue=null, identity=null, generated=null, collation=null,…
import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f302")
class Rf302 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.alterTable("parted", t -> {
            t.changeStatistics("region").fromNone().to(300);
        });
    }

    @Override
    public void downgrade(Operations op) {}
}
