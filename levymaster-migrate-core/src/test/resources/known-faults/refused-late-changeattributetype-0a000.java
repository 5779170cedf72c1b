// refused late: ChangeAttributeType 0A000
// FULL
// PostgreSQL: cannot alter type … uses it
import static com.levymaster.migrate.Types.integer;
import static com.levymaster.migrate.Types.text;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f025")
class Rf025 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.types().changeAttributeType("pair", "lower").from(integer()).to(text());
    }

    @Override
    public void downgrade(Operations op) {}
}
