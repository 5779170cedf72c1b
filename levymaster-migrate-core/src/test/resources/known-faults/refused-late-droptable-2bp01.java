// refused late: DropTable 2BP01
// FULL
// PostgreSQL: cannot drop table … because other objects depend on it
import static com.levymaster.migrate.Types.integer;
import static com.levymaster.migrate.Types.text;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f053")
class Rf053 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.dropTable("parent").was(t -> {
            t.column("a", integer()).notNull();
            t.column("b", text());
            t.check("ck_parent").that("a > 0");
        });
    }

    @Override
    public void downgrade(Operations op) {}
}
