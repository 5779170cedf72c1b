// refused late: AddConstraint 42P16
// FULL
// PostgreSQL: multiple primary keys for …
import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f304")
class Rf304 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.alterTable("parted_rest", t -> {
            t.addPrimaryKey("a.b").on("n").wasNullable("n");
        });
    }

    @Override
    public void downgrade(Operations op) {}
}
