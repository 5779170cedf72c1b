package com.levymaster.migrate.reliability;

import com.levymaster.migrate.testing.TestDatabase;
import java.io.IOException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A process of its own that migrates. Exits with 0 when it has brought the database to head. */
final class MigrationProcess {

    private MigrationProcess() {}

    /** It halts at a call to the server, before or after it. */
    static Process start(TestDatabase database, int call, boolean afterwards) throws IOException {
        return ChildJvm.of(
                        MigrationProcess.class,
                        database.url(),
                        database.user(),
                        database.password().isEmpty() ? "-" : database.password(),
                        String.valueOf(call),
                        String.valueOf(afterwards))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    public static void main(String[] arguments) {
        DataSource dataSource =
                new DriverManagerDataSource(arguments[0], arguments[1], arguments[2].equals("-") ? "" : arguments[2]);
        DataSource halting = HaltingDataSource.never(dataSource)
                .at(Integer.parseInt(arguments[3]), Boolean.parseBoolean(arguments[4]), true);
        Revisions.migrator(halting, CrashPointTest.revisions()).upgrade();
    }
}
