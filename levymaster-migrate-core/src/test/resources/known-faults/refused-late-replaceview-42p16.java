// refused late: ReplaceView 42P16
// FULL
// PostgreSQL: cannot change name of view …
import static com.levymaster.migrate.Types.array;
import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.enumType;
import static com.levymaster.migrate.Types.nativeType;
import static com.levymaster.migrate.Types.timestampWithTimeZone;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f062")
class Rf062 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.createTable("äääääääääääääääääääääääääääääääb", t -> {
            t.column("id", bigint()).identityAlways().identityOptions(s -> s.startWith(100).cache(3));
            t.column("lower", timestampWithTimeZone(6));
            t.column("Mixed Case", nativeType("int4range"));
            t.column("back\\slash", array(enumType("status"))).comment("it's \\ a \"comment\"");
            t.primaryKey("$sql$").on("id");
        });
        op.views().replace("V on V")
                .from("SELECT id,\n    login\n   FROM v_user\n  WHERE (login <> 'x'::text)")
                .to("select id, lower, \"Mixed Case\", \"back\\slash\" from \"äääääääääääääääääääääääääääääääb\" where coalesce(id, 1) <> 77");
    }

    @Override
    public void downgrade(Operations op) {}
}
