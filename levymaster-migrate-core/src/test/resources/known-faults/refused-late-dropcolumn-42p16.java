// refused late: DropColumn 42P16
// FULL
// PostgreSQL: cannot drop column …
import static com.levymaster.migrate.Types.text;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f045")
class Rf045 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.alterTable("parted", t -> {
            t.dropColumn("region").was(text()).notNull();
        });
    }

    @Override
    public void downgrade(Operations op) {}
}
