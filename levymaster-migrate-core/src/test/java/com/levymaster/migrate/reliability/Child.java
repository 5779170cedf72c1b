package com.levymaster.migrate.reliability;

import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.Settings;
import com.levymaster.migrate.testing.TestDatabase;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A process of its own that migrates. Exits with 0 when it has brought the database to head. */
final class Child {

    private Child() {}

    /** @param arguments {@code halt}, the number of a call, and whether after it; or {@code guarded} */
    static Process start(TestDatabase database, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
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
                database.password().isEmpty() ? "-" : database.password()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    public static void main(String[] arguments) {
        DataSource dataSource =
                new DriverManagerDataSource(arguments[0], arguments[1], arguments[2].equals("-") ? "" : arguments[2]);
        if (arguments[3].equals("halt")) {
            DataSource halting = HaltingDataSource.never(dataSource)
                    .at(Integer.parseInt(arguments[4]), Boolean.parseBoolean(arguments[5]), true);
            Revisions.migrator(halting, CrashPointTest.revisions()).upgrade();
        } else {
            Migrator.builder(dataSource)
                    .scripts(List.of(Overlap.revisions()))
                    .settings(Settings.DEFAULT)
                    .build()
                    .upgrade();
        }
    }
}
