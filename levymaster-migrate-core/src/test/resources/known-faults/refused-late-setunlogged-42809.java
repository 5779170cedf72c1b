// refused late: SetUnlogged 42809
// EMPTY
// PostgreSQL: ALTER action SET UNLOGGED cannot be performed on relation …
import static com.levymaster.migrate.Types.nativeType;
import static com.levymaster.migrate.Types.numeric;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f211")
class Rf211 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.createTable("a", t -> {
            t.column("text", numeric(10, 2)).notNull();
            t.column("äääääääääääääääääääääääääääääääb", nativeType("int4range"));
            t.partitionBy("LIST (text)");
        });
        op.alterTable("a", t -> {
            t.setUnlogged();
        });
    }

    @Override
    public void downgrade(Operations op) {}
}
