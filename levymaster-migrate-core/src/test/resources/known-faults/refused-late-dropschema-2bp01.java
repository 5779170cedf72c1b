// refused late: DropSchema 2BP01
// FULL
// PostgreSQL: cannot drop schema … because other objects depend on it
import static com.levymaster.migrate.Types.integer;
import static com.levymaster.migrate.Types.nativeType;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f051")
class Rf051 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.inSchema("Other one").createTable("value", t -> {
            t.column("lower", nativeType("pair"));
            t.column("o'clock", integer()).defaultSql("1 + 1");
            t.column("a.b", nativeType("int4range"));
        });
        op.dropSchema("Other one").wasEmpty();
    }

    @Override
    public void downgrade(Operations op) {}
}
