package com.levymaster.migrate.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.Types;
import com.levymaster.migrate.adopt.ToolTables;
import com.levymaster.migrate.autoconfigure.Notes.AddTitle;
import com.levymaster.migrate.autoconfigure.Notes.CreateNote;
import com.levymaster.migrate.autoconfigure.Notes.Made;
import com.levymaster.migrate.autoconfigure.library.LibraryAutoConfiguration;
import com.levymaster.migrate.checksum.ChecksumPolicy;
import com.levymaster.migrate.command.ContractPolicy;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.MigratorSettings;
import com.levymaster.migrate.command.PendingRevisionsException;
import com.levymaster.migrate.command.RunSession;
import com.levymaster.migrate.command.TenantSettings;
import com.levymaster.migrate.definition.RunArguments;
import com.levymaster.migrate.lint.LintSettings;
import com.levymaster.migrate.lint.Rule;
import com.levymaster.migrate.lock.LockSettings;
import com.levymaster.migrate.lock.LockSettings.Mode;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.runner.BackfillGate;
import com.levymaster.migrate.runner.BackfillSettings;
import com.levymaster.migrate.runner.RetrySettings;
import com.levymaster.migrate.store.TableNames;
import com.levymaster.migrate.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.SchemaManagement;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.jdbc.core.simple.JdbcClient;

class LevyMigrateAutoConfigurationTest {

    @AutoClose
    static final TestDatabase database = TestDatabase.create();

