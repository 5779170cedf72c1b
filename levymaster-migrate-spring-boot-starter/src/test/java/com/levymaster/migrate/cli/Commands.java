package com.levymaster.migrate.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplication.AbandonedRunException;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Commands of an application, in this process. */
final class Commands {

    private Commands() {}

    /** Runs the application as its main method does, with the command in front of its arguments. */
    static Transcript run(Supplier<SpringApplicationBuilder> application, String command) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        AtomicInteger code = new AtomicInteger(-1);
        PrintStream before = System.out;
        PrintStream beforeErr = System.err;
        PrintStream stdout = new PrintStream(out, true, StandardCharsets.UTF_8);
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            SpringApplication.withHook(
                    started -> new CommandLineRunListener(
                            started, ("db " + command).split(" "), each -> exit(code, each), stdout),
                    () -> application.get().run());
        } catch (AbandonedRunException e) {
            // the command has ended
        } finally {
            System.setOut(before);
            System.setErr(beforeErr);
        }
        return new Transcript(
                "db " + command,
                code.get(),
                out.toString(StandardCharsets.UTF_8),
                err.toString(StandardCharsets.UTF_8));
    }

    private static void exit(AtomicInteger code, int value) {
        code.set(value);
        throw new AbandonedRunException();
    }
}
