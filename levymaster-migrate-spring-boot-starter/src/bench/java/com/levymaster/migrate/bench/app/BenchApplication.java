package com.levymaster.migrate.bench.app;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The least that has a database, and a package of revisions where there are any. */
@SpringBootApplication(scanBasePackages = {"com.levymaster.migrate.bench.app", "corpus"})
public class BenchApplication {

    /** @param arguments whether to tell what is kept, rather than what was allocated; then properties */
    public static void main(String[] arguments) {
        boolean kept = Boolean.parseBoolean(arguments[0]);
        String[] properties = Arrays.copyOfRange(arguments, 1, arguments.length);
        ConfigurableApplicationContext context = SpringApplication.run(BenchApplication.class, properties);
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long cpu = system.getProcessCpuTime();
        long classes = ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount();
        long memory = kept
                ? used()
                : threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        System.out.println("done " + cpu + " " + memory + " " + classes);
        Runtime.getRuntime().halt(context.isRunning() ? 0 : 1);
    }

    /** What any application with a database does before it is ready: it asks it, so the pool is open. */
    @Bean
    ApplicationRunner firstQuestion(JdbcClient database) {
        return arguments -> database.sql("select 1").query(Integer.class).single();
    }

    private static long used() {
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
