package com.levymaster.migrate.autoconfigure;

import static com.levymaster.migrate.autoconfigure.LevyMigrateAutoConfigurationTest.BARE;
import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.testing.TestDatabase;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/** Which database is migrated. */
class MigrationDataSourceSelectorTest {

    @AutoClose
    static final TestDatabase database = TestDatabase.create();

    private final ApplicationContextRunner application = BARE.withPropertyValues(
            "spring.datasource.url=" + database.url(),
            "spring.datasource.username=" + database.user(),
            "spring.datasource.password=" + database.password());

    @BeforeEach
    void empty() {
        database.execute("drop schema public cascade; create schema public; grant usage on schema public to public");
    }

    @Test
    void the_applications_data_source_is_migrated() {
        application.run(context -> assertThat(context.getBean(Migrator.class).dataSource())
                .isSameAs(context.getBean(HikariDataSource.class)));
    }

    @Test
    void an_own_url_opens_own_connections() {
        application
                .withPropertyValues(
                        "spring.datasource.url=jdbc:postgresql://nowhere.invalid/x",
                        "levymaster.migrate.url=" + database.url(),
                        "levymaster.migrate.user=" + database.user(),
                        "levymaster.migrate.password=" + database.password(),
                        "levymaster.migrate.driver-class-name=org.postgresql.Driver")
                .run(context -> assertThat(context.getBean(Migrator.class).dataSource())
                        .isInstanceOfSatisfying(
                                SimpleDriverDataSource.class,
                                source -> assertThat(source.getUrl()).isEqualTo(database.url())));
    }

