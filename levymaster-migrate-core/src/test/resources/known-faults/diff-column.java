// diff: -+column
// EMPTY
// - column "Other one".date."Mixed Case": integer storage p not local inherited 1
import static com.levymaster.migrate.Types.integer;
import static com.levymaster.migrate.Types.text;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f103")
class Rf103 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.createTable("a", t -> {
            t.column("Mixed Case", integer());
        });
        op.renameTable("a").to("back\\slash");
        op.createSchema("Other one");
        op.inSchema("Other one").createTable("date", t -> {
            t.column("o'clock", text());
            t.inherits("back\\slash");
        });
    }

    @Override
    public void downgrade(Operations op) {}
}
