// refused late: AddColumn 42809
// FULL
// PostgreSQL: cannot add column …
import static com.levymaster.migrate.Types.uuid;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f020")
class Rf020 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.alterTable("parted_a", t -> {
            t.addColumn("äääääääääääääääääääääääääääääääb", uuid());
        });
    }

    @Override
    public void downgrade(Operations op) {}
}
