// refused late: ConvertColumn 42P16
// FULL
// PostgreSQL: cannot drop inherited column …
import static com.levymaster.migrate.Types.text;
import static com.levymaster.migrate.Types.varchar;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f305")
class Rf305 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.alterTable("child", t -> {
            t.convertColumn("b").from(text()).to(varchar(40)).using("b::text").reversedUsing("b::text");
        });
    }

    @Override
    public void downgrade(Operations op) {}
}
