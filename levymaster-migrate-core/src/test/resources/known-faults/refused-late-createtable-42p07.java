// refused late: CreateTable 42P07
// EMPTY
// PostgreSQL: relation … already exists
import static com.levymaster.migrate.Types.bool;
import static com.levymaster.migrate.Types.integer;
import static com.levymaster.migrate.Types.numeric;
import static com.levymaster.migrate.Types.text;
import static com.levymaster.migrate.Types.timestampWithTimeZone;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f207")
class Rf207 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.createTable("o'clock", t -> {
            t.column("id", integer()).identityAlways().identityOptions(s -> s.incrementBy(5));
            t.column("a.b", numeric(10, 2));
            t.column("t1", text()).notNull().defaultSql("lower('A')").collation("C").statistics(200);
            t.column("value", timestampWithTimeZone(6)).comment("status of user");
            t.column("n", bool()).notNull();
            t.primaryKey("o'clock").on("id");
            t.partitionBy("LIST (id)");
        });
    }

    @Override
    public void downgrade(Operations op) {}
}
