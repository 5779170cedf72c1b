// refused late: ChangeNullability 42601
// EMPTY
// PostgreSQL: column … is an identity column
import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.uuid;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f029")
class Rf029 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.createTable("Mixed Case", t -> {
            t.column("id", bigint()).identityAlways();
            t.column("n", uuid());
            t.with("fillfactor", "80");
        });
        op.alterTable("Mixed Case", t -> {
            t.dropNotNull("id");
        });
    }

    @Override
    public void downgrade(Operations op) {}
}
