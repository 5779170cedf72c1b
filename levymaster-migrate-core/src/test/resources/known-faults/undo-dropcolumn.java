// undo: DropColumn
// FULL
// -index -relation - index public.ix_parted_n: CREATE INDEX ix_parted_n ON ONLY public.parted USING btree (n)
import static com.levymaster.migrate.Types.integer;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f070")
class Rf070 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.alterTable("parted", t -> {
            t.dropColumn("n").was(integer());
        });
    }

    @Override
    public void downgrade(Operations op) {}
}
