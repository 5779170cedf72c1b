// refused late: ConvertColumn 2BP01
// EMPTY
// PostgreSQL: cannot drop column … of table … because other objects depend on it
import static com.levymaster.migrate.Types.array;
import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.enumType;
import static com.levymaster.migrate.Types.integer;
import static com.levymaster.migrate.Types.text;
import static com.levymaster.migrate.Types.varchar;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f205")
class Rf205 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.types().createEnum("t1", "A", "it's", "C");
        op.createTable("naïve", t -> {
            t.column("id", integer()).identity().identityOptions(s -> s.startWith(100).cache(3));
            t.column("Mixed Case", array(text()));
            t.column("status", bigint());
            t.column("lower", varchar(20));
            t.column("value", enumType("t1"));
            t.primaryKey("say \"hi\"").on("id");
            t.with("fillfactor", "80");
        });
        op.views().create("value", "select id from \"naïve\"");
        op.renameTable("naïve").to("a");
        op.alterTable("a", t -> {
            t.convertColumn("id").from(integer()).to(text()).using("id::text").reversedUsing("id::integer");
        });
    }

    @Override
    public void downgrade(Operations op) {}
}
