// refused late: CreateView 42P07
// EMPTY
// PostgreSQL: relation … already exists
import static com.levymaster.migrate.Types.integer;
import static com.levymaster.migrate.Types.jsonb;
import static com.levymaster.migrate.Types.varchar;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f209")
class Rf209 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.createTable("back\\slash", t -> {
            t.column("id", integer()).notNull();
            t.column("c1", varchar(20));
            t.column("value", jsonb()).comment("status of user");
            t.primaryKey("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx").on("id");
            t.partitionBy("LIST (id)");
            t.comment("plain");
        });
        op.views().create("back\\slash", "select id, c1, value from \"back\\slash\" where coalesce(id, 1) <> 77");
    }

    @Override
    public void downgrade(Operations op) {}
}
