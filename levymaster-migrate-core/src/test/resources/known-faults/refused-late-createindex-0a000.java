// refused late: CreateIndex 0A000
// EMPTY
// PostgreSQL: unique constraint on partitioned table …
import static com.levymaster.migrate.Types.integer;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f038")
class Rf038 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.createTable("o'clock", t -> {
            t.column("id", integer()).notNull();
            t.column("nextval", integer()).defaultValue(7);
            t.partitionBy("LIST (id)");
        });
        op.alterTable("o'clock", t -> {
            t.addIndex("a").onExpression("nextval * 2").unique();
        });
    }

    @Override
    public void downgrade(Operations op) {}
}
