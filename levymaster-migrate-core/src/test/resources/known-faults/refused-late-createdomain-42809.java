// refused late: CreateDomain 42809
// EMPTY
// PostgreSQL: … is not a domain
import static com.levymaster.migrate.Types.bool;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f037")
class Rf037 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.types().createDomain("text", bool(), d -> d.check("lower", "value is not null").comment("it's \\ a \"comment\""));
    }

    @Override
    public void downgrade(Operations op) {}
}