    @Test
    void a_name_of_no_data_source_is_told_with_the_names_there_are() {
        application
                .withPropertyValues("levymaster.migrate.data-source=nope")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("no DataSource of the name nope, which levymaster.migrate.data-source is")
                        .hasMessageContaining("to one of these: dataSource."));
    }

    @Test
    void an_own_url_needs_no_data_source_of_the_application() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(LevyMigrateAutoConfiguration.class))
                .withUserConfiguration(LevyMigrateAutoConfigurationTest.History.class)
                .withPropertyValues(
                        "levymaster.migrate.url=" + database.url(),
                        "levymaster.migrate.user=" + database.user(),
                        "levymaster.migrate.password=" + database.password())
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(Migrator.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:mysql://localhost/app",
                "jdbc:p6spy:mariadb://localhost/app",
                "jdbc:tc:oracle:23:///app",
                "jdbc:h2:mem:app",
                "jdbc:jtds:sqlserver://localhost/app",
                "postgres://localhost/app",
            })
    void a_url_of_another_database_is_refused(String url) {
        application
                .withPropertyValues("levymaster.migrate.url=" + url)
                .run(context ->
                        assertThat(context.getStartupFailure()).hasStackTraceContaining("run on PostgreSQL only"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql:h2",
                "jdbc:postgresql://h2:5432/mysql",
                "jdbc:tc:postgis:17-3.5:///app",
                "jdbc:tc:timescaledb:2.21.0-pg17:///app",
                "jdbc:tc:pgvector:pg17:///app",
                "jdbc:aws-wrapper:postgresql://localhost/app",
                "jdbc-secretsmanager:postgresql://localhost/app",
                "jdbc:otel:postgresql://localhost/app",
                "jdbc:p6spy:postgresql://localhost/app",
                "jdbc:cloudspanner:/projects/app",
            })
    void a_url_that_a_driver_may_take_to_postgresql_is_not_refused(String url) {
        assertThat(PostgresUrl.isOfAnother(url)).isFalse();
    }

    @Test
    void a_driver_that_wraps_the_one_of_postgresql_is_found_by_its_url() throws SQLException {
        Driver wrapping = new WrappingDriver();
        DriverManager.registerDriver(wrapping);
        try {
            BARE.withPropertyValues(
                            "spring.datasource.url=jdbc:postgresql://nowhere.invalid/x",
                            "levymaster.migrate.url=" + database.url().replaceFirst("jdbc:", "jdbc:wrapping:"),
                            "levymaster.migrate.user=" + database.user(),
                            "levymaster.migrate.password=" + database.password())
                    .run(context -> assertThat(
                                    context.getBean(Migrator.class).status().pending())
                            .isEmpty());
        } finally {
            DriverManager.deregisterDriver(wrapping);
        }
    }

    @Test
    void an_own_user_logs_in_at_the_applications_url() {
        TestDatabase.Login owner = database.role();
        database.execute("grant create on schema public to " + owner.user());

        application
                .withPropertyValues(
                        "levymaster.migrate.user=" + owner.user(), "levymaster.migrate.password=" + owner.password())
                .run(context -> assertThat(context.getBean(JdbcTemplate.class)
                                .queryForObject(
                                        "select tableowner from pg_tables where tablename = 'note'", String.class))
                        .isEqualTo(owner.user()));
    }

    @Test
    void own_connections_have_the_name_of_the_build() {
        application
                .withPropertyValues(
                        "spring.application.name=levy",
                        "spring.application.version=1.1",
                        "levymaster.migrate.user=" + database.user(),
                        "levymaster.migrate.password=" + database.password())
                .run(context -> assertThat(
                                new JdbcTemplate(context.getBean(Migrator.class).dataSource())
                                        .queryForObject("select current_setting('application_name')", String.class))
                        .isEqualTo("levy 1.1"));
    }

    @Test
    void the_version_of_a_library_is_not_that_of_the_application() {
        assertThat(ApplicationBuild.isOfLibrary(
                        "jar:nested:/app.jar/!BOOT-INF/lib/library-1.0.jar!/META-INF/build-info.properties"))
                .isTrue();
        assertThat(ApplicationBuild.isOfLibrary(
                        "jar:nested:/app.jar/!BOOT-INF/classes/!/META-INF/build-info.properties"))
                .isFalse();
        assertThat(ApplicationBuild.isOfLibrary("file:/app/build/resources/main/META-INF/build-info.properties"))
                .isFalse();
    }

    @Test
    void a_marked_data_source_comes_first() {
        application
                .withPropertyValues("levymaster.migrate.url=jdbc:postgresql://nowhere.invalid/x")
                .withBean(TestDatabase.class, () -> database, definition -> definition.setDestroyMethodName(""))
                .withUserConfiguration(MarkedDataSource.class)
                .run(context ->
                        assertThat(context.getBean(Migrator.class).dataSource()).isSameAs(context.getBean("owner")));
    }

    @Test
    void connection_details_beat_properties() {
        application
                .withPropertyValues("levymaster.migrate.url=jdbc:postgresql://nowhere.invalid/x")
                .withBean(LevyMigrateConnectionDetails.class, () -> new Details(database))
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void several_data_sources_and_none_marked_is_a_failure() {
        BARE.withBean("a", DataSource.class, database::dataSource)
                .withBean("b", DataSource.class, database::dataSource)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(MigrationDataSourceMissingException.class));
    }

    static class WrappingDriver extends org.postgresql.Driver {

        @Override
        public boolean acceptsURL(String url) {
            return url.startsWith("jdbc:wrapping:");
        }

        @Override
        public @Nullable Connection connect(String url, @Nullable Properties properties) throws SQLException {
            return acceptsURL(url) ? super.connect(url.replaceFirst("wrapping:", ""), properties) : null;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class MarkedDataSource {

        @Bean(defaultCandidate = false)
        @LevyMigrateDataSource
        DataSource owner(TestDatabase database) {
            return database.dataSource();
        }
    }

    record Details(TestDatabase database) implements LevyMigrateConnectionDetails {

        @Override
        public String getJdbcUrl() {
            return database.url();
        }

        @Override
        public String getUsername() {
            return database.user();
        }

        @Override
        public String getPassword() {
            return database.password();
        }
    }
}
