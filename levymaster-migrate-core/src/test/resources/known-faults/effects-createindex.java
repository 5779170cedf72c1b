// effects: CreateIndex
// EMPTY
// +Index -Index fault fault: NormalizationError[object=text, part=index t1, text=[Key[column=null, expression=coalesce("order", "order"), descending=fal…
import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.enumType;
import static com.levymaster.migrate.Types.nativeType;
import static com.levymaster.migrate.Types.text;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f203")
class Rf203 implements Migration {

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
        op.renameTable("n").to("text");
        op.alterTable("text", t -> {
            t.addIndex("t1").onExpression("coalesce(\"order\", \"order\")").unique().where("\"日本\"::text <> 'status'");
        });
    }

    @Override
    public void downgrade(Operations op) {}
}
