// undo: CreateComposite
// EMPTY
// 2BP01 cannot drop type … because it is required by the database system ERROR: cannot drop type text because it is required by the database system
import static com.levymaster.migrate.Types.array;
import static com.levymaster.migrate.Types.text;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f067")
class Rf067 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.types().createComposite("text", c -> {
            c.attribute("lower", text());
            c.attribute("Second one", array(text()));
            c.comment("plain");
        });
    }

    @Override
    public void downgrade(Operations op) {}
}
