// refused late: DropConstraint 2BP01
// FULL
// PostgreSQL: cannot drop constraint … because other objects depend on it
import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f047")
class Rf047 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.alterTable("user", t -> {
            t.dropPrimaryKey("user_pkey").was(p -> p.on("id"));
        });
    }

    @Override
    public void downgrade(Operations op) {}
}
