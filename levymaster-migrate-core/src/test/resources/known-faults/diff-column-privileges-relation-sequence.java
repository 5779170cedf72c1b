// diff: -+column -+privileges -+relation -+sequence
// EMPTY
// + column public."order".id: integer not null storage p inherited 1
import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.integer;
import static com.levymaster.migrate.Types.numeric;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f104")
class Rf104 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.createTable("o'clock", t -> {
            t.column("id", integer()).identity().identityOptions(s -> s.startWith(-1).incrementBy(-1));
            t.column("a", bigint());
            t.primaryKey("value").on("id");
            t.with("fillfactor", "80");
        });
        op.renameTable("o'clock").to("back\\slash");
        op.createTable("order", t -> {
            t.column("n", numeric(10, 2)).defaultSql("1 + 1");
            t.inherits("back\\slash");
        });
    }

    @Override
    public void downgrade(Operations op) {}
}
