// undo: sequence 2BP01
// FULL
// PostgreSQL: cannot drop view because other objects depend on it; not looked into yet
import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.enumType;
import static com.levymaster.migrate.Types.integer;
import static com.levymaster.migrate.Types.nativeType;
import static com.levymaster.migrate.schema.ForeignKey.Action.CASCADE;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f95")
class Rf95 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.types().rename("Percent %").to("lower");
        op.dropTable("order").cascade().was(t -> {
            t.column("id", integer()).notNull().defaultSql("nextval('order_id_seq'::regclass)");
            t.column("user_id", bigint());
            t.column("s", enumType("status"));
            t.column("p", nativeType("pair"));
            t.column("pct", nativeType("lower"));
            t.column("during", nativeType("int4range"));
            t.primaryKey("order_pkey").on("id");
            t.check("ck_pct").that("(pct)::integer > 1").notValid();
            t.exclusion("ex_during").with("during", "&&").where("s = 'A'::status");
            t.foreignKey("fk_user").on("user_id").references("user", "id").onDelete(CASCADE).initiallyDeferred();
        });
        op.createTable("text", t -> {
            t.column("user", nativeType("lower"));
            t.inherits("user");
        });
        op.types().rename("lower").to("order");
        op.views().rename("v_user").to("日本");
        op.views().replace("日本")
                .from("SELECT id,\n    login,\n    status\n   FROM \"user\"")
                .to("select id, login, status, date, n, total, code from text")
                .changingColumns();
        op.views().rename("日本").to("lower");
    }

    @Override
    public void downgrade(Operations op) {}
}
