// refused late: DropDomain 2BP01
// FULL
// PostgreSQL: cannot drop type … because other objects depend on it
import static com.levymaster.migrate.Types.integer;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f048")
class Rf048 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.types().dropDomain("Percent %")
                .was(integer(), d -> d.defaultValue(5).check("percent_range", "(VALUE >= 0) AND (VALUE <= 100)"));
    }

    @Override
    public void downgrade(Operations op) {}
}
