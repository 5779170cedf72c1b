package com.levymaster.migrate.actuate;

import static com.levymaster.migrate.Types.integer;
import static com.levymaster.migrate.Types.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.actuate.endpoint.MigrationsEndpoint;
import com.levymaster.migrate.actuate.endpoint.MigrationsEndpointAutoConfiguration;
import com.levymaster.migrate.autoconfigure.LevyMigrateAutoConfiguration;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.revision.Phase;
import com.levymaster.migrate.testing.TestDatabase;
import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Starts of an old and of a new build, whose contract revision waits. */
class ContractPhaseStartTest {

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    private final ApplicationContextRunner older = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    DataSourceAutoConfiguration.class,
                    LevyMigrateAutoConfiguration.class,
                    MigrationsHealthAutoConfiguration.class,
                    MigrationsEndpointAutoConfiguration.class))
            .withUserConfiguration(Create.class)
            .withPropertyValues(
                    "spring.application.name=levy",
                    "spring.application.version=1.0",
                    "spring.datasource.url=" + database.url(),
                    "spring.datasource.username=" + database.user(),
                    "spring.datasource.password=" + database.password(),
                    "management.endpoints.web.exposure.include=migrations",
                    "management.health.migrations.enabled=true");
    private final ApplicationContextRunner newer = older.withUserConfiguration(Expand.class, Contract.class)
            .withPropertyValues("spring.application.version=1.1");

    @Test
    void a_start_leaves_the_contract_revision_out_and_nothing_is_wrong_with_that() {
        older.run(context -> {});

        newer.run(context -> {
            Migrator migrator = context.getBean(Migrator.class);
            assertThat(migrator.status().applied()).containsExactly("p1", "p2");
            Health health = Objects.requireNonNull(
                    context.getBean(HealthIndicator.class).health());
            assertThat(health.getStatus()).isEqualTo(Status.UP);
            assertThat(health.getDetails()).containsEntry("state", "current").containsEntry("waiting", List.of("p3"));
            assertThat(context).hasSingleBean(MigrationsEndpoint.class);
        });
        newer.withPropertyValues("levymaster.migrate.startup.mode=validate")
                .run(context -> assertThat(context).hasNotFailed());
        newer.withPropertyValues("levymaster.migrate.startup.mode=wait")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void connections_of_the_pool_have_the_name_of_the_build_so_that_an_older_one_is_seen() {
        older.run(context -> {});

        newer.withPropertyValues("spring.application.version=1.0").run(old -> {
            assertThat(name(old.getBean(DataSource.class))).isEqualTo("levy 1.0");
            newer.withPropertyValues("levymaster.migrate.startup.phase=contract")
                    .run(context -> assertThat(context)
                            .getFailure()
                            .rootCause()
                            .hasMessageContaining(
                                    "until no build older than levy 1.1 is connected. Connected: levy 1.0"));
        });

        newer.withPropertyValues("levymaster.migrate.startup.phase=contract").run(context -> {
            assertThat(context.getBean(Migrator.class).status().applied()).isEqualTo(Set.of("p1", "p2", "p3"));
            assertThat(name(context.getBean(DataSource.class))).isEqualTo("levy 1.1");
        });
    }

    @Test
    void an_application_without_contract_revisions_keeps_its_connections_as_they_are_and_counts_as_an_older_build() {
        older.run(old -> {
            assertThat(name(old.getBean(DataSource.class))).isEqualTo("PostgreSQL JDBC Driver");
            newer.withPropertyValues("levymaster.migrate.startup.phase=contract")
                    .run(context -> assertThat(context)
                            .getFailure()
                            .rootCause()
                            .hasMessageContaining("PostgreSQL JDBC Driver from"));
        });
    }

    @Test
    void a_pool_of_another_database_is_not_named() {
        newer.withBean("reporting", HikariDataSource.class, () -> pool("jdbc:postgresql://localhost:1/reporting"))
                .withBean("application", HikariDataSource.class, () -> pool(database.url()))
                .withPropertyValues("levymaster.migrate.data-source=application")
                .run(context -> {
                    assertThat(context.getBean("reporting", HikariDataSource.class)
                                    .getDataSourceProperties())
                            .isEmpty();
                    assertThat(name(context.getBean("application", DataSource.class)))
                            .isEqualTo("levy 1.1");
                });
    }

    private HikariDataSource pool(String url) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setUsername(database.user());
        pool.setPassword(database.password());
        return pool;
    }

    @Test
    void a_name_that_the_application_gives_its_connections_stays() {
        newer.withPropertyValues("spring.datasource.url=" + database.url()
                        + (database.url().contains("?") ? "&" : "?") + "ApplicationName=mine")
                .run(context ->
                        assertThat(name(context.getBean(DataSource.class))).isEqualTo("mine"));
        newer.withPropertyValues("spring.datasource.hikari.data-source-properties.ApplicationName=own")
                .run(context ->
                        assertThat(name(context.getBean(DataSource.class))).isEqualTo("own"));
    }

    private static String name(DataSource pool) {
        return JdbcClient.create(pool)
                .sql("select current_setting('application_name')")
                .query(String.class)
                .single();
    }

    @Revision(id = "p1")
    static class Create implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.createTable("parcel", t -> {
                t.column("id", integer()).notNull();
                t.column("code", text());
                t.primaryKey("pk_parcel").on("id");
            });
        }

        @Override
        public void downgrade(Operations op) {
            op.undo(this::upgrade);
        }
    }

    @Revision(id = "p2", downRevision = "p1")
    static class Expand implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.alterTable("parcel", t -> t.addColumn("number", text()));
        }

        @Override
        public void downgrade(Operations op) {
            op.undo(this::upgrade);
        }
    }

    @Revision(id = "p3", downRevision = "p2", phase = Phase.CONTRACT)
    static class Contract implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.alterTable("parcel", t -> t.dropColumn("code").was(text()));
        }

        @Override
        public void downgrade(Operations op) {
            op.undo(this::upgrade);
        }
    }
}
