// refused late: ConvertColumn 42804
// FULL
// PostgreSQL: types varchar and integer cannot be matched; only the server resolves the types in an expression of an index or check for the new type
import static com.levymaster.migrate.Types.integer;
import static com.levymaster.migrate.Types.varchar;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f107")
class Rf107 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.alterTable("scratch", t -> {
            t.addIndex("text").on("a").desc().where("coalesce(a, 1) <> 77");
            t.convertColumn("a").from(integer()).to(varchar(20)).using("a::text").reversedUsing("a::integer");
        });
    }

    @Override
    public void downgrade(Operations op) {}
}
