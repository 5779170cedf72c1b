package com.levymaster.migrate.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * The PostgreSQL of this test JVM: the one that {@code LEVYMASTER_TEST_JDBC_URL}, {@code …_USER} and {@code
 * …_PASSWORD} name, else a container of {@code LEVYMASTER_TEST_POSTGRES_IMAGE} where Docker answers, else embedded
 * binaries on a free port.
 *
 * @param url of a database in which databases can be created
 */
record TestServer(String url, String user, String password) {

    /** Nothing here outlives the JVM, so nothing needs to reach the disk. */
    private static final Map<String, String> SETTINGS = Map.of(
            "fsync", "off",
            "synchronous_commit", "off",
            "full_page_writes", "off",
            "autovacuum", "off",
            "max_connections", "200",
            "lc_messages", "C",
            "timezone", "UTC");

    private static final class Started {
        static final TestServer SERVER = start();
    }

    /** Started by whoever asks first, stopped when the JVM ends. */
    static TestServer get() {
        return Started.SERVER;
    }

    /** The same server, another database. */
    String url(String database) {
        return url.replaceFirst("/[^/?]*(\\?|$)", "/" + database + "$1");
    }

    private static TestServer start() {
        return given().orElseGet(() -> Docker.answers() ? Docker.start() : embedded());
    }

    private static Optional<TestServer> given() {
        return setting("LEVYMASTER_TEST_JDBC_URL")
                .map(url -> new TestServer(
                        url,
                        setting("LEVYMASTER_TEST_JDBC_USER").orElse("postgres"),
                        setting("LEVYMASTER_TEST_JDBC_PASSWORD").orElse("")));
    }

    private static Optional<String> setting(String name) {
        return Optional.ofNullable(System.getProperty(name, System.getenv(name)))
                .filter(value -> !value.isBlank());
    }

    /** Of the version that the build is for; the {@code oldest-postgresql} profile names another. */
    static String image() {
        return setting("LEVYMASTER_TEST_POSTGRES_IMAGE").orElse("postgres:18-alpine");
    }

    private static TestServer embedded() {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder().setLocaleConfig("locale", "C");
        SETTINGS.forEach(builder::setServerConfig);
        try {
            int port = builder.start().getPort();
            return new TestServer("jdbc:postgresql://localhost:" + port + "/postgres", "postgres", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Apart, so that Testcontainers is neither loaded nor heard of where there is no Docker. */
    private static final class Docker {

        static boolean answers() {
            return System.getenv("DOCKER_HOST") != null
                    || sockets().anyMatch(path -> new File(path).exists())
                            && DockerClientFactory.instance().isDockerAvailable();
        }

        private static Stream<String> sockets() {
            String home = System.getProperty("user.home");
            return Stream.of(
                    "/var/run/docker.sock",
                    home + "/.docker/run/docker.sock",
                    home + "/.docker/desktop/docker.sock",
                    home + "/.colima/default/docker.sock",
                    System.getenv().getOrDefault("XDG_RUNTIME_DIR", "/run/user") + "/docker.sock",
                    "\\\\.\\pipe\\docker_engine");
        }

        @SuppressWarnings("resource") // stopped by Testcontainers when the JVM ends
        static TestServer start() {
            String[] command = Stream.concat(
                            Stream.of("postgres"),
                            SETTINGS.entrySet().stream().flatMap(s -> Stream.of("-c", s.getKey() + "=" + s.getValue())))
                    .toArray(String[]::new);
            PostgreSQLContainer container = new PostgreSQLContainer(image()).withCommand(command);
            container.start();
            return new TestServer(container.getJdbcUrl(), container.getUsername(), container.getPassword());
        }
    }
}
