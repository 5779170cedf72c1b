// effects: CreateTable
// EMPTY
// a column that is inherited from an identity column is not null
import static com.levymaster.migrate.Types.bool;
import static com.levymaster.migrate.Types.integer;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f601")
class Rf601 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.createTable("n", t -> t.column("id", integer()).identity());
        op.createTable("order", t -> {
            t.column("c1", bool()).notNull();
            t.inherits("n");
        });
    }

    @Override
    public void downgrade(Operations op) {}
}
