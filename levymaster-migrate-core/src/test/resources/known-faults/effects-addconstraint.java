// effects: AddConstraint
// EMPTY
// +Check -Check fault fault: NormalizationError[object=text, part=check a.b, text=c1::text <> 'user', message=cannot cast type t1 to text]
import static com.levymaster.migrate.Types.bool;
import static com.levymaster.migrate.Types.domain;
import static com.levymaster.migrate.Types.enumType;
import static com.levymaster.migrate.Types.text;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f200")
class Rf200 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.types().createEnum("t1", "A", "it's", "C");
        op.types().createDomain("back\\slash", text(), d -> d.notNull().check("lower", "value is not null"));
        op.createTable("text", t -> {
            t.column("c1", enumType("t1")).comment("plain");
            t.column("nextval", bool()).comment("plain");
            t.column("o'clock", domain("back\\slash")).notNull();
        });
        op.alterTable("text", t -> {
            t.addCheck("a.b").that("c1::text <> 'user'").noInherit();
        });
    }

    @Override
    public void downgrade(Operations op) {}
}
