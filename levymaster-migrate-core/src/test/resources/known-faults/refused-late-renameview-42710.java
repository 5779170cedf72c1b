// refused late: RenameView 42710
// FULL
// PostgreSQL: type … already exists
import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f306")
class Rf306 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.views().rename("v_user").to("status");
    }

    @Override
    public void downgrade(Operations op) {}
}
