// refused late: ChangeType 42P16
// FULL
// PostgreSQL: cannot alter inherited column …
import static com.levymaster.migrate.Types.text;
import static com.levymaster.migrate.Types.varchar;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f034")
class Rf034 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.alterTable("parted_rest", t -> {
            t.changeType("region").from(text()).to(varchar(40));
        });
    }

    @Override
    public void downgrade(Operations op) {}
}
