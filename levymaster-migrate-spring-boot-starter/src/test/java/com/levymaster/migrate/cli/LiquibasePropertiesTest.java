package com.levymaster.migrate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.autoconfigure.DatabaseProperties;
import com.levymaster.migrate.liquibase.LiquibaseOptions;
import com.levymaster.migrate.liquibase.LiquibaseOptions.Accepted;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

class LiquibasePropertiesTest {

    private final MockEnvironment environment = new MockEnvironment();

    @Test
    void the_properties_of_boot_are_read() {
        environment
                .withProperty("spring.liquibase.change-log", "classpath:db/log.xml")
                .withProperty("spring.liquibase.contexts", "prod, eu")
                .withProperty("spring.liquibase.label-filter", "!beta,!alpha")
                .withProperty("spring.liquibase.parameters.owner", "ann")
                .withProperty("spring.liquibase.database-change-log-table", "his")
                .withProperty("spring.liquibase.database-change-log-lock-table", "lck")
                .withProperty("spring.liquibase.liquibase-schema", "tool")
                .withProperty("spring.liquibase.default-schema", "app")
                .withProperty("levymaster.migrate.liquibase.accept", "run-always,missing");

        assertThat(read(null))
                .isEqualTo(new LiquibaseOptions(
                        "tool.his",
                        "lck",
                        "tool",
                        "app",
                        "classpath:db/log.xml",
                        "prod,eu",
                        "!beta,!alpha",
                        Map.of("owner", "ann"),
                        Set.of(Accepted.RUN_ALWAYS, Accepted.MISSING)));
    }

    @Test
    void none_are_needed_and_empty_contexts_are_an_answer() {
        assertThat(read(null)).isEqualTo(LiquibaseOptions.DEFAULT);
        environment
                .withProperty("spring.liquibase.contexts", "")
                .withProperty("spring.liquibase.liquibase-schema", "tool");
        assertThat(read(null).contexts()).isEmpty();
        assertThat(read(null).labels()).isNull();
        assertThat(read(null).table()).isEqualTo("tool.databasechangelog");
    }

    @Test
    void those_of_a_named_database_outrank_what_all_have() {
        environment
                .withProperty("spring.liquibase.database-change-log-table", "his")
                .withProperty("levymaster.migrate.liquibase.table", "all")
                .withProperty("levymaster.migrate.liquibase.accept", "custom")
                .withProperty("levymaster.migrate.databases.billing.liquibase.table", "billing.his");

        assertThat(read(null).table()).isEqualTo("all");
        assertThat(read("billing").table()).isEqualTo("billing.his");
        assertThat(read("orders").table()).isEqualTo("all");
        assertThat(read("orders").accepted()).containsExactly(Accepted.CUSTOM);
    }

    private LiquibaseOptions read(@Nullable String database) {
        return LiquibaseProperties.read(
                environment, DatabaseProperties.of(environment, database).liquibase());
    }
}
