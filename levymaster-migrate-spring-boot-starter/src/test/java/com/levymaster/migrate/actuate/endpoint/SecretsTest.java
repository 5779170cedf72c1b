package com.levymaster.migrate.actuate.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.testing.TestDatabase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/** A revision does its worst to get what is secret into a message: none of it is told to whoever may see the endpoint. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SecretsTest {

    private static final String[] SECRETS = {"hush", "HUSH1", "secret_table", "raise exception", "jdbc:", "do $$"};

    @AutoClose
    static final TestDatabase database = TestDatabase.create();

    private static final HttpClient http = HttpClient.newHttpClient();

    private static ConfigurableApplicationContext application;

    @BeforeAll
    static void start() {
        assertThatThrownBy(() -> run("levymaster.migrate.startup.target=5e01")).hasMessageContaining("hush");
        assertThatThrownBy(() -> run("levymaster.migrate.startup.target=5e02")).hasMessageContaining("[P0001]");
        application = run("levymaster.migrate.startup.mode=none");
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @ParameterizedTest
    @CsvSource({
        "migrations, application/json",
        "migrations, text/html",
        "migrations/history, application/json",
        "migrations/history?event=failure, application/json",
        "migrations/graph, application/json",
        "migrations/5e01, application/json",
        "migrations/5e02, application/json",
        "migrations/current, application/json",
        "migrations/pending, application/json",
        "migrations/'; drop table x, application/json",
        "migrations/history?event='hush', application/json",
        "health, application/json",
        "info, application/json",
        "startup, application/json"
    })
    void nothing_of_a_failure_is_told_but_its_step_and_code(String path, String type) throws Exception {
        assertThat(get(path, type)).isNotEmpty().doesNotContain(SECRETS).doesNotContain(database.url());
    }

    @Order(Integer.MAX_VALUE)
    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter table levymaster_history rename to hush; create view levymaster_history as select 1/0 as hush",
                "alter table levymaster_version rename to hush2; create table levymaster_version (hush text)"
            })
    void tables_that_are_not_ours_are_told_in_our_own_words(String damage) throws Exception {
        database.execute(damage);
        for (String path :
                List.of("migrations", "migrations/history", "migrations/graph", "migrations/5e01", "health")) {
            assertThat(get(path, "application/json")).doesNotContain(SECRETS);
        }
        assertThat(get("migrations", "text/html")).doesNotContain(SECRETS);
    }

    private static String get(String path, String type) throws Exception {
        String port = application.getEnvironment().getRequiredProperty("local.server.port");
        String encoded = path.replace(" ", "%20").replace("'", "%27");
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/actuator/" + encoded))
                .header("Accept", type)
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        return response.statusCode() + response.body();
    }

    private static ConfigurableApplicationContext run(String more) {
        List<String> properties = new ArrayList<>(List.of(
                "server.port=0",
                "spring.main.banner-mode=off",
                "spring.jmx.enabled=false",
                "spring.autoconfigure.exclude=" + HibernateJpaAutoConfiguration.class.getName() + ","
                        + DataJpaRepositoriesAutoConfiguration.class.getName(),
                "management.endpoints.web.exposure.include=*",
                "management.endpoint.health.show-details=always",
                "management.health.migrations.enabled=true",
                "management.info.migrations.enabled=true",
                "spring.datasource.url=" + database.url(),
                "spring.datasource.username=" + database.user(),
                "spring.datasource.password=" + database.password()));
        properties.add(more);
        SpringApplicationBuilder builder =
                new SpringApplicationBuilder(Application.class).properties(properties.toArray(String[]::new));
        builder.application()
                .setApplicationStartup(
                        new org.springframework.boot.context.metrics.buffering.BufferingApplicationStartup(1000));
        return builder.run();
    }

    @EnableAutoConfiguration
    @Import({InJava.class, InSql.class})
    static class Application {}

    @Revision(id = "5e01", message = "fails in Java")
    static class InJava implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.data("ask another system", jdbc -> {
                throw new IllegalStateException(
                        "jdbc:postgresql://db/tax?password=hush: update secret_table set token = 'hush'   [HUSH1]");
            });
        }

        @Override
        public void downgrade(Operations op) {}
    }

    @Revision(id = "5e02", message = "fails on the server")
    static class InSql implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.execute("do $$ begin raise exception 'step 1 of 1 jdbc:postgresql://db/tax?password=hush [HUSH1]'"
                    + " using detail = 'secret_table', hint = 'hush'; end $$");
        }

        @Override
        public void downgrade(Operations op) {}
    }
}
