// refused late: RenameColumn 42P16
// FULL
// PostgreSQL: cannot rename inherited column …
import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f059")
class Rf059 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.alterTable("parted_a", t -> {
            t.renameColumn("id").to("status");
        });
    }

    @Override
    public void downgrade(Operations op) {}
}
