// refused late: AlterDomain 0A000
// EMPTY
// PostgreSQL: cannot alter type … uses it
import static com.levymaster.migrate.Types.array;
import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.domain;
import static com.levymaster.migrate.Types.text;
import static com.levymaster.migrate.Types.uuid;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f024")
class Rf024 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.types().createDomain("status", array(text()), d -> d.check("lower", "value is not null"));
        op.createTable("order", t -> {
            t.column("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", uuid()).notNull();
            t.column("Mixed Case", bigint()).statistics(200);
            t.column("o'clock", array(text())).notNull();
            t.primaryKey("date").on("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx");
        });
        op.types().createDomain("a", array(domain("status")), d -> d.check("lower", "value is not null"));
        op.alterTable("order", t -> {
            t.addColumn("user", domain("a")).comment("plain");
        });
        op.types().alterDomain("status", array(text()))
                .from(d -> d.check("lower", "VALUE IS NOT NULL"))
                .to(d -> d.notNull().check("user", "value::text <> 'user'"));
    }

    @Override
    public void downgrade(Operations op) {}
}
