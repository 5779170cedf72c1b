// effects: CreateComposite
// EMPTY
// +Attribute -Attribute - Attribute[name=Second one, type=Array[element=BuiltIn[name=text, modifiers=[]]], collation=null, comment=null]], comment=plain…
import static com.levymaster.migrate.Types.array;
import static com.levymaster.migrate.Types.text;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f006")
class Rf006 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.types().createComposite("text", c -> {
            c.attribute("lower", text());
            c.attribute("Second one", array(text()));
            c.comment("plain");
        });
    }

    @Override
    public void downgrade(Operations op) {}
}
