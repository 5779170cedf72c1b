// refused late: CreateComposite 42710
// EMPTY
// PostgreSQL: type … already exists
import static com.levymaster.migrate.Types.array;
import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.date;
import static com.levymaster.migrate.Types.enumType;
import static com.levymaster.migrate.Types.nativeType;
import static com.levymaster.migrate.Types.text;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f206")
class Rf206 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.types().createEnum("lower", "A", "it's", "C");
        op.createTable("n", t -> {
            t.column("text", enumType("lower")).notNull().defaultValue("C");
            t.column("日本", text()).collation("C");
            t.column("order", nativeType("int4range"));
            t.column("value", bigint()).defaultValue(7);
            t.with("fillfactor", "80");
        });
        op.types().createComposite("n", c -> {
            c.attribute("lower", date());
            c.attribute("Second one", array(enumType("lower")));
        });
    }

    @Override
    public void downgrade(Operations op) {}
}
