// render: CreateTable
// EMPTY
// import static com.levymaster.migrate.Types.enumType;
import static com.levymaster.migrate.Types.enumType;
import static com.levymaster.migrate.Types.integer;
import static com.levymaster.migrate.Types.jsonb;
import static com.levymaster.migrate.Types.nativeType;
import static com.levymaster.migrate.Types.numeric;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f106")
class Rf106 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.types().createEnum("back\\slash", "A", "it's", "C");
        op.createTable("order", t -> {
            t.column("id", integer()).notNull();
            t.column("Mixed Case", numeric(10, 2)).notNull().statistics(200);
            t.column("t1", nativeType("int4range")).statistics(200);
            t.column("date", jsonb()).notNull();
            t.column("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", enumType("back\\slash"));
            t.partitionBy("LIST (id)");
        });
        op.renameTable("order").to("a");
        op.createSchema("Other one");
        op.moveTable("a").toSchema("Other one");
        op.createTable("a.b", t -> {
        });
        op.inSchema("Other one").moveTable("a").toDefaultSchema();
    }

    @Override
    public void downgrade(Operations op) {}
}
