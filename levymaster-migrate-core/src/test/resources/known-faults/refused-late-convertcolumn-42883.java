// refused late: ConvertColumn 42883
// FULL
// PostgreSQL: operator does not exist: character varying > integer; only the server resolves the operators of a check for the new type
import static com.levymaster.migrate.Types.integer;
import static com.levymaster.migrate.Types.varchar;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f036")
class Rf036 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.alterTable("parent", t -> {
            t.convertColumn("a").from(integer()).to(varchar(20)).using("a::text").reversedUsing("a::integer");
        });
    }

    @Override
    public void downgrade(Operations op) {}
}
