// refused late: ChangeNullability 42P16
// FULL
// PostgreSQL: column … is marked NOT NULL in parent table
import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f030")
class Rf030 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.alterTable("parted_rest", t -> {
            t.dropNotNull("region");
        });
    }

    @Override
    public void downgrade(Operations op) {}
}
