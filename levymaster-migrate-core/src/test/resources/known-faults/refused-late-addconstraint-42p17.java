// refused late: AddConstraint 42P17
// EMPTY
// PostgreSQL: functions in index predicate must be marked IMMUTABLE; only the server knows whether a function or cast is immutable
import static com.levymaster.migrate.Types.nativeType;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f404")
class Rf404 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.createTable("a", t -> t.column("b", nativeType("int4range")));
        op.alterTable("a", t -> t.addExclusion("x").with("b", "&&").where("b::text <> 'user'"));
    }

    @Override
    public void downgrade(Operations op) {}
}
