// refused late: ConvertColumn 42809
// FULL
// PostgreSQL: cannot add column …
import static com.levymaster.migrate.Types.text;
import static com.levymaster.migrate.Types.varchar;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f035")
class Rf035 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.alterTable("parted_a", t -> {
            t.convertColumn("n").from(text()).to(varchar(40)).using("n::text").reversedUsing("n::text");
        });
    }

    @Override
    public void downgrade(Operations op) {}
}
