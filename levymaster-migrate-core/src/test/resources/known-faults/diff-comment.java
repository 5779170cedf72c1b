// diff: -comment
// EMPTY
// 
import static com.levymaster.migrate.Types.date;
import static com.levymaster.migrate.Types.enumType;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f105")
class Rf105 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.types().createEnum("order", "A", "it's", "C");
        op.types().createComposite("äääääääääääääääääääääääääääääääb", c -> {
            c.attribute("lower", enumType("order"));
            c.attribute("Second one", date()).comment("plain");
            c.comment("it's \\ a \"comment\"");
        });
    }

    @Override
    public void downgrade(Operations op) {}
}
