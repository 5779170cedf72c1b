// effects: AlterSequence
// EMPTY
// +Sequence -Sequence - Sequence[name=c1, type=BuiltIn[name=bigint, modifiers=[]], options=SequenceOptions[start=1, increment=-1, minValue=null, maxValu…
import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f201")
class Rf201 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.sequences().create("c1", s -> s.startWith(50).cache(3));
        op.sequences().alter("c1", s -> s.startWith(50).cache(3), s -> s.incrementBy(-1));
    }

    @Override
    public void downgrade(Operations op) {}
}
