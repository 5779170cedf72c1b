package com.levymaster.migrate.autoconfigure.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.autoconfigure.LevyMigrateConnectionDetails;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetailsFactories;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetailsFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.core.io.support.SpringFactoriesLoader;

class JdbcLevyMigrateConnectionDetailsFactoryTest {

    @Test
    void whoever_offers_jdbc_offers_it_to_the_migrations_too() {
        Map<Class<?>, ConnectionDetails> details =
                new ConnectionDetailsFactories(null).getConnectionDetails(jdbc(), true);

        assertThat(details.get(LevyMigrateConnectionDetails.class))
                .isInstanceOfSatisfying(LevyMigrateConnectionDetails.class, ours -> {
                    assertThat(ours.getJdbcUrl()).isEqualTo("jdbc:postgresql://compose:5432/app");
                    assertThat(ours.getUsername()).isEqualTo("app");
                    assertThat(ours.getPassword()).isEqualTo("secret");
                    assertThat(ours.getDriverClassName()).isEqualTo("org.postgresql.Driver");
                });
    }

    @Test
    void containers_are_known_to_boot() {
        assertThat(SpringFactoriesLoader.forDefaultResourceLocation().load(ConnectionDetailsFactory.class))
                .hasAtLeastOneElementOfType(ContainerLevyMigrateConnectionDetailsFactory.class);
    }

    private static JdbcConnectionDetails jdbc() {
        return new JdbcConnectionDetails() {

            @Override
            public String getUsername() {
                return "app";
            }

            @Override
            public String getPassword() {
                return "secret";
            }

            @Override
            public String getJdbcUrl() {
                return "jdbc:postgresql://compose:5432/app";
            }
        };
    }
}
