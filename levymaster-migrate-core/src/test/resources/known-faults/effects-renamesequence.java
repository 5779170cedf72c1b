// effects: RenameSequence
// FULL
// +Column -Column fault fault: NormalizationError[object=user, part=default of column Mixed Case, text=nextval('"Seq 1"'::regclass), message=relation "S…
import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f015")
class Rf015 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.sequences().rename("Seq 1").to("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx");
    }

    @Override
    public void downgrade(Operations op) {}
}
