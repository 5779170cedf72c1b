// refused late: ChangeStorage 0A000
// EMPTY
// PostgreSQL: column … can only have storage PLAIN
import static com.levymaster.migrate.Types.integer;
import static com.levymaster.migrate.Types.uuid;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f031")
class Rf031 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.createTable("$sql$", t -> {
            t.column("o'clock", integer());
            t.column("status", uuid());
            t.primaryKey("code").on("o'clock");
        });
        op.alterTable("$sql$", t -> {
            t.changeStorage("o'clock").fromNone().to("external");
        });
    }

    @Override
    public void downgrade(Operations op) {}
}
