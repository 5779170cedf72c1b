// diff: -+column
// EMPTY
// columns that a child inherits are created as its own
import static com.levymaster.migrate.Types.integer;
import static com.levymaster.migrate.Types.text;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f104")
class Rf104 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.createTable("a", t -> t.column("Mixed Case", integer()));
        op.createTable("b", t -> {
            t.column("o'clock", text());
            t.inherits("a");
        });
    }

    @Override
    public void downgrade(Operations op) {}
}
