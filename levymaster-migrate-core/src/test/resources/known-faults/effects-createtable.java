// effects: CreateTable
// EMPTY
// +Column -Column - Column[name=nextval, type=Array[element=UserDefined[name=date, modifiers=[]]], nullable=true, defaultValue=null, identity=null, gene…
import static com.levymaster.migrate.Types.array;
import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.enumType;
import static com.levymaster.migrate.Types.nativeType;
import static com.levymaster.migrate.Types.userType;
import static com.levymaster.migrate.Types.uuid;
import static com.levymaster.migrate.Types.varchar;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.schema.ObjectName;

@Revision(id = "f008")
class Rf008 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.types().createEnum("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "A", "it's", "C");
        op.types().createComposite("date", c -> {
            c.attribute("lower", enumType("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"));
            c.attribute("Second one", nativeType("int4range"));
        });
        op.createTable("日本", t -> {
            t.column("id", bigint()).notNull();
            t.column("say \"hi\"", uuid()).notNull();
            t.column("lower", varchar(20));
            t.column("nextval", array(userType(ObjectName.of("date"))));
            t.column("日本", userType(ObjectName.of("date")));
        });
    }

    @Override
    public void downgrade(Operations op) {}
}
