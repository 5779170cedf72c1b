// refused late: CreateTable 42710
// FULL
// PostgreSQL: type … already exists
import static com.levymaster.migrate.Types.array;
import static com.levymaster.migrate.Types.domain;
import static com.levymaster.migrate.Types.text;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f041")
class Rf041 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.createTable("status", t -> {
            t.column("a.b", array(text()));
            t.column("o'clock", domain("Percent %")).notNull();
            t.partitionBy("LIST (\"a.b\")");
        });
    }

    @Override
    public void downgrade(Operations op) {}
}
