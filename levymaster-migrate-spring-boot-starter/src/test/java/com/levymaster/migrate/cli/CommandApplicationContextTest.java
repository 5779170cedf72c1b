package com.levymaster.migrate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.autoconfigure.many.shop.ShopApplication;
import com.levymaster.migrate.autoconfigure.many.shop.billing.CreateBilling;
import com.levymaster.migrate.autoconfigure.many.shop.orders.CreateOrders;
import com.levymaster.migrate.cli.app.Applications;
import com.levymaster.migrate.cli.numbered.NumberedApplication;
import com.levymaster.migrate.testing.TestDatabase;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.web.context.ConfigurableWebApplicationContext;

/** Commands of applications whose own start would fail, or would change the database. */
@ExtendWith(OutputCaptureExtension.class)
class CommandApplicationContextTest {

    @AutoClose
    static final TestDatabase database = TestDatabase.create();

    @BeforeEach
    void empty() {
        database.execute("drop schema public cascade; create schema public");
        database.execute("drop schema if exists orders_meta, billing_meta cascade");
    }

    @Test
    void no_bean_is_created_that_the_command_does_not_need() {
        Supplier<SpringApplicationBuilder> eager = () -> application(Applications.Eager.class)
                .properties("spring.sql.init.mode=always", "spring.sql.init.schema-locations=classpath:absent.sql");

        assertThat(Commands.run(eager, "current").out()).isEqualTo("base: no revision is applied\n");
        assertThat(Commands.run(eager, "upgrade").out()).endsWith("The database is at c1.\n");
        assertThat(Commands.run(eager, "check").out()).isEqualTo("No problems found.\n");
        assertThat(Commands.run(eager, "downgrade base --allow-data-loss").code())
                .isZero();
    }

    @Test
    void hibernate_reads_the_entities_and_neither_validates_nor_changes_the_schema() {
        Supplier<SpringApplicationBuilder> validating =
                () -> application(Applications.Eager.class).properties("spring.jpa.hibernate.ddl-auto=validate");
        Supplier<SpringApplicationBuilder> own = () -> application(Applications.OwnEntityManagerFactory.class);

        for (Supplier<SpringApplicationBuilder> each : List.of(validating, own)) {
            empty();
            Transcript drift = Commands.run(each, "check --no-database --exclude permit");
            assertThat(drift.text()).endsWith("No problems found.\n(exit code 0)\n");
            assertThat(Commands.run(each, "upgrade").code()).isZero();
            database.execute("alter table permit drop column title");

            assertThat(Commands.run(each, "check").out()).contains("The entities require: add column permit.title");
        }
    }

    @Test
    void a_changed_allocation_size_is_a_difference_although_hibernate_would_refuse_to_start() {
        database.execute(
                "create sequence ticket_numbers increment by 50",
                "create table ticket (id bigint not null primary key)");
        Supplier<SpringApplicationBuilder> strict =
                () -> application(NumberedApplication.class).properties("spring.jpa.hibernate.ddl-auto=validate");
        Supplier<SpringApplicationBuilder> stricter = () -> application(NumberedApplication.class)
                .properties("spring.jpa.properties.hibernate.id.sequence.increment_size_mismatch_strategy=exception");

        for (Supplier<SpringApplicationBuilder> each : List.of(strict, stricter)) {
            assertThat(Commands.run(each, "check").out())
                    .isEqualTo("The entities require: alter sequence ticket_numbers. Write it with `db migrate`.\n");
        }
    }

    @Test
    void the_qualified_data_source_of_several_is_used() {
        assertThat(Commands.run(() -> application(Applications.TwoDataSources.class), "upgrade")
                        .out())
                .endsWith("The database is at c1.\n");
    }

    @Test
    void a_configuration_that_uses_its_own_data_source_while_it_is_initialized_is_no_obstacle_and_a_start_names_it(
            CapturedOutput output) {
        Supplier<SpringApplicationBuilder> reading = () -> application(Applications.OwnDataSourceReader.class);

        for (String command : List.of("current", "upgrade", "check", "plan")) {
            Transcript done = Commands.run(reading, command);
            assertThat(done.code()).as(done.text()).isZero();
        }
        database.execute("drop table permit cascade");

        assertThatThrownBy(() -> reading.get().run()).isNotNull();
        assertThat(output)
                .contains("OwnDataSourceReader.readTitles uses the database, but the data source \"own\"")
                .contains("static @Bean");
    }

    @Test
    void the_last_application_of_a_hierarchy_executes_the_command_with_the_migrator_of_its_parent() {
        Supplier<SpringApplicationBuilder> child = () -> application(Applications.Eager.class)
                .child(Applications.WebPart.class)
                .web(WebApplicationType.SERVLET);

        assertThat(Commands.run(child, "upgrade").out()).endsWith("The database is at c1.\n");
    }

    @Test
    void initializers_are_applied_except_those_of_web_contexts() {
        AtomicInteger applied = new AtomicInteger();
        Supplier<SpringApplicationBuilder> application = () -> application(Applications.Eager.class)
                .web(WebApplicationType.SERVLET)
                .initializers(context -> applied.incrementAndGet(), new OfWebContexts());

        assertThat(Commands.run(application, "heads").out()).contains("c1");
        assertThat(applied).hasValue(1);
    }

