// render: CreateTable
// EMPTY
// a partition is written without its parent
import static com.levymaster.migrate.Types.integer;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f106")
class Rf106 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.createTable("a", t -> {
            t.column("id", integer());
            t.partitionBy("LIST (id)");
        });
        op.createTable("b", t -> t.partitionOf("a", "DEFAULT"));
    }

    @Override
    public void downgrade(Operations op) {}
}
