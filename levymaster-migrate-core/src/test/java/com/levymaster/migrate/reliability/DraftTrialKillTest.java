package com.levymaster.migrate.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.Types;
import com.levymaster.migrate.autogenerate.Autogenerate;
import com.levymaster.migrate.autogenerate.AutogenerateHook;
import com.levymaster.migrate.autogenerate.AutogenerateOptions;
import com.levymaster.migrate.autogenerate.Comparison;
import com.levymaster.migrate.autogenerate.DesiredModel;
import com.levymaster.migrate.inspect.DatabaseInspector;
import com.levymaster.migrate.inspect.InspectionScope;
import com.levymaster.migrate.operation.DataOperation.ExecuteSql;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.testing.CatalogSnapshot;
import com.levymaster.migrate.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that drafts a revision is killed while it tries it: database and disk are as before. */
class DraftTrialKillTest {

    @TempDir
    private Path sources;

    @Test
    void a_process_that_is_killed_in_a_trial_leaves_the_database_and_the_disk_as_they_were()
            throws IOException, InterruptedException {
        try (TestDatabase database = TestDatabase.create()) {
            database.execute("create table t (id int primary key)", "insert into t values (1)");
            CatalogSnapshot before = CatalogSnapshot.of(database);
            Process process = ChildJvm.of(
                            DraftTrialKillTest.class,
                            database.url(),
                            database.user(),
                            database.password().isEmpty() ? "-" : database.password(),
                            sources.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String trials = "from pg_stat_activity where wait_event = 'PgSleep' and datname = current_database()";
            while (count(database, trials) == 0) {
                assertThat(process.isAlive()).isTrue();
            }

            process.destroyForcibly().waitFor();
            database.execute("select pg_terminate_backend(pid) " + trials);

            assertThat(CatalogSnapshot.of(database)).isEqualTo(before);
            assertThat(count(database, "from t")).isOne();
            assertThat(sources).isEmptyDirectory();
        }
    }

    private static long count(TestDatabase database, String from) {
        return database.jdbc().sql("select count(*) " + from).query(Long.class).single();
    }

    private static final class Slow implements AutogenerateHook {

        @Override
        public List<Operation> revise(List<Operation> operations) {
            List<Operation> slow = new ArrayList<>(operations);
            slow.add(new ExecuteSql("delete from t", "select 1"));
            slow.add(new ExecuteSql("select pg_sleep(15)", "select 1"));
            return slow;
        }
    }

    /** Drafts a column, and a step that takes long. */
    public static void main(String[] arguments) throws SQLException {
        try (Connection connection =
                DriverManager.getConnection(arguments[0], arguments[1], arguments[2].equals("-") ? "" : arguments[2])) {
            DatabaseSchema actual = DatabaseInspector.read(connection, InspectionScope.all());
            ObjectName name = ObjectName.of("t");
            Table table = actual.tables().get(name);
            List<Column> columns = new ArrayList<>(table.columns());
            columns.add(Column.of("n", Types.integer()));
            DesiredModel model = DesiredModel.of(actual.withTables(Map.of(name, table.withColumns(columns))));
            Autogenerate autogenerate = new Autogenerate(AutogenerateOptions.DEFAULT.withHooks(List.of(new Slow())));
            Comparison drafted = autogenerate.compare(model, connection);
            Comparison tried = autogenerate.attempt(drafted, model, connection, made -> made);
            RevisionHeader header = RevisionHeader.of("aa0000000001").withMessage("change it");
            autogenerate.draft(tried, header, "").ifPresent(draft -> draft.writeTo(Path.of(arguments[3])));
        }
    }
}
