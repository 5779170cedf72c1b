package com.levymaster.migrate.bench.app;

import com.sun.management.OperatingSystemMXBean;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.springframework.boot.SpringApplication;

/** Runs an application, or a command of it, and prints what the process has cost when it ends. */
public final class MeasuredMain {

    private MeasuredMain() {}

    /** @param arguments the class of the application, then its arguments */
    public static void main(String[] arguments) throws ClassNotFoundException {
        Runtime.getRuntime().addShutdownHook(new Thread(MeasuredMain::print));
        SpringApplication.run(
                Class.forName(arguments[0]), Arrays.copyOfRange(arguments, 1, arguments.length));
        System.exit(0);
    }

    private static void print() {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long classes = ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount();
        try (PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out))) {
            out.println("done " + system.getProcessCpuTime() + " 0 " + classes);
        }
    }
}
