// refused late: CreateIndex 42704
// FULL
// PostgreSQL: data type … has no default operator class for …
import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

@Revision(id = "f039")
class Rf039 implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.alterTable("child", t -> {
            t.addIndex("text").on("a").using("gist").comment("plain");
        });
    }

    @Override
    public void downgrade(Operations op) {}
}
