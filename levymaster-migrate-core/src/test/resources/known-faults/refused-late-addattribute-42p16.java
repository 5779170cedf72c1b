// refused late: AddAttribute 42P16
// FULL
// PostgreSQL: composite type … cannot be made a member of itself
import static com.levymaster.migrate.Types.nativeType;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f303")
class Rf303 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.types().addAttribute("pair", "x y", nativeType("pair"));
    }

    @Override
    public void downgrade(Operations op) {}
}
