// refused late: ChangeType 0A000
// EMPTY
// PostgreSQL: cannot alter type of a column …
import static com.levymaster.migrate.Types.date;
import static com.levymaster.migrate.Types.integer;
import static com.levymaster.migrate.Types.numeric;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f033")
class Rf033 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.createTable("c1", t -> {
            t.column("id", integer()).notNull();
            t.column("a.b", date()).notNull().comment("status of user");
            t.primaryKey("a").on("id");
        });
        op.views().create("date", "select id, \"a.b\" from c1 where id::text <> 'lower'");
        op.alterTable("c1", t -> {
            t.changeType("id").from(integer()).to(numeric(10, 2));
        });
    }

    @Override
    public void downgrade(Operations op) {}
}
