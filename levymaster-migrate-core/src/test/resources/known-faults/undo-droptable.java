// undo: DropTable
// FULL
// -+column -+not-null -rule + column public.child.a: integer not null storage p inherited 1
import static com.levymaster.migrate.Types.integer;
import static com.levymaster.migrate.Types.text;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f071")
class Rf071 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.dropTable("child").was(t -> {
            t.column("a", integer()).notNull();
            t.column("b", text());
            t.column("c", integer());
            t.inherits("parent");
        });
    }

    @Override
    public void downgrade(Operations op) {}
}
