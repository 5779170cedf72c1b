// diff refused: 42804
// EMPTY
// column … is of type … is of type … Hint: You will need to rewrite or cast the expression.
import static com.levymaster.migrate.Types.array;
import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.integer;
import static com.levymaster.migrate.Types.text;
import static com.levymaster.migrate.Types.userType;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.schema.ObjectName;

@Revision(id = "f101")
class Rf101 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.types().createComposite("c1", c -> {
            c.attribute("lower", text());
            c.attribute("Second one", array(text())).comment("status of user");
        });
        op.createTable("naïve", t -> {
            t.column("id", bigint()).notNull();
            t.column("user", userType(ObjectName.of("date"))).defaultSql("current_date");
            t.column("date", integer()).notNull().defaultSql("1 + 1").comment("it's \\ a \"comment\"");
            t.unlogged();
        });
        op.types().rename("date").to("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx");
        op.types().rename("c1").to("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx");
    }

    @Override
    public void downgrade(Operations op) {}
}
