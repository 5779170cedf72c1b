// refused late: DropComposite 2BP01
// FULL
// PostgreSQL: cannot drop type … because other objects depend on it
import static com.levymaster.migrate.Types.integer;
import static com.levymaster.migrate.Types.text;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f046")
class Rf046 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.types().dropComposite("pair").was(c -> {
            c.attribute("lower", integer());
            c.attribute("Second one", text());
        });
    }

    @Override
    public void downgrade(Operations op) {}
}
