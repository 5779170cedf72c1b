// refused late: AddAttribute 42701
// FULL
// PostgreSQL: the attribute already exists
import static com.levymaster.migrate.Types.bool;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f403")
class Rf403 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.types().addAttribute("pair", "lower", bool());
    }

    @Override
    public void downgrade(Operations op) {}
}
