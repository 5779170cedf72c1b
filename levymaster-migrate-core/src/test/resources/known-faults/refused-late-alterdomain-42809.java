// refused late: AlterDomain 42809
// EMPTY
// PostgreSQL: date is not a domain
import static com.levymaster.migrate.Types.bool;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f204")
class Rf204 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.types().alterDomain("date", bool())
                .from(d -> d.check("lower", "VALUE IS NOT NULL"))
                .to(d -> d.notNull().check("user", "value::text <> 'user'"));
    }

    @Override
    public void downgrade(Operations op) {}
}
