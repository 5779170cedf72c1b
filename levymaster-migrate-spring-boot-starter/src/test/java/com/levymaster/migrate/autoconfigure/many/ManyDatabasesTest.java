package com.levymaster.migrate.autoconfigure.many;

import static com.levymaster.migrate.Types.bigint;
import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.autoconfigure.LevyMigrateAutoConfiguration;
import com.levymaster.migrate.autoconfigure.LevyMigrateCustomizer;
import com.levymaster.migrate.autoconfigure.Migrators;
import com.levymaster.migrate.autoconfigure.event.MigrationCompleted;
import com.levymaster.migrate.autoconfigure.many.shop.billing.CreateBilling;
import com.levymaster.migrate.autoconfigure.many.shop.orders.CreateOrders;
import com.levymaster.migrate.checksum.ChecksumPolicy;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.MigratorBuilder;
import com.levymaster.migrate.command.MigratorSettings;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.runner.RunListener;
import com.levymaster.migrate.runner.RunReport;
import com.levymaster.migrate.testing.TestDatabase;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.datasource.AbstractDataSource;

class ManyDatabasesTest {

    @AutoClose
    static final TestDatabase orders = TestDatabase.create();

    @AutoClose
    static final TestDatabase billing = TestDatabase.create();

    private final ApplicationContextRunner bare = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    DataSourceAutoConfiguration.class,
                    LevyMigrateAutoConfiguration.class,
                    JdbcTemplateAutoConfiguration.class))
            .withPropertyValues("spring.datasource.url=" + orders.url())
            .withPropertyValues("spring.datasource.username=" + orders.user())
            .withPropertyValues("spring.datasource.password=" + orders.password())
            .withUserConfiguration(Events.class)
            .withPropertyValues(
                    "levymaster.migrate.databases.orders.packages=" + CreateOrders.class.getPackageName(),
                    "levymaster.migrate.databases.billing.packages=" + CreateBilling.class.getPackageName());

    private final ApplicationContextRunner application = bare.withPropertyValues(
            "levymaster.migrate.databases.billing.url=" + billing.url(),
            "levymaster.migrate.databases.billing.user=" + billing.user(),
            "levymaster.migrate.databases.billing.password=" + billing.password());

    private final ApplicationContextRunner shop = application.withUserConfiguration(Shop.class);

    @BeforeEach
    void empty() {
        orders.empty();
        billing.empty();
    }

    @Test
    void each_database_has_its_own_revisions() {
        shop.run(context -> {
            assertThat(context).hasNotFailed();
            Map<String, Migrator> migrators = Migrators.byName(context);
            assertThat(migrators).containsOnlyKeys("orders", "billing");
            assertThat(applied(Objects.requireNonNull(migrators.get("orders")))).containsExactly("o1");
            assertThat(applied(Objects.requireNonNull(migrators.get("billing"))))
                    .containsExactly("b1");
            assertThat(tables(billing)).contains("billing").doesNotContain("orders");
        });
    }

    @Test
    void what_uses_a_database_waits_for_the_migrations_of_all() {
        shop.run(context -> assertThat(context.getBeanFactory()
                        .getBeanDefinition("jdbcTemplate")
                        .getDependsOn())
                .contains("ordersMigrationInitializer", "billingMigrationInitializer"));
    }

    @Test
    void events_name_the_database() {
        shop.run(context -> assertThat(context.getBean(Events.class).completed)
                .extracting(MigrationCompleted::database)
                .containsExactly("orders", "billing"));
    }

    @Test
    void a_database_takes_from_the_common_properties_what_it_does_not_set() {
        shop.withPropertyValues(
                        "levymaster.migrate.checksums=fail",
                        "levymaster.migrate.lock.timeout=7s",
                        "levymaster.migrate.databases.billing.lock.poll-interval=1s",
                        "levymaster.migrate.databases.billing.checksums=ignore")
                .run(context -> {
                    MigratorSettings ofOrders = settings(context, "orders");
                    MigratorSettings ofBilling = settings(context, "billing");
                    assertThat(ofOrders.checksums()).isEqualTo(ChecksumPolicy.FAIL);
                    assertThat(ofOrders.lock().timeout()).hasSeconds(7);
                    assertThat(ofOrders.lock().pollInterval()).hasSeconds(2);
                    assertThat(ofBilling.checksums()).isEqualTo(ChecksumPolicy.IGNORE);
                    assertThat(ofBilling.lock().timeout()).hasSeconds(7);
                    assertThat(ofBilling.lock().pollInterval()).hasSeconds(1);
                });
    }

    @Test
    void a_database_may_be_the_bean_of_a_data_source() {
        bare.withUserConfiguration(Shop.class)
                .withBean("archive", DataSource.class, billing::dataSource)
                .withBean("shopDataSource", DataSource.class, orders::dataSource)
                .withPropertyValues(
                        "levymaster.migrate.databases.orders.data-source=shopDataSource",
                        "levymaster.migrate.databases.billing.data-source=archive")
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(tables(billing)).contains("billing");
                });
    }

    @Test
    void a_data_source_that_is_missing_is_named_with_those_that_exist() {
        bare.withUserConfiguration(Shop.class)
                .withPropertyValues("levymaster.migrate.databases.billing.data-source=archiv")
                .run(context -> assertThat(problem(Objects.requireNonNull(context.getStartupFailure())))
                        .isEqualTo("Database billing has the data source archiv, but the application has no DataSource"
                                + " of this name."));
    }

    @Test
    void a_revision_may_name_its_database_and_needs_no_package() {
        application
                .withUserConfiguration(Shop.class)
                .withUserConfiguration(Named.class)
                .run(context -> assertThat(applied(
                                Objects.requireNonNull(Migrators.byName(context).get("billing"))))
                        .containsExactly("b1", "b2"));
    }

    @Test
    void revisions_of_no_database_are_refused_together_and_nothing_is_changed() {
        shop.withUserConfiguration(Stray.class, Misspelled.class).run(context -> {
            assertThat(problem(Objects.requireNonNull(context.getStartupFailure())))
                    .contains("s1 (", "is in the packages of none", "s2 (", "names the database biling")
                    .contains("Nothing was changed");
            assertThat(tables(orders)).isEmpty();
        });
    }

    @Test
    void a_revision_that_names_a_database_is_refused_where_none_is_configured() {
        new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(DataSourceAutoConfiguration.class, LevyMigrateAutoConfiguration.class))
                .withBean(DataSource.class, orders::dataSource)
                .withUserConfiguration(Named.class)
                .run(context -> assertThat(problem(Objects.requireNonNull(context.getStartupFailure())))
                        .contains("name a database that is not configured", "names the database billing"));
    }

    @Test
    void two_databases_that_share_a_version_table_are_refused_before_anything_runs() {
        bare.withUserConfiguration(Shop.class).run(context -> {
            assertThat(problem(Objects.requireNonNull(context.getStartupFailure())))
                    .contains("orders and billing share the version table public.levymaster_version in database "
                            + orders.name());
            assertThat(tables(orders)).isEmpty();
        });
    }

    @Test
    void two_databases_may_be_schemas_of_one_database() {
        bare.withUserConfiguration(Shop.class)
                .withPropertyValues(
                        "levymaster.migrate.databases.orders.schema=orders_meta",
                        "levymaster.migrate.databases.billing.schema=billing_meta")
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(tables(orders)).contains("orders", "billing");
                });
    }

    @Test
    void sql_revisions_are_in_the_folder_of_the_database(@TempDir Path root) throws IOException {
        sql(root.resolve("orders/c1.sql"), "c1");
        sql(root.resolve("billing/c2.sql"), "c2");

        application
                .withPropertyValues("levymaster.migrate.sql.locations=file:" + root)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(applied(Objects.requireNonNull(
                                    Migrators.byName(context).get("orders"))))
                            .containsExactly("c1");
                    assertThat(applied(Objects.requireNonNull(
                                    Migrators.byName(context).get("billing"))))
                            .containsExactly("c2");
                });
    }

    @Test
    void placeholders_of_sql_files_and_of_migrations_of_flyway_have_the_values_of_the_database(@TempDir Path root)
            throws IOException {
        for (String database : List.of("orders", "billing")) {
            Files.createDirectories(root.resolve("sql/" + database));
            Files.writeString(
                    root.resolve("sql/" + database + "/c.sql"),
                    "-- revision: c" + database + "\n-- upgrade\ncreate table ${name}_${common} ();");
            Files.createDirectories(root.resolve(database));
            Files.writeString(root.resolve(database + "/V1__a.sql"), "create table flyway_${name}_${common} ();");
        }
        bare.withPropertyValues(
                        "levymaster.migrate.databases.billing.url=" + billing.url(),
                        "levymaster.migrate.databases.billing.user=" + billing.user(),
                        "levymaster.migrate.databases.billing.password=" + billing.password(),
                        "levymaster.migrate.startup.target=heads",
                        "levymaster.migrate.sql.locations=file:" + root.resolve("sql"),
                        "levymaster.migrate.databases.orders.flyway.locations=filesystem:" + root.resolve("orders"),
                        "levymaster.migrate.databases.billing.flyway.locations=filesystem:" + root.resolve("billing"),
                        "spring.flyway.placeholders.name=flyway",
                        "levymaster.migrate.sql.placeholders.name=o",
                        "levymaster.migrate.sql.placeholders.common=all",
                        "levymaster.migrate.databases.billing.sql.placeholders.name=b")
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(tables(orders)).contains("o_all", "flyway_o_all");
                    assertThat(tables(billing)).contains("b_all", "flyway_b_all");
                });
    }

    @Test
    void sql_files_of_no_database_are_refused(@TempDir Path root) throws IOException {
        Path given = Files.createDirectory(root.resolve("given"));
        sql(root.resolve("stray.sql"), "c1");
        Files.writeString(given.resolve("c1.sql"), "select 1;");

        application
                .withPropertyValues(
                        "levymaster.migrate.sql.locations=file:" + root, "levymaster.migrate.sql.given=file:" + given)
                .run(context -> assertThat(problem(Objects.requireNonNull(context.getStartupFailure())))
                        .contains("belong to no database", "stray.sql", "given/c1.sql"));
    }

    @Test
    void a_data_source_that_is_no_postgresql_is_named_and_stops_the_start() {
        bare.withUserConfiguration(Shop.class)
                .withBean("shopDataSource", DataSource.class, orders::dataSource)
                .withBean("archive", DataSource.class, () -> new OtherProduct("H2"))
                .withPropertyValues(
                        "levymaster.migrate.databases.orders.data-source=shopDataSource",
                        "levymaster.migrate.databases.billing.data-source=archive")
                .run(context -> assertThat(problem(Objects.requireNonNull(context.getStartupFailure())))
                        .isEqualTo(
                                "Database billing: The data source is connected to H2, not to PostgreSQL. Nothing was"
                                        + " changed."));
    }

    @Test
    void the_start_goes_on_without_a_database_if_its_properties_say_so() {
        shop.withPropertyValues(
                        "levymaster.migrate.databases.billing.url=jdbc:postgresql://localhost:1/none",
                        "levymaster.migrate.databases.billing.startup.on-failure=continue")
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(applied(Objects.requireNonNull(
                                    Migrators.byName(context).get("orders"))))
                            .containsExactly("o1");
                });
    }

    @Test
    void the_remedy_names_the_properties_of_the_database() {
        shop.withPropertyValues("levymaster.migrate.databases.billing.url=jdbc:postgresql://localhost:1/none")
                .run(context -> assertThat(remedy(Objects.requireNonNull(context.getStartupFailure())))
                        .contains("levymaster.migrate.databases.billing.url"));
    }

    @Test
    void a_migrator_of_the_application_has_the_settings_listeners_and_startup_mode_of_the_properties() {
        new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(DataSourceAutoConfiguration.class, LevyMigrateAutoConfiguration.class))
                .withUserConfiguration(ByHand.class, Events.class)
                .withPropertyValues("levymaster.migrate.checksums=fail", "levymaster.migrate.startup.mode=upgrade")
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(settings(context, "first").checksums()).isEqualTo(ChecksumPolicy.FAIL);
                    assertThat(settings(context, "second").checksums()).isEqualTo(ChecksumPolicy.IGNORE);
                    assertThat(context.getBean(Runs.class).count).isEqualTo(2);
                    assertThat(context.getBean(Events.class).completed)
                            .extracting(MigrationCompleted::database)
                            .containsExactly("first", "second");
                    assertThat(tables(billing)).contains("billing");
                });
    }

    @Test
    void the_migrator_of_a_configured_database_may_be_a_bean_of_the_application() {
        shop.withUserConfiguration(OwnBilling.class)
                .withPropertyValues("levymaster.migrate.databases.billing.checksums=fail")
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(context).doesNotHaveBean("billingMigrator");
                    assertThat(settings(context, "billing").checksums()).isEqualTo(ChecksumPolicy.FAIL);
                    assertThat(tables(billing)).contains("billing");
                });
    }

    @Test
    void a_customizer_knows_the_database() {
        List<String> customized = new ArrayList<>();
        shop.withBean(LevyMigrateCustomizer.class, () -> new LevyMigrateCustomizer() {
                    @Override
                    public void customize(MigratorBuilder builder) {}

                    @Override
                    public void customize(String database, MigratorBuilder builder) {
                        customized.add(database);
                    }
                })
                .run(context -> assertThat(customized).containsExactly("orders", "billing"));
    }

    private static List<String> applied(Migrator migrator) {
        return List.copyOf(migrator.status().applied());
    }

    private static MigratorSettings settings(ListableBeanFactory context, String name) {
        return Objects.requireNonNull(Migrators.byName(context).get(name)).settings();
    }

    private static List<String> tables(TestDatabase database) {
        return database.jdbc()
                .sql("select tablename from pg_tables where schemaname = 'public'")
                .query(String.class)
                .list();
    }

    private static void sql(Path file, String id) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "-- revision: " + id + "\n-- upgrade\ncreate table t_" + id + " ();\n");
    }

    private static String problem(Throwable failure) {
        return find(failure).problem();
    }

    private static String remedy(Throwable failure) {
        return find(failure).remedy();
    }

    private static MigrationException find(Throwable failure) {
        return failure instanceof MigrationException found ? found : find(Objects.requireNonNull(failure.getCause()));
    }

    /** The revisions of both databases. */
    @Configuration(proxyBeanMethods = false)
    @Import({CreateOrders.class, CreateBilling.class})
    static class Shop {}

    @Import(Named.AddBilling.class)
    static class Named {

        @Revision(id = "b2", downRevision = "b1", message = "more", database = "billing")
        static class AddBilling extends Table {}
    }

    @Import(Stray.OfNone.class)
    static class Stray {

        @Revision(id = "s1", message = "stray")
        static class OfNone extends Table {}
    }

    @Import(Misspelled.OfNone.class)
    static class Misspelled {

        @Revision(id = "s2", message = "misspelled", database = "biling")
        static class OfNone extends Table {}
    }

    abstract static class Table implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.createTable("further", t -> t.column("id", bigint()));
        }

        @Override
        public void downgrade(Operations op) {
            op.undo(this::upgrade);
        }
    }

    static class Events {

        final List<MigrationCompleted> completed = new ArrayList<>();

        @EventListener
        void on(MigrationCompleted event) {
            completed.add(event);
        }
    }

    static class Runs implements RunListener {

        int count;

        @Override
        public void afterRun(RunReport report) {
            count++;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class ByHand {

        @Bean
        Runs runs() {
            return new Runs();
        }

        @Bean
        Migrator first() {
            return Migrator.builder(orders.dataSource())
                    .migrations(new CreateOrders())
                    .build();
        }

        @Bean
        Migrator second() {
            return Migrator.builder(billing.dataSource())
                    .migrations(new CreateBilling())
                    .settings(MigratorSettings.DEFAULT.withChecksums(ChecksumPolicy.IGNORE))
                    .build();
        }

        @Bean
        DataSource dataSource() {
            return orders.dataSource();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnBilling {

        @Bean("billing")
        Migrator own() {
            return Migrator.builder(billing.dataSource())
                    .migrations(new CreateBilling())
                    .build();
        }
    }

    /** A data source of another product. */
    private static final class OtherProduct extends AbstractDataSource {

        private final DatabaseMetaData metaData;

        OtherProduct(String product) {
            metaData = (DatabaseMetaData) Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {DatabaseMetaData.class},
                    (proxy, method, arguments) -> product);
        }

        @Override
        public Connection getConnection() {
            return (Connection) Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (proxy, method, arguments) -> method.getName().equals("getMetaData") ? metaData : null);
        }

        @Override
        public Connection getConnection(String user, String password) {
            return getConnection();
        }
    }
}
