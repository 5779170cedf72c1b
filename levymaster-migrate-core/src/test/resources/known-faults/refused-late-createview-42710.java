// refused late: CreateView 42710
// EMPTY
// PostgreSQL: type … already exists
import static com.levymaster.migrate.Types.array;
import static com.levymaster.migrate.Types.date;
import static com.levymaster.migrate.Types.nativeType;
import static com.levymaster.migrate.Types.text;
import static com.levymaster.migrate.Types.timestampWithTimeZone;
import static com.levymaster.migrate.Types.varchar;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f208")
class Rf208 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.types().createComposite("user", c -> {
            c.attribute("lower", date());
            c.attribute("Second one", varchar(20));
        });
        op.createTable("order", t -> {
            t.column("nextval", array(text())).comment("plain");
            t.column("status", nativeType("user"));
            t.column("value", timestampWithTimeZone(6)).notNull();
            t.partitionBy("LIST (nextval)");
        });
        op.views().create("n", "select nextval, status, value from \"order\"");
        op.types().createDomain("日本", date(), d -> d.notNull().check("lower", "value is not null"));
        op.views().create("日本", "select * from n");
    }

    @Override
    public void downgrade(Operations op) {}
}
