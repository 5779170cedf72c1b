// undo: CreateDomain
// EMPTY
// 42809 … is not a domain ERROR: "date" is not a domain
import static com.levymaster.migrate.Types.bigint;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f068")
class Rf068 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.types().createDomain("date", bigint(), d -> d.check("lower", "value is not null"));
    }

    @Override
    public void downgrade(Operations op) {}
}
