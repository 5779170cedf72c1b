// refused late: DropDomain 42809
// FULL
// PostgreSQL: … is not a domain
import static com.levymaster.migrate.Types.integer;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f049")
class Rf049 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.types().dropDomain("date").was(integer(), d -> d.notNull().check("user", "(VALUE)::text <> 'user'::text"));
    }

    @Override
    public void downgrade(Operations op) {}
}
