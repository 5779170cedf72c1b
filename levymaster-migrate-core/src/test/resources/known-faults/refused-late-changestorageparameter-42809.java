// refused late: ChangeStorageParameter 42809
// EMPTY
// PostgreSQL: cannot specify storage parameters for …
import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.bool;
import static com.levymaster.migrate.Types.userType;
import static com.levymaster.migrate.Types.uuid;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.schema.ObjectName;

@Revision(id = "f032")
class Rf032 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.types().createComposite("say \"hi\"", c -> {
            c.attribute("lower", bigint());
            c.attribute("Second one", uuid());
        });
        op.createTable("$sql$", t -> {
            t.column("user", bool());
            t.column("order", userType(ObjectName.of("say \"hi\""))).comment("status of user");
            t.partitionBy("LIST (\"user\")");
        });
        op.alterTable("$sql$", t -> {
            t.changeStorageParameter("fillfactor").fromNone().to("60");
        });
    }

    @Override
    public void downgrade(Operations op) {}
}
