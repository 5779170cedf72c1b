// undo: ChangeType
// FULL
// -+column + column public."user".code: character varying(20) storage x collation "C"
import static com.levymaster.migrate.Types.text;
import static com.levymaster.migrate.Types.varchar;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f065")
class Rf065 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.alterTable("user", t -> {
            t.changeType("code").from(varchar(20), "C").to(text(), "C");
        });
    }

    @Override
    public void downgrade(Operations op) {}
}
