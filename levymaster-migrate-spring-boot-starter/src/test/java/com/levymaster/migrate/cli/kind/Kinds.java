package com.levymaster.migrate.cli.kind;

import com.levymaster.migrate.autoconfigure.LevyMigrateAutoConfiguration;
import com.levymaster.migrate.autoconfigure.LevyMigrateDataSource;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.AbstractDriverBasedDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The application, configured in all the ways that make a difference to a command. */
public final class Kinds {

    private Kinds() {}

    /** Scans the package of its revisions. */
    @SpringBootApplication(scanBasePackages = "com.levymaster.migrate.cli.kind.revisions")
    public static class Scanning {}

    /** Its beans read a table as soon as they are created, and as soon as the context is refreshed. */
    @EnableAutoConfiguration
    public static class ReadingTables {

        @Bean
        SmartInitializingSingleton afterSingletons(JdbcTemplate jdbc) {
            jdbc.queryForList("select number from parcel");
            return () -> {};
        }

        @Bean
        ApplicationListener<ContextRefreshedEvent> onRefresh(JdbcTemplate jdbc) {
            return event -> jdbc.queryForList("select number from parcel");
        }
    }

    /** Its data source asks for the password, which may have been rotated, each time it connects. */
    @EnableAutoConfiguration
    public static class OwnDataSource {

        @Bean
        DataSource dataSource(Environment environment) {
            AbstractDriverBasedDataSource rotated = new DriverManagerDataSource() {
                @Override
                public String getPassword() {
                    return environment.getRequiredProperty("rotated.password");
                }
            };
            rotated.setUrl(environment.getRequiredProperty("rotated.url"));
            rotated.setUsername(environment.getRequiredProperty("rotated.username"));
            return rotated;
        }
    }

    /** Has three data sources: one of the entities, one of another database, and one of the owner of the tables. */
    @EnableAutoConfiguration
    public static class SeveralDataSources {

        @Bean
        @Primary
        DataSource entities(Environment environment) {
            return configured(environment);
        }

        @Bean
        DataSource reporting() {
            return new DriverManagerDataSource("jdbc:postgresql://localhost:1/none");
        }

        @Bean(defaultCandidate = false)
        @LevyMigrateDataSource
        DataSource owner(Environment environment) {
            return configured(environment);
        }

        private static DataSource configured(Environment environment) {
            return new DriverManagerDataSource(
                    environment.getRequiredProperty("spring.datasource.url"),
                    environment.getRequiredProperty("spring.datasource.username"),
                    environment.getRequiredProperty("spring.datasource.password"));
        }
    }

    /** Cannot start, because one of its beans cannot be created. */
    @SpringBootApplication(scanBasePackages = "com.levymaster.migrate.cli.kind.revisions")
    public static class Broken {

        @Bean
        Runnable letterOpener() {
            throw new IllegalStateException("the drawer is locked");
        }
    }

    /** Brings the revisions in an auto-configuration of its own, for an application that has none. */
    @AutoConfiguration(after = LevyMigrateAutoConfiguration.class)
    @AutoConfigurationPackage(basePackages = "com.levymaster.migrate.cli.kind.revisions")
    public static class Library {}

    /** Decrypts the password before the configuration is bound. */
    public static class Decryption implements EnvironmentPostProcessor {

        @Override
        public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
            String encrypted = environment.getRequiredProperty("encrypted.password");
            String password = new String(Base64.getDecoder().decode(encrypted), StandardCharsets.UTF_8);
            environment
                    .getPropertySources()
                    .addFirst(new MapPropertySource("decrypted", Map.of("spring.datasource.password", password)));
        }
    }
}
