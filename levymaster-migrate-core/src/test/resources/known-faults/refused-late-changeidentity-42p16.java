// refused late: ChangeIdentity 42P16
// FULL
// PostgreSQL: cannot add identity to a column of a partition
import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.schema.Identity;

@Revision(id = "f027")
class Rf027 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.alterTable("parted_rest", t -> {
            t.changeIdentity("n").fromNone().to(Identity.byDefault());
        });
    }

    @Override
    public void downgrade(Operations op) {}
}
