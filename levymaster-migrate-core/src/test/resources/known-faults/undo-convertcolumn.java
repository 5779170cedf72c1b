// undo: ConvertColumn
// EMPTY
// -+not-null + not-null public.lower."lower_Mixed Case_not_null": NOT NULL "Mixed Case"
import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.text;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f066")
class Rf066 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.types().createEnum("date", "A", "it's", "C");
        op.createTable("lower", t -> {
            t.column("id", bigint()).notNull();
            t.column("say \"hi\"", text()).defaultSql("current_user");
        });
        op.alterTable("lower", t -> {
            t.renameColumn("id").to("Mixed Case");
            t.convertColumn("Mixed Case")
                    .from(bigint())
                    .to(text())
                    .using("\"Mixed Case\"::text")
                    .reversedUsing("\"Mixed Case\"::bigint");
        });
    }

    @Override
    public void downgrade(Operations op) {}
}
