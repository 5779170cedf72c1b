// effects: ChangeComment
// EMPTY
// +EnumType -EnumType - EnumType[name=date, labels=[A, it's, C], comment=lower(status) is it's]}, domains={}, composites={}, views={}, extensions={}, gr…
import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f202")
class Rf202 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.types().createEnum("date", "A", "it's", "C");
        op.types().changeEnumComment("date").fromNone().to("lower(status) is it's");
    }

    @Override
    public void downgrade(Operations op) {}
}
