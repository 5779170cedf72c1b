// undo: RenameType
// FULL
// -+column -+constraint -+type -+type-privileges + column public."order".pct: date storage p
import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f075")
class Rf075 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.types().rename("Percent %").to("date");
    }

    @Override
    public void downgrade(Operations op) {}
}
