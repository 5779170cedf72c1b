package com.levymaster.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.testing.TestDatabase;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.json.JsonContent;
import org.springframework.web.client.RestClient;

/** Starts the application as a user does, and talks to it over HTTP. */
@ExtendWith(OutputCaptureExtension.class)
class LevyMasterApplicationTest {

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    @Test
    void the_first_start_upgrades_and_the_second_has_nothing_to_do(CapturedOutput output) {
        String afterFirst;
        try (ConfigurableApplicationContext first = start()) {
            assertThat(output).contains("The database is at 7f82d90a13c6 after 8 revisions");
            assertThat(get(first, "/api/tax-districts?year=2025"))
                    .extractingPath("$[*].districtCode")
                    .asArray()
                    .containsExactly("CNTY", "FD01", "KENN", "PORT", "RICH", "SD17");
            JsonContent migrations = get(first, "/actuator/migrations");
            assertThat(migrations).extractingPath("$..state").asArray().containsExactly("current");
            assertThat(migrations).extractingPath("$..current[*].id").asArray().containsExactly("7f82d90a13c6");
            afterFirst = migrations.getJson();
        }
        try (ConfigurableApplicationContext second = start()) {
            assertThat(output).contains("The database is at 7f82d90a13c6: nothing to do");
            assertThat(get(second, "/actuator/migrations")).isStrictlyEqualTo(afterFirst);
        }
    }

    private ConfigurableApplicationContext start() {
        return SpringApplication.run(
                LevyMasterApplication.class,
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.username=" + database.user(),
                "--spring.datasource.password=" + database.password(),
                "--server.port=0",
                "--logging.level.com.levymaster=info");
    }

    private static JsonContent get(ConfigurableApplicationContext application, String path) {
        String port = application.getEnvironment().getRequiredProperty("local.server.port");
        RestClient client = RestClient.create("http://localhost:" + port);
        return new JsonContent(
                Objects.requireNonNull(client.get().uri(path).retrieve().body(String.class)));
    }
}
