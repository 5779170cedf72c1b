// refused late: MoveTable 42P07
// EMPTY
// PostgreSQL: relation …
import static com.levymaster.migrate.Types.array;
import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.text;
import static com.levymaster.migrate.Types.uuid;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f055")
class Rf055 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.createTable("order", t -> {
            t.column("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", uuid()).notNull();
            t.column("Mixed Case", bigint()).statistics(200);
            t.column("o'clock", array(text())).notNull();
            t.primaryKey("date").on("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx");
        });
        op.createSchema("Other one");
        op.alterTable("order", t -> {
            t.addIndex("$sql$").on("o'clock").desc();
        });
        op.renameTable("order").to("back\\slash");
        op.inSchema("Other one").views().create("$sql$", "select xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx from \"back\\slash\" where xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx is not null or true");
        op.moveTable("back\\slash").toSchema("Other one");
    }

    @Override
    public void downgrade(Operations op) {}
}
