package com.levymaster.migrate.bench;

import com.levymaster.migrate.bench.Contestant.Name;
import com.levymaster.migrate.testing.TestDatabase;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.postgresql.util.DriverInfo;

/** On what it was measured, and whom. */
record Machine(String hardware, String java, String server, List<String> contestants) {

    static Machine here(Path directory) throws Exception {
        Name flyway = Name.MANAGED_FLYWAY;
        return new Machine(
                readHardware(),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"),
                askServer(),
                List.of(
                        flyway.contestant(directory).toString(),
                        Name.NEWEST_FLYWAY.contestant(directory).toString(),
                        Name.LIQUIBASE.contestant(directory).toString(),
                        "PostgreSQL JDBC Driver " + DriverInfo.DRIVER_VERSION));
    }

    private static String readHardware() throws IOException {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return processor() + ", " + system.getAvailableProcessors() + " processors, "
                + Math.round(system.getTotalMemorySize() / 1e9) + " GB, " + system.getName() + " "
                + system.getVersion();
    }

    private static String processor() throws IOException {
        Path file = Path.of("/proc/cpuinfo");
        if (!Files.exists(file)) {
            return System.getProperty("os.arch");
        }
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(System.getProperty("os.arch"));
    }

    private static String askServer() {
        try (TestDatabase database = TestDatabase.create()) {
            return database.jdbc().sql("select version()").query(String.class).single();
        }
    }
}
