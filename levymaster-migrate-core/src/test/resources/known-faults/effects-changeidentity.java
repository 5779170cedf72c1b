// effects: ChangeIdentity
// FULL
// other another order: [DatabaseSchema[defaultName=public, schemas=[Other one, public], tables={child=, Table[name=child, columns=[, Column[name=a, type…
import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.schema.Identity;

@Revision(id = "f300")
class Rf300 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.alterTable("parted", t -> {
            t.changeIdentity("id").fromNone().to(Identity.byDefault());
        });
    }

    @Override
    public void downgrade(Operations op) {}
}
