// diff refused: 42704
// EMPTY
// type … does not exist Position: 35
import static com.levymaster.migrate.Types.integer;
import static com.levymaster.migrate.Types.nativeType;
import static com.levymaster.migrate.Types.uuid;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f100")
class Rf100 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.createSchema("Other one");
        op.types().createComposite("order", c -> {
            c.attribute("lower", uuid());
            c.attribute("Second one", integer());
        });
        op.inSchema("Other one").types().createDomain("text", nativeType("order"), d -> d.notNull().check("lower", "value is not null"));
    }

    @Override
    public void downgrade(Operations op) {}
}
