// refused late: DropSequence 2BP01
// FULL
// PostgreSQL: cannot drop sequence … because other objects depend on it
import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f052")
class Rf052 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.sequences().drop("Seq 1", s -> s.incrementBy(5));
    }

    @Override
    public void downgrade(Operations op) {}
}
