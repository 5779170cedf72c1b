// refused late: ChangeIdentity 55000
// FULL
// PostgreSQL: column … must be declared NOT NULL before identity can be added
import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.schema.Identity;
import com.levymaster.migrate.schema.SequenceOptions;

@Revision(id = "f028")
class Rf028 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.alterTable("child", t -> {
            t.changeIdentity("c")
                    .fromNone()
                    .to(Identity.alwaysGenerated().withOptions(SequenceOptions.DEFAULT.withStart(-1).withIncrement(-1)));
        });
    }

    @Override
    public void downgrade(Operations op) {}
}
