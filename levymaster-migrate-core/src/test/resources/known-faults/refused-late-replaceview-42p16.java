// refused late: ReplaceView 42P16
// FULL
// PostgreSQL: cannot change name of view column …; only the server knows the columns that * means
import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f10305")
class Rf10305 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.views().create("o'clock", "select * from mv_order");
        op.views().replace("o'clock").from("select * from mv_order").to("select a, b, c from child");
    }

    @Override
    public void downgrade(Operations op) {}
}
