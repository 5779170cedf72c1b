package com.levymaster.migrate.reliability;

import com.levymaster.migrate.testing.TestDatabase;
import java.io.File;
import java.io.IOException;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A process of its own that migrates. Exits with 0 when it has brought the database to head. */
final class Child {

    private Child() {}

    /** It halts at a call to the server, before or after it. */
    static Process start(TestDatabase database, int call, boolean afterwards) throws IOException {
        List<String> command = List.of(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Xmx64m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Child.class.getName(),
                database.url(),
                database.user(),
                database.password().isEmpty() ? "-" : database.password(),
                String.valueOf(call),
                String.valueOf(afterwards));
        return new ProcessBuilder(command)
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
