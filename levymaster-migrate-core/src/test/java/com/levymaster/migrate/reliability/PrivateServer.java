package com.levymaster.migrate.reliability;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A server that one test has for itself, and may stop, crash, copy and fill up. */
public final class PrivateServer implements AutoCloseable {

    private final Path data;
    private final Map<String, String> settings;
    private EmbeddedPostgres server;

    private PrivateServer(Path data, Map<String, String> settings, EmbeddedPostgres server) {
        this.data = data;
        this.settings = settings;
        this.server = server;
    }

    /** @param data an empty directory */
    public static PrivateServer start(Path data, Map<String, String> settings) throws IOException {
        return new PrivateServer(data, settings, server(data, settings, 0));
    }

    private static EmbeddedPostgres server(Path data, Map<String, String> settings, int port) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setServerConfig("shared_buffers", "16MB")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("lc_messages", "C")
                .setLocaleConfig("locale", "C");
        settings.forEach(builder::setServerConfig);
        return (port == 0 ? builder : builder.setPort(port)).start();
    }

    Path data() {
        return data;
    }

    String url() {
        return "jdbc:postgresql://localhost:" + server.getPort() + "/postgres?user=postgres";
    }

    public DataSource dataSource() {
        return server.getPostgresDatabase();
    }

    JdbcClient jdbc() {
        return JdbcClient.create(dataSource());
    }

    /** As an administrator does who waits for nobody, yet lets the server write what it has. */
    void stop() {
        close();
    }

    /** As a power failure does. */
    public void crash() throws IOException, InterruptedException {
        Path pid = data.resolve("postmaster.pid");
        String postmaster = Files.readAllLines(pid).get(0).strip();
        new ProcessBuilder("kill", "-QUIT", postmaster).start().waitFor();
        while (Files.exists(pid)) {
            Thread.onSpinWait();
        }
    }

    /** On the same port. */
    public void startAgain() throws IOException {
        int port = server.getPort();
        close();
        server = server(data, settings, port);
    }

    /** A hot standby that follows this server. */
    PrivateServer standby(Path directory) throws IOException {
        stop();
        copy(data, directory);
        startAgain();
        Files.createFile(directory.resolve("standby.signal"));
        Files.writeString(
                directory.resolve("postgresql.auto.conf"),
                "primary_conninfo = 'host=localhost port=" + server.getPort() + " user=postgres'\n",
                StandardOpenOption.APPEND);
        return new PrivateServer(directory, settings, server(directory, settings, 0));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            List<Path> files = all.toList();
            for (Path file : files) {
                Path target = to.resolve(from.relativize(file).toString());
                if (!Files.exists(target)) {
                    Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
