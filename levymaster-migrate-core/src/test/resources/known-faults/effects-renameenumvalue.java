// effects: RenameEnumValue
// FULL
// +Check -Check fault fault: NormalizationError[object=order, part=exclusion ex_during, text=[Element[expression=during, operator=&&]], message=invalid …
import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f014")
class Rf014 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.types().renameEnumValue("status", "A").to("D");
    }

    @Override
    public void downgrade(Operations op) {}
}
