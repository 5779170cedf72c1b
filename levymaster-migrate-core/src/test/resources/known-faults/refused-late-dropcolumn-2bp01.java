// refused late: DropColumn 2BP01
// EMPTY
// PostgreSQL: cannot drop column … of table … because other objects depend on it
import static com.levymaster.migrate.Types.bool;
import static com.levymaster.migrate.Types.integer;
import static com.levymaster.migrate.Types.numeric;
import static com.levymaster.migrate.Types.uuid;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f044")
class Rf044 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.createTable("c1", t -> {
            t.column("id", integer()).notNull();
            t.column("text", bool());
            t.column("user", uuid());
            t.column("c1", numeric(10, 2)).defaultSql("1 + 1");
            t.primaryKey("naïve").on("id");
        });
        op.views().create("o'clock", "select id, text, \"user\" from c1 where id::text <> 'lower'");
        op.alterTable("c1", t -> {
            t.dropColumn("id").was(integer()).notNull();
        });
    }

    @Override
    public void downgrade(Operations op) {}
}
