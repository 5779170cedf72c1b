// diff refused: 42P01
// EMPTY
// relation … does not exist
import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.bool;
import static com.levymaster.migrate.Types.integer;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f102")
class Rf102 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.createTable("user", t -> {
            t.column("id", bigint()).notNull();
            t.column("t1", integer()).defaultSql("1 + 1");
            t.primaryKey("say \"hi\"").on("id");
        });
        op.createTable("c1", t -> {
            t.column("lower", bool()).defaultValue(true);
            t.inherits("user");
        });
    }

    @Override
    public void downgrade(Operations op) {}
}
