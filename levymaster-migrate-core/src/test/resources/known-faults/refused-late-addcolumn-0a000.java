// refused late: AddColumn 0A000
// FULL
// PostgreSQL: virtual generated column … cannot have a domain type
import static com.levymaster.migrate.Types.domain;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f019")
class Rf019 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.alterTable("order", t -> {
            t.addColumn("日本", domain("Percent %")).generatedVirtual("coalesce(pct, pct)");
        });
    }

    @Override
    public void downgrade(Operations op) {}
}