    private static final class OfWebContexts
            implements ApplicationContextInitializer<ConfigurableWebApplicationContext> {

        @Override
        public void initialize(ConfigurableWebApplicationContext context) {
            throw new IllegalStateException("there is no web context");
        }
    }

    @Test
    void a_bean_that_cannot_be_created_is_analysed_as_in_a_failed_start() {
        Transcript failed = Commands.run(() -> new SpringApplicationBuilder(Applications.Eager.class), "current");

        assertThat(failed.err())
                .contains("FAILED: The data source \"dataSource\" cannot be created", "What to do: Set")
                .doesNotContain("\tat ");
        assertThat(failed.code()).isEqualTo(1);
    }

    @Test
    void a_data_source_that_cannot_be_created_is_named() {
        Transcript failed = Commands.run(
                () -> application(Applications.Eager.class)
                        .properties("spring.datasource.driver-class-name=com.example.NoDriver"),
                "current");

        assertThat(failed.err())
                .contains("FAILED: The data source \"dataSource\" cannot be created: ", "com.example.NoDriver")
                .contains("What to do: Check its URL, driver and pool")
                .doesNotContain("\tat ");
        assertThat(failed.code()).isEqualTo(1);
    }

    @Test
    void a_command_for_all_databases_prints_the_name_of_each() {
        assertThat(Commands.run(this::twoDatabases, "upgrade --all").out())
                .contains("orders:\n[1/1] Upgraded to o1 \"create orders\"", "The database is at o1.\n")
                .contains("billing:\n[1/1] Upgraded to b1 \"create billing\"", "The database is at b1.\n");
        assertThat(Commands.run(this::twoDatabases, "current --all --json").out())
                .contains("\"orders\":{\"current\":[{\"id\":\"o1\"", "\"billing\":{\"current\":[{\"id\":\"b1\"")
                .startsWith("{\"")
                .endsWith("}\n");
    }

    @Test
    void a_database_that_fails_does_not_stop_a_command_for_all() {
        Supplier<SpringApplicationBuilder> broken = () ->
                twoDatabases().properties("levymaster.migrate.databases.orders.url=jdbc:postgresql://localhost:1/none");

        Transcript upgraded = Commands.run(broken, "upgrade --all");

        assertThat(upgraded.err()).contains("FAILED: The database cannot be reached");
        assertThat(upgraded.out()).contains("billing:\n", "The database is at b1");
        assertThat(upgraded.code()).isEqualTo(1);
        assertThat(Commands.run(broken, "-n billing current").out()).contains("b1");
    }

    @Test
    void of_several_databases_one_has_to_be_named() {
        assertThat(Commands.run(this::twoDatabases, "current").err())
                .contains("The application has several migrators: ", "orders", "billing", "name one with --name");
        assertThat(Commands.run(this::twoDatabases, "current -n shop").err())
                .contains("has no migrator \"shop\"", "use one of these: ", "orders", "billing");
        assertThat(Commands.run(this::twoDatabases, "revision --all -m more").err())
                .contains("`db revision` cannot be executed for all databases at once");
    }

    @Test
    void a_command_is_for_one_tenant_or_for_all() {
        database.execute("create schema if not exists acme", "create schema if not exists globex");
        Supplier<SpringApplicationBuilder> tenants =
                () -> application(Applications.Eager.class).properties("levymaster.migrate.tenants.names=acme,globex");

        assertThat(Commands.run(tenants, "upgrade").err()).contains("name one with --tenant");
        assertThat(Commands.run(tenants, "upgrade --tenant nobody").err()).contains("There is no tenant \"nobody\"");
        assertThat(Commands.run(tenants, "upgrade --tenant acme").out()).endsWith("The database is at c1.\n");
        assertThat(Commands.run(tenants, "current --all-tenants --check-heads").text())
                .endsWith("1 of 2 tenants have all revisions of this application.\n"
                        + "  globex is at base, 1 pending\n(exit code 3)\n");
        assertThat(Commands.run(tenants, "upgrade --all-tenants").out())
                .isEqualTo("[1/1] globex\nOf 2 tenants, 1 upgraded, 1 with nothing to do.\n");
        database.execute("delete from globex.levymaster_version");
        assertThat(Commands.run(tenants, "check --tenant acme").text()).contains("(exit code 0)");
        assertThat(Commands.run(tenants, "check --all-tenants").text())
                .contains("globex: ", "(exit code 3)")
                .doesNotContain("acme: ");
        database.execute("drop schema acme, globex cascade");
    }

    private SpringApplicationBuilder twoDatabases() {
        return application(ShopApplication.class)
                .properties(
                        "levymaster.migrate.databases.orders.packages=" + CreateOrders.class.getPackageName(),
                        "levymaster.migrate.databases.orders.schema=orders_meta",
                        "levymaster.migrate.databases.billing.packages=" + CreateBilling.class.getPackageName(),
                        "levymaster.migrate.databases.billing.schema=billing_meta");
    }

    private static SpringApplicationBuilder application(Class<?> type) {
        return new SpringApplicationBuilder(type)
                .properties(
                        "spring.datasource.url=" + database.url(),
                        "spring.datasource.username=" + database.user(),
                        "spring.datasource.password=" + database.password(),
                        "spring.main.banner-mode=off");
    }
}
