package com.levymaster.migrate.reliability;

import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.MigratorSettings;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.lock.BrokenLock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A process of its own that migrates as often as it is told to: a line in is a database, a line out what became of it. It
 * lives on until it is killed, so that most rounds need no new JVM.
 */
final class MigrationWorkerProcess implements AutoCloseable {

    private static final String ANSWER = "> ";

    private final Process process;
    private final PrintWriter in;
    private final BufferedReader out;

    private MigrationWorkerProcess(Process process) {
        this.process = process;
        this.in = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
        this.out = process.inputReader(StandardCharsets.UTF_8);
    }

    /** @param lock which lock it is to work with */
    static MigrationWorkerProcess start(BrokenLock lock) {
        try {
            return new MigrationWorkerProcess(ChildJvm.of(MigrationWorkerProcess.class, lock.name())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Migrates a database; {@code ok}, what went wrong, or nothing when the process is gone. */
    CompletableFuture<String> migrate(String url, String user, String password) {
        in.println(url + " " + user + " " + password);
        return CompletableFuture.supplyAsync(this::answer);
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(pid())).start().waitFor();
    }

    /** What is told to end may take its time, to roll back what runs. */
    void awaitEnd() throws InterruptedException {
        process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private String answer() {
        try {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith(ANSWER)) {
                    return line.substring(ANSWER.length());
                }
            }
            process.waitFor();
            return "";
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    public static void main(String[] arguments) throws IOException {
        BrokenLock lock = BrokenLock.valueOf(arguments[0]);
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            String[] login = order.split(" ", -1);
            System.out.println(ANSWER + migrate(lock.on(new DriverManagerDataSource(login[0], login[1], login[2]))));
        }
    }

    private static String migrate(DataSource dataSource) {
        try {
            Migrator.builder(dataSource)
                    .scripts(List.of(OverlapDetector.revisions()))
                    .settings(MigratorSettings.DEFAULT)
                    .build()
                    .upgrade();
            return "ok";
        } catch (MigrationException e) {
            return String.valueOf(e.getMessage()).replaceAll("\\R", " ");
        }
    }
}
