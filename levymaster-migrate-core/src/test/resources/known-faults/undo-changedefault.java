// undo: ChangeDefault
// FULL
// -+column + column public.child.b: text storage x collation "default" not local inherited 1
import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.date;
import static com.levymaster.migrate.Types.enumType;
import static com.levymaster.migrate.Types.integer;
import static com.levymaster.migrate.Types.numeric;
import static com.levymaster.migrate.Types.text;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f064")
class Rf064 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.dropTable("user").cascade().was(t -> {
            t.column("id", bigint()).identity();
            t.column("login", text()).notNull().statistics(200);
            t.column("status", enumType("status")).notNull().defaultValue("A");
            t.column("date", date());
            t.column("n", integer()).defaultValue(3).comment("a number");
            t.column("total", numeric(10, 2));
            t.column("code", text()).collation("C");
            t.column("Mixed Case", integer()).defaultSql("nextval('\"Seq 1\"'::regclass)");
            t.column("double_n", integer()).generatedStored("n * 2");
            t.primaryKey("user_pkey").on("id");
            t.unique("uq_code_n").on("code", "n");
            t.check("ck_dates").that("(date > '2020-01-01'::date) OR (n > 0)").comment("checked");
            t.check("ck_login").that("(lower(login) <> 'root'::text) AND (login <> ''::text)");
            t.check("ck_status").that("(status <> 'B'::status) OR (total IS NULL)");
            t.index("Ix code").on("code").desc().include("n").with("fillfactor", "70");
            t.index("ix_login").onExpression("lower(login)").where("status = 'A'::status").comment("by login");
            t.comment("it's a user");
        });
        op.alterTable("child", t -> {
            t.changeDefault("b").fromNone().to("status");
        });
        op.alterTable("parent", t -> {
            t.changeDefault("b").fromNone().toSql("current_user");
        });
    }

    @Override
    public void downgrade(Operations op) {}
}
