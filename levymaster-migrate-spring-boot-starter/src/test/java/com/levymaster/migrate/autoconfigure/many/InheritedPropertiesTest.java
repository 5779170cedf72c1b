package com.levymaster.migrate.autoconfigure.many;

import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.autoconfigure.DatabaseProperties;
import com.levymaster.migrate.autoconfigure.LevyMigrateAutoConfiguration;
import com.levymaster.migrate.autoconfigure.many.shop.billing.CreateBilling;
import com.levymaster.migrate.autoconfigure.many.shop.orders.CreateOrders;
import com.levymaster.migrate.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** What a database takes from the properties of all. */
class InheritedPropertiesTest {

    @AutoClose
    private final TestDatabase orders = TestDatabase.create();

    @AutoClose
    private final TestDatabase billing = TestDatabase.create();

    @Test
    void a_url_of_its_own_outranks_the_data_source_of_all() {
        new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(DataSourceAutoConfiguration.class, LevyMigrateAutoConfiguration.class))
                .withUserConfiguration(CreateOrders.class, CreateBilling.class)
                .withPropertyValues(
                        "spring.datasource.url=" + orders.url(),
                        "spring.datasource.username=" + orders.user(),
                        "spring.datasource.password=" + orders.password(),
                        "levymaster.migrate.data-source=dataSource",
                        "levymaster.migrate.databases.orders.packages=" + CreateOrders.class.getPackageName(),
                        "levymaster.migrate.databases.billing.packages=" + CreateBilling.class.getPackageName(),
                        "levymaster.migrate.databases.billing.url=" + billing.url(),
                        "levymaster.migrate.databases.billing.user=" + billing.user(),
                        "levymaster.migrate.databases.billing.password=" + billing.password())
                .run(context -> assertThat(context).hasNotFailed());

        assertThat(revisions(billing)).hasSize(1).isNotEqualTo(revisions(orders));
        assertThat(revisions(orders)).hasSize(1);
    }

    @Test
    void a_name_in_an_environment_variable_is_the_one_of_the_configuration() {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                                Map.of("LEVYMASTER_MIGRATE_DATABASES_MYDB_USER", "owner")));
        environment
                .getPropertySources()
                .addLast(new MapPropertySource(
                        "configuration",
                        Map.of(
                                "levymaster.migrate.databases.my-db.url", "jdbc:postgresql://localhost:1/none",
                                "levymaster.migrate.databases.myDb.schema", "app")));

        assertThat(DatabaseProperties.names(environment)).hasSize(1).first().isIn("my-db", "myDb");
        assertThat(DatabaseProperties.of(environment, "my-db").user()).isEqualTo("owner");
        assertThat(DatabaseProperties.of(environment, "my-db").schema()).isEqualTo("app");
    }

    private static List<String> revisions(TestDatabase database) {
        return database.jdbc()
                .sql("select revision from levymaster_version")
                .query(String.class)
                .list();
    }
}
