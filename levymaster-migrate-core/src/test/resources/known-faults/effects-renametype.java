// effects: RenameType
// FULL
// +Check +Index -Check -Index fault fault: NormalizationError[object=user, part=check ck_status, text=(code <> 'B'::code) OR (total IS NULL), message=op…
import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f017")
class Rf017 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.types().rename("status").to("code");
    }

    @Override
    public void downgrade(Operations op) {}
}
