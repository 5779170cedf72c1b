// undo: DropSequence
// FULL
// the position of the sequence is lost; the plan does not name it
import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f401")
class Rf401 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.sequences().drop("down_seq", s -> s.startWith(-1).incrementBy(-1));
    }

    @Override
    public void downgrade(Operations op) {}
}
