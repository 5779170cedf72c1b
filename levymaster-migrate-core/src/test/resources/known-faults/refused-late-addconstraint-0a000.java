// refused late: AddConstraint 0A000
// FULL
// PostgreSQL: unique constraint on partitioned table …
import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f021")
class Rf021 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.alterTable("parted", t -> {
            t.addUnique("t1").on("id", "n").initiallyDeferred();
        });
    }

    @Override
    public void downgrade(Operations op) {}
}
