// refused late: CreateIndex 42P17
// FULL
// PostgreSQL: functions in index … must be marked IMMUTABLE; only the server knows whether a function or cast is immutable
import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f040")
class Rf040 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.alterTable("order", t -> {
            t.addIndex("äääääääääääääääääääääääääääääääb").on("user_id").using("hash").where("p::text <> 'user'");
        });
    }

    @Override
    public void downgrade(Operations op) {}
}
