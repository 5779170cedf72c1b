// refused late: ValidateConstraint 42809
// FULL
// PostgreSQL: cannot validate constraint …
import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f063")
class Rf063 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.alterTable("filled", t -> {
            t.validateConstraint("filled_pkey");
        });
    }

    @Override
    public void downgrade(Operations op) {}
}