    static final ApplicationContextRunner BARE = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    DataSourceAutoConfiguration.class,
                    LevyMigrateAutoConfiguration.class,
                    JdbcTemplateAutoConfiguration.class))
            .withUserConfiguration(History.class);

    private final ApplicationContextRunner application = BARE.withPropertyValues(
            "spring.datasource.url=" + database.url(),
            "spring.datasource.username=" + database.user(),
            "spring.datasource.password=" + database.password());

    @BeforeEach
    void empty() {
        database.execute("drop schema public cascade; create schema public; grant usage on schema public to public");
    }

    @Test
    void the_database_is_at_head_when_the_context_has_started() {
        application.run(
                context -> assertThat(context.getBean(Migrator.class).status().current())
                        .extracting(RevisionHeader::id)
                        .containsExactly("n2"));
    }

    @Test
    void what_uses_the_database_waits_for_the_migrations() {
        application.run(context -> assertThat(context.getBeanFactory()
                        .getBeanDefinition("jdbcTemplate")
                        .getDependsOn())
                .contains("levyMigrationInitializer"));
    }

    @Test
    void with_nothing_pending_one_statement_is_sent_and_no_revision_is_made() {
        application.run(context -> {});
        CountingDataSource counting = new CountingDataSource(database.dataSource());

        BARE.withBean(DataSource.class, () -> counting).run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(counting.statements()).hasSize(1);
            assertThat(context.getBean(Made.class).revisions).isEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "levymaster.migrate.backfill.mode=background",
                "levymaster.migrate.adopt=auto",
                "levymaster.migrate.startup.mode=wait"
            })
    void with_nothing_pending_one_statement_is_sent_also_with(String property) {
        application.run(context -> {});
        CountingDataSource counting = new CountingDataSource(database.dataSource());

        BARE.withBean(DataSource.class, () -> counting)
                .withPropertyValues(property)
                .run(context -> assertThat(counting.statements()).hasSize(1));
    }

    @Test
    void only_pending_revisions_are_made_each_once() {
        application.withPropertyValues("levymaster.migrate.startup.target=n1").run(context -> {});

        application
                .withPropertyValues("levymaster.migrate.checksums=ignore")
                .run(context ->
                        assertThat(context.getBean(Made.class).revisions).containsExactly("n2"));
    }

    @Test
    void a_revision_may_have_beans_and_properties() {
        application
                .withPropertyValues("note.table=memo", "levymaster.migrate.startup.target=n1")
                .run(context ->
                        assertThat(context.getBean(Made.class).revisions).containsExactly("n1 memo"));
    }

    @Test
    void revisions_of_a_library_are_found_although_its_auto_configuration_is_processed_later() {
        application
                .withConfiguration(AutoConfigurations.of(LibraryAutoConfiguration.class))
                .withPropertyValues("levymaster.migrate.startup.target=heads")
                .run(context -> {
                    assertThat(context.getBean(Migrator.class).status().current())
                            .extracting(RevisionHeader::id)
                            .containsExactlyInAnyOrder("n2", "l1");
                    assertThat(AutoConfigurationPackages.get(context))
                            .containsExactly(LibraryAutoConfiguration.class.getPackageName());
                });
    }

    @Test
    void revisions_of_a_library_are_found_although_somebody_asked_for_the_packages_before() {
        application
                .withUserConfiguration(AsksForPackages.class)
                .withConfiguration(AutoConfigurations.of(LibraryAutoConfiguration.class))
                .withPropertyValues("levymaster.migrate.startup.target=heads")
                .run(context -> {
                    assertThat(context.getBean(Migrator.class).status().current())
                            .extracting(RevisionHeader::id)
                            .containsExactlyInAnyOrder("n2", "l1");
                    assertThat(AutoConfigurationPackages.get(context))
                            .doesNotContain(LibraryAutoConfiguration.class.getPackageName());
                });
    }

    @Test
    void revisions_in_sql_files_are_part_of_the_graph() {
        application
                .withPropertyValues(
                        "levymaster.migrate.sql.locations=classpath:sql",
                        "levymaster.migrate.sql.placeholders.county=Benton")
                .run(context -> assertThat(
                                context.getBean(Migrator.class).status().current())
                        .extracting(RevisionHeader::title)
                        .containsExactly("s1 \"create town\""));
    }

    @Test
    void migrations_of_flyway_are_revisions_where_they_are() {
        application
                .withPropertyValues(
                        "levymaster.migrate.flyway.locations=classpath:flyway-in-place",
                        "levymaster.migrate.startup.target=heads",
                        "spring.flyway.placeholders.county=Benton")
                .run(context -> assertThat(
                                context.getBean(Migrator.class).status().current())
                        .extracting(RevisionHeader::title)
                        .contains("v1 \"town hall\""));
    }

    @Test
    void repeatables_and_callbacks_in_sql_files_run_with_the_revisions() {
        application
                .withPropertyValues(
                        "levymaster.migrate.sql.repeatables=classpath:sql-around/repeatables",
                        "levymaster.migrate.sql.callbacks=classpath:sql-around/callbacks",
                        "levymaster.migrate.sql.placeholders.county=Benton")
                .run(context -> {
                    JdbcClient jdbc = JdbcClient.create(context.getBean(DataSource.class));
                    assertThat(context.getBean(Migrator.class).status().pendingRepeatables())
                            .isEmpty();
                    assertThat(jdbc.sql("select county from town_names")
                                    .query(String.class)
                                    .single())
                            .isEqualTo("Benton");
                    assertThat(jdbc.sql("select count(*) from heard_run")
                                    .query(Integer.class)
                                    .single())
                            .isZero();
                });
    }

    @Test
    void several_heads_are_refused_and_the_property_is_named_that_applies_all() {
        application
                .withConfiguration(AutoConfigurations.of(LibraryAutoConfiguration.class))
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessageContaining("could be any of 2 heads")
                        .hasMessageContaining("levymaster.migrate.startup.target=heads"));
    }

    @Test
    void nothing_is_there_without_a_database() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(LevyMigrateAutoConfiguration.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(Migrator.class));
    }

    @Test
    void nothing_is_there_when_switched_off() {
        application
                .withPropertyValues("levymaster.migrate.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(LevyMigrateInitializer.class));
    }

    @Test
    void nothing_is_there_without_spring_jdbc() {
        application
                .withClassLoader(new FilteredClassLoader("org.springframework.jdbc.support"))
                .run(context -> assertThat(context).doesNotHaveBean(LevyMigrateInitializer.class));
    }

    @Test
    void the_applications_own_migrator_is_used() {
        application.withUserConfiguration(OwnMigrator.class).run(context -> {
            assertThat(context).hasSingleBean(Migrator.class).doesNotHaveBean(LevyMigrateConnectionDetails.class);
            assertThat(context.getBean(Migrator.class).status().heads())
                    .extracting(RevisionHeader::id)
                    .containsExactly("n1");
        });
    }

    @Test
    void properties_become_settings() {
        application
                .withPropertyValues(
                        "spring.application.name=notes",
                        "spring.application.version=1.2",
                        "levymaster.migrate.schema=public",
                        "levymaster.migrate.version-table=v",
                        "levymaster.migrate.history-table=h",
                        "levymaster.migrate.lock.timeout=7s",
                        "levymaster.migrate.lock.poll-interval=1s",
                        "levymaster.migrate.lock.key=42",
                        "levymaster.migrate.lock.mode=transaction",
                        "levymaster.migrate.retry.total-timeout=1m",
                        "levymaster.migrate.retry.lock-timeout=2s",
                        "levymaster.migrate.retry.max-lock-timeout=3s",
                        "levymaster.migrate.retry.initial-backoff=4s",
                        "levymaster.migrate.retry.max-backoff=5s",
                        "levymaster.migrate.retry.starting-timeout=6s",
                        "levymaster.migrate.retry.unreachable-timeout=7s",
                        "levymaster.migrate.checksums=fail",
                        "levymaster.migrate.history.sql=true",
                        "levymaster.migrate.log-values=true",
                        "levymaster.migrate.server-version=15",
                        "levymaster.migrate.lint.ignore=foreign-key-without-index,discouraged-type",
                        "levymaster.migrate.lint.refuse=table-rewrite",
                        "levymaster.migrate.backfill.pause=8ms",
                        "levymaster.migrate.backfill.max-replication-lag=9s",
                        "levymaster.migrate.backfill.max-wait=3m",
                        "levymaster.migrate.arguments.county=Benton")
                .run(context -> assertThat(context.getBean(Migrator.class).settings())
                        .isEqualTo(new MigratorSettings(
                                new TableNames("public", "v", "h"),
                                new LockSettings(Duration.ofSeconds(7), Duration.ofSeconds(1), 42L, Mode.TRANSACTION),
                                new RunArguments(Map.of("county", "Benton"), null),
                                true,
                                true,
                                new RetrySettings(
                                        Duration.ofMinutes(1),
                                        Duration.ofSeconds(2),
                                        Duration.ofSeconds(3),
                                        Duration.ofSeconds(4),
                                        Duration.ofSeconds(5),
                                        Duration.ofSeconds(6),
                                        Duration.ofSeconds(7)),
                                ChecksumPolicy.FAIL,
                                new LintSettings(
                                        Set.of(Rule.FOREIGN_KEY_WITHOUT_INDEX, Rule.DISCOURAGED_TYPE),
                                        Set.of(Rule.TABLE_REWRITE)),
                                new BackfillSettings(
                                        Duration.ofMillis(8), Duration.ofSeconds(9), Duration.ofMinutes(3), List.of()),
                                RunSession.DEFAULT,
                                TenantSettings.DEFAULT,
                                "notes",
                                "1.2",
                                null,
                                15,
                                ToolTables.NONE,
                                ContractPolicy.WAIT)));
    }

    @Test
    void gates_of_the_application_are_asked_and_created_only_then() {
        application
                .withBean(BackfillGate.class, () -> () -> Optional.of("the offices are open"))
                .run(context -> assertThat(context.getBean(Migrator.class)
                                .settings()
                                .backfill()
                                .gates())
                        .singleElement()
                        .satisfies(gate -> assertThat(gate.reasonToWait()).contains("the offices are open")));
    }

    @Test
    void without_properties_the_settings_are_the_defaults() {
        application.run(context ->
                assertThat(context.getBean(Migrator.class).settings()).isEqualTo(MigratorSettings.DEFAULT));
    }

    @Test
    void a_customizer_has_the_last_word() {
        application
                .withBean(
                        LevyMigrateCustomizer.class,
                        () -> builder -> builder.settings(
                                MigratorSettings.DEFAULT.withTables(TableNames.DEFAULT.withSchema("public"))))
                .run(context -> assertThat(context.getBean(Migrator.class)
                                .settings()
                                .tables()
                                .schema())
                        .isEqualTo("public"));
    }

    @Test
    void a_strategy_replaces_what_the_properties_say() {
        application
                .withBean(LevyMigrateStrategy.class, () -> migrator -> migrator.upgrade("n1"))
                .run(context -> assertThat(
                                context.getBean(Migrator.class).status().applied())
                        .containsExactly("n1"));
    }

    @Test
    void mode_none_does_not_touch_the_database() {
        application
                .withPropertyValues(
                        "spring.datasource.url=jdbc:postgresql://nowhere.invalid/x",
                        "levymaster.migrate.startup.mode=none")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void mode_validate_refuses_to_start_on_a_database_that_lacks_revisions() {
        application
                .withPropertyValues("levymaster.migrate.startup.mode=validate")
                .run(context -> {
                    assertThat(context).getFailure().rootCause().isInstanceOf(PendingRevisionsException.class);
                    assertThat(tables()).isEmpty();
                });
    }

    @Test
    void mode_validate_starts_when_the_target_is_applied() {
        application.withPropertyValues("levymaster.migrate.startup.target=n1").run(context -> {});

        application
                .withPropertyValues("levymaster.migrate.startup.mode=validate", "levymaster.migrate.startup.target=n1")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void mode_wait_gives_up_after_its_time() {
        application
                .withPropertyValues(
                        "levymaster.migrate.startup.mode=wait",
                        "levymaster.migrate.startup.wait-timeout=30ms",
                        "levymaster.migrate.lock.poll-interval=10ms")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(PendingRevisionsException.class)
                        .hasMessageContaining("of waiting for another process"));
    }

    @Test
    void mode_wait_starts_when_somebody_else_has_upgraded() {
        Thread other = new Thread(() -> application.run(context -> {}));
        application
                .withPropertyValues(
                        "levymaster.migrate.startup.mode=wait", "levymaster.migrate.lock.poll-interval=10ms")
                .withBean(LevyMigrateCustomizer.class, () -> builder -> other.start())
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void hibernate_is_told_that_the_schema_is_ours() {
        application.run(context -> {
            LevyMigrateSchemaManagementProvider provider = context.getBean(LevyMigrateSchemaManagementProvider.class);
            assertThat(provider.getSchemaManagement(context.getBean(DataSource.class)))
                    .isEqualTo(SchemaManagement.MANAGED);
            assertThat(provider.getSchemaManagement(database.dataSource())).isEqualTo(SchemaManagement.UNMANAGED);
        });
    }

    @Test
    void the_password_is_in_no_text() {
        application
                .withPropertyValues("levymaster.migrate.password=hush", "levymaster.migrate.startup.mode=none")
                .run(context -> assertThat(context.getBean(LevyMigrateProperties.class))
                        .asString()
                        .doesNotContain("hush"));
    }

    @Test
    void a_start_adopts_a_database_that_its_adopted_revision_describes() {
        database.execute("create table legacy (id integer)");
        ApplicationContextRunner adopting = application.withUserConfiguration(AdoptedMigrator.class);

        adopting.run(context -> assertThat(context)
                .getFailure()
                .rootCause()
                .hasMessageContaining("already has table legacy")
                .hasMessageContaining("db adopt"));
        adopting.withPropertyValues("levymaster.migrate.adopt=alembic")
                .run(context -> assertThat(context).hasFailed());
        adopting.withPropertyValues("levymaster.migrate.adopt=auto")
                .run(context -> assertThat(
                                context.getBean(Migrator.class).status().applied())
                        .containsExactly("ba5e"));
    }

    private List<String> tables() {
        return database.jdbc()
                .sql("select tablename from pg_tables where schemaname = 'public'")
                .query(String.class)
                .list();
    }

    @Configuration(proxyBeanMethods = false)
    @Import({CreateNote.class, AddTitle.class, Made.class})
    static class History {}

    /** As Spring Data does while configuration classes are still being read. */
    @Configuration(proxyBeanMethods = false)
    @AutoConfigurationPackage(basePackages = "com.example.none")
    @Import(AsksForPackages.Asking.class)
    static class AsksForPackages {

        static class Asking implements ImportBeanDefinitionRegistrar {

            @Override
            public void registerBeanDefinitions(AnnotationMetadata importing, BeanDefinitionRegistry registry) {
                assertThat(AutoConfigurationPackages.get((BeanFactory) registry))
                        .containsExactly("com.example.none");
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class AdoptedMigrator {

        @Revision(id = "ba5e", message = "baseline", adopted = true)
        static class Baseline implements Migration {

            @Override
            public void upgrade(Operations op) {
                op.createTable("legacy", t -> t.column("id", Types.integer()));
            }

            @Override
            public void downgrade(Operations op) {
                op.irreversible("the database was there before");
            }
        }

        @Bean
        Migrator adopted(DataSource dataSource) {
            return Migrator.builder(dataSource).migrations(new Baseline()).build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnMigrator {

        @Bean
        Migrator own(DataSource dataSource, Made made) {
            return Migrator.builder(dataSource)
                    .migrations(new CreateNote(made, "note"))
                    .build();
        }
    }
}
