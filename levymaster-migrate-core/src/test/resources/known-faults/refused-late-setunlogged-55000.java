// refused late: SetUnlogged 55000
// EMPTY
// PostgreSQL: cannot change table … to unlogged because it is part of a publication; the schema does not hold publications
import static com.levymaster.migrate.Types.integer;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f1038")
class Rf1038 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.createTable("n", t -> t.column("id", integer()));
        op.publications().create("defined 1", "for table n");
        op.alterTable("n", t -> t.setUnlogged());
    }

    @Override
    public void downgrade(Operations op) {}
}
