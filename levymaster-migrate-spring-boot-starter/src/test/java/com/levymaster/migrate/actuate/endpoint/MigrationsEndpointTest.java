package com.levymaster.migrate.actuate.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.testing.TestDatabase;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class MigrationsEndpointTest {

    private static final JsonMapper json =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @AutoClose
    static final TestDatabase database = TestDatabase.create();

    private static final HttpClient http = HttpClient.newHttpClient();

    private static ConfigurableApplicationContext application;

    @BeforeAll
    static void start() {
        Branches.start(connection("levymaster.migrate.startup.target=d4")).close();
        assertThatThrownBy(() -> Branches.start(connection())).hasMessageContaining("e5");
        application = Branches.start(connection("levymaster.migrate.startup.mode=none"));
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @ParameterizedTest
    @CsvSource({
        "'', overview",
        "/current, current",
        "/heads, heads",
        "/pending, pending",
        "/history, history",
        "/history?page=1&size=2, history-page",
        "/history?event=failure, history-failures",
        "/history?revision=b2, history-revision",
        "/graph, graph",
        "/e5, revision",
        "/left, revision-label"
    })
    void each_path_has_one_shape(String path, String golden) throws Exception {
        HttpResponse<String> response = get(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertGolden(golden, response.body());
    }

    @ParameterizedTest
    @CsvSource({
        "/zz, 404",
        "/heads/more, 404",
        "/history?page=-1, 400",
        "/history?size=501, 400",
        "/history?page=x, 400"
    })
    void what_is_not_there_or_makes_no_sense_is_refused(String path, int status) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/history", "/graph", "/e5"})
    void no_sql_and_no_secret_is_told(String path) throws Exception {
        assertThat(get(path).body()).doesNotContain("secret_table", "hush", "update ", "jdbc:", database.url());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8 | text/html;charset=UTF-8",
                "application/json | application/json",
                "*/* | application/vnd.spring-boot.actuator.v3+json"
            })
    void a_browser_gets_a_page_and_a_program_gets_json(String accept, String type) throws Exception {
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(uri("")).header("Accept", accept).build(), HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains(type);
    }

    @Test
    void the_page_needs_nothing_else_and_tells_no_secret() throws Exception {
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(uri("")).header("Accept", "text/html").build(),
                HttpResponse.BodyHandlers.ofString());
        Files.writeString(Path.of("target", "migrations.html"), response.body());

        assertThat(response.body())
                .contains("Migrations of branches", "<svg", "The last run of", "failure at step 1 of 1 [42P01]")
                .doesNotContain("<script", "src=", "url(", "@import", "hush", "secret_table", "jdbc:")
                .doesNotContainPattern("https?://(?!www\\.w3\\.org/2000/svg)");
    }

    @Test
    void nothing_can_be_written() throws Exception {
        HttpRequest post = HttpRequest.newBuilder(uri("/e5"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();

        assertThat(http.send(post, HttpResponse.BodyHandlers.discarding()).statusCode())
                .isEqualTo(405);
    }

    @Test
    void jmx_tells_the_same() throws JMException {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = server.queryNames(
                        new ObjectName("org.springframework.boot:type=Endpoint,name=Migrations,*"), null)
                .iterator()
                .next();

        Object overview = server.invoke(name, "migrations", new Object[0], new String[0]);
        assertThat(overview)
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsOnlyKeys("contexts");
        Object heads = server.invoke(name, "view", new Object[] {"heads", null, null, null, null}, new String[] {
            "java.lang.String", "java.lang.Integer", "java.lang.Integer", "java.lang.String", "java.lang.String"
        });
        assertThat(heads).asString().contains("e5");
    }

    @Test
    void a_database_that_cannot_be_reached_is_told_in_our_own_words() throws Exception {
        try (ConfigurableApplicationContext lost = Branches.start(
                "spring.datasource.url=jdbc:postgresql://localhost:1/secret_name",
                "spring.datasource.username=hidden_user",
                "spring.datasource.hikari.connection-timeout=250",
                "spring.datasource.hikari.initialization-fail-timeout=-1",
                "levymaster.migrate.startup.mode=none",
                "spring.jmx.enabled=false",
                "spring.sql.init.mode=never")) {
            HttpResponse<String> response = get(lost, "");

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).doesNotContain("secret_name", "hidden_user", "localhost");
            JsonNode migrator = json.readTree(response.body())
                    .at("/contexts")
                    .iterator()
                    .next()
                    .at("/migrators/levyMigrator");
            assertThat(migrator.get("state").asString()).isEqualTo("unavailable");
            assertThat(migrator.get("error").asString()).startsWith("The database cannot be reached");
            assertThat(migrator.at("/heads/0/id").asString()).isEqualTo("e5");
        }
    }

    @Test
    void a_database_that_was_there_before_is_named_by_endpoint_page_and_health() throws Exception {
        try (TestDatabase legacy = TestDatabase.create().execute("create table legacy (id integer)");
                ConfigurableApplicationContext adoptable = Branches.start(
                        "spring.datasource.url=" + legacy.url(),
                        "spring.datasource.username=" + legacy.user(),
                        "spring.datasource.password=" + legacy.password(),
                        "levymaster.migrate.startup.mode=none",
                        "management.health.migrations.enabled=true",
                        "management.endpoint.health.show-details=always",
                        "spring.jmx.enabled=false")) {
            HttpRequest health =
                    HttpRequest.newBuilder(uri(adoptable, "").resolve("health")).build();
            assertThat(http.send(health, HttpResponse.BodyHandlers.ofString()).body())
                    .contains("1 table, no revision history: `db adopt`");
            assertThat(get(adoptable, "").body()).contains("1 table, no revision history: `db adopt`");
            HttpRequest page = HttpRequest.newBuilder(uri(adoptable, ""))
                    .header("Accept", "text/html")
                    .build();
            assertThat(http.send(page, HttpResponse.BodyHandlers.ofString()).body())
                    .contains("The database has 1 table, no revision history: `db adopt`");
        }
    }

    @ParameterizedTest
    @CsvSource({"never, false", "when-authorized, false", "always, true"})
    void the_page_has_the_sql_of_pending_revisions_where_a_property_says_so(String show, boolean shown)
            throws Exception {
        try (ConfigurableApplicationContext showing = Branches.start(connection(
                "levymaster.migrate.startup.mode=none",
                "management.endpoint.migrations.show-sql=" + show,
                "spring.jmx.enabled=false"))) {
            HttpRequest page = HttpRequest.newBuilder(uri(showing, ""))
                    .header("Accept", "text/html")
                    .build();
            String body = http.send(page, HttpResponse.BodyHandlers.ofString()).body();

            assertThat(body.contains("<pre>")).isEqualTo(shown);
            assertThat(body).doesNotContain("hush");
        }
    }

    private static String[] connection(String... more) {
        List<String> properties = new java.util.ArrayList<>(List.of(
                "spring.datasource.url=" + database.url(),
                "spring.datasource.username=" + database.user(),
                "spring.datasource.password=" + database.password()));
        properties.addAll(List.of(more));
        return properties.toArray(String[]::new);
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return get(application, path);
    }

    private static HttpResponse<String> get(ConfigurableApplicationContext context, String path)
            throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(uri(context, path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static URI uri(String path) {
        return uri(application, path);
    }

    private static URI uri(ConfigurableApplicationContext context, String path) {
        String port = context.getEnvironment().getRequiredProperty("local.server.port");
        return URI.create("http://localhost:" + port + "/actuator/migrations" + path);
    }

    /** Compares with the published shape; what differs from run to run is made equal first. */
    private static void assertGolden(String name, String body) throws IOException {
        JsonNode tree = json.readTree(body);
        level(tree);
        String actual = json.writeValueAsString(tree) + "\n";
        Path golden = Path.of("src/test/resources/com/levymaster/migrate/actuate/endpoint", name + ".json");
        if ("write".equals(System.getProperty("golden"))) {
            Files.createDirectories(golden.getParent());
            Files.writeString(golden, actual);
        }
        assertThat(actual).isEqualTo(Files.readString(golden));
    }

    private static void level(JsonNode node) {
        if (node instanceof ObjectNode object) {
            Map.of("recordedAt", "2026-11-23T10:00:00Z", "databaseUser", "owner")
                    .forEach((key, value) -> {
                        if (object.has(key)) {
                            object.put(key, value);
                        }
                    });
            if (object.has("durationMillis")) {
                object.put("durationMillis", 7);
            }
        }
        node.forEach(MigrationsEndpointTest::level);
    }
}
