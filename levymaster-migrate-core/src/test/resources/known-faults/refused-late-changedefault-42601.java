// refused late: ChangeDefault 42601
// EMPTY
// PostgreSQL: column … is an identity column
import static com.levymaster.migrate.Types.array;
import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.bool;
import static com.levymaster.migrate.Types.enumType;
import static com.levymaster.migrate.Types.numeric;
import static com.levymaster.migrate.Types.text;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f026")
class Rf026 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.types().createEnum("code", "A", "it's", "C");
        op.createTable("value", t -> {
            t.column("id", bigint()).identity();
            t.column("$sql$", enumType("code")).defaultValue("C");
            t.column("naïve", array(text())).notNull();
            t.column("date", bool()).notNull();
            t.column("a", numeric(10, 2)).defaultSql("1 + 1");
            t.primaryKey("t1").on("id");
        });
        op.alterTable("value", t -> {
            t.changeDefault("id").fromNone().toSql("1 + 1");
        });
    }

    @Override
    public void downgrade(Operations op) {}
}
