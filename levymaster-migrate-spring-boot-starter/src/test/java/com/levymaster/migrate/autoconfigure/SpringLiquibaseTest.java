package com.levymaster.migrate.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.testing.TestDatabase;
import javax.sql.DataSource;
import liquibase.integration.spring.SpringLiquibase;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** An application that still starts Liquibase. */
@ExtendWith(OutputCaptureExtension.class)
class SpringLiquibaseTest {

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    @Test
    void a_bean_of_liquibase_is_named_whatever_its_name_is(CapturedOutput output) {
        new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(DataSourceAutoConfiguration.class, LevyMigrateAutoConfiguration.class))
                .withPropertyValues(
                        "spring.datasource.url=" + database.url(),
                        "spring.datasource.username=" + database.user(),
                        "spring.datasource.password=" + database.password())
                .withUserConfiguration(OwnLiquibase.class)
                .run(context -> assertThat(context).hasNotFailed());

        assertThat(output)
                .contains("Liquibase also migrates when this application starts (ofBilling). Once its change sets are"
                        + " adopted with `db adopt --from liquibase`, set spring.liquibase.enabled=false, remove the beans"
                        + " of your own, or remove it from the class path")
                .doesNotContain("Flyway also");
        assertThat(database.jdbc()
                        .sql("select id from databasechangelog")
                        .query(String.class)
                        .single())
                .isEqualTo("one");
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnLiquibase {

        @Bean
        SpringLiquibase ofBilling(DataSource dataSource) {
            SpringLiquibase liquibase = new SpringLiquibase();
            liquibase.setDataSource(dataSource);
            liquibase.setChangeLog("classpath:/liquibase/log.sql");
            return liquibase;
        }
    }
}
