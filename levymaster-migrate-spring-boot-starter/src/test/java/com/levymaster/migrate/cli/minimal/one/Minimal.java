package com.levymaster.migrate.cli.minimal.one;

import com.example.courier.CourierAutoConfiguration;
import com.levymaster.migrate.autoconfigure.LevyMigrateConnectionDetails;
import com.levymaster.migrate.autoconfigure.LevyMigrateCustomizer;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.revision.RevisionHeader;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Applications with one revision. */
public final class Minimal {

    private Minimal() {}

    /** Has nothing of its own. */
    @EnableAutoConfiguration
    public static class Plain {}

    /** Has an auto-configuration of somebody else. */
    @EnableAutoConfiguration
    @ImportAutoConfiguration(CourierAutoConfiguration.class)
    public static class WithLibrary {}

    /** Names auto-configurations of Boot itself. */
    @EnableAutoConfiguration
    @ImportAutoConfiguration({JdbcTemplateAutoConfiguration.class, DataSourceAutoConfiguration.class})
    public static class Importing {}

    /** Has connection details, as those of Docker Compose are. */
    @EnableAutoConfiguration
    public static class Connected {

        @Bean
        LevyMigrateConnectionDetails details() {
            return new LevyMigrateConnectionDetails() {
                @Override
                public String getJdbcUrl() {
                    return "jdbc:postgresql://localhost:1/none";
                }

                @Override
                public @Nullable String getUsername() {
                    return null;
                }

                @Override
                public @Nullable String getPassword() {
                    return null;
                }
            };
        }
    }

    /** Has a data source that cannot be created. */
    @EnableAutoConfiguration
    public static class SealedDataSource {

        @Bean
        DataSource sealed() {
            throw new IllegalStateException("the vault is sealed");
        }
    }

    /** Adds a revision if there is a bean that an auto-configuration of Boot defines. */
    @EnableAutoConfiguration
    public static class Customized {

        @Bean
        LevyMigrateCustomizer customizer(ListableBeanFactory beans) {
            return builder -> {
                if (beans.getBeanNamesForType(JdbcTemplate.class, true, false).length > 0) {
                    RevisionHeader header = RevisionHeader.of("m2", "m1");
                    builder.scripts(List.of(new RevisionDefinition(header, true, Rm1_CreatePermit::new)));
                }
            };
        }

        @Bean
        DataSource dataSource() {
            return new DriverManagerDataSource("jdbc:postgresql://localhost:1/none");
        }
    }
}
