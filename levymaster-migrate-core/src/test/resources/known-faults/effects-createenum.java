// effects: CreateEnum
// EMPTY
// +EnumType -EnumType - EnumType[name=date, labels=[A, it's, C], comment=status of user]}, domains={}, composites={}, views={}, extensions={}, grants=[]…
import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f007")
class Rf007 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.types().createEnum("date", "A", "it's", "C");
    }

    @Override
    public void downgrade(Operations op) {}
}
