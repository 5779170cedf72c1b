// refused late: RemoveEnumValue 2BP01
// EMPTY
// PostgreSQL: cannot drop type … because other objects depend on it
import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.enumType;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f210")
class Rf210 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.types().createEnum("a.b", "A", "it's", "C");
        op.types().createComposite("naïve", c -> {
            c.attribute("lower", enumType("a.b"));
            c.attribute("Second one", bigint());
            c.comment("status of user");
        });
        op.types().removeEnumValue("a.b", "A").wasBefore("it's");
    }

    @Override
    public void downgrade(Operations op) {}
}
