// undo: DropView
// FULL
// -index -relation - index public.ux_mv_order: CREATE UNIQUE INDEX ux_mv_order ON public.mv_order USING btree (user_id)
import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f072")
class Rf072 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.views().dropMaterialized("mv_order")
                .was("SELECT user_id,\n    count(*) AS orders\n   FROM \"order\"\n  GROUP BY user_id");
    }

    @Override
    public void downgrade(Operations op) {}
}
