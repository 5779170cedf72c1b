package com.levymaster.migrate.cli.app;

import com.levymaster.migrate.autoconfigure.LevyMigrateDataSource;
import jakarta.annotation.PostConstruct;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** Applications whose start needs the tables, or does more than a command may do. */
public final class Applications {

    private Applications() {}

    /** Every bean of its own reads a table as soon as it is created. */
    @EnableAutoConfiguration
    @EnableScheduling
    public static class Eager {

        @Bean
        AfterSingletons afterSingletons(JdbcTemplate jdbc) {
            return new AfterSingletons(jdbc);
        }

        @Bean
        @Lazy(false)
        AfterConstruction afterConstruction(JdbcTemplate jdbc) {
            return new AfterConstruction(jdbc);
        }

        @Bean
        @DependsOnDatabaseInitialization
        OnRefresh onRefresh(JdbcTemplate jdbc) {
            return new OnRefresh(jdbc);
        }

        @Bean
        Service service(JdbcTemplate jdbc) {
            return new Service(jdbc);
        }
    }

    static class Reader {

        Reader(JdbcTemplate jdbc) {
            jdbc.queryForList("select title from permit");
        }
    }

    static class AfterSingletons extends Reader implements SmartInitializingSingleton {

        AfterSingletons(JdbcTemplate jdbc) {
            super(jdbc);
        }

        @Override
        public void afterSingletonsInstantiated() {}
    }

    static class AfterConstruction {

        private final JdbcTemplate jdbc;

        AfterConstruction(JdbcTemplate jdbc) {
            this.jdbc = jdbc;
        }

        @PostConstruct
        void read() {
            jdbc.queryForList("select title from permit");
        }
    }

    static class OnRefresh extends Reader implements ApplicationListener<ContextRefreshedEvent> {

        OnRefresh(JdbcTemplate jdbc) {
            super(jdbc);
        }

        @Override
        public void onApplicationEvent(ContextRefreshedEvent event) {}
    }

    static class Service extends Reader implements SmartLifecycle, CommandLineRunner, ExitCodeGenerator {

        Service(JdbcTemplate jdbc) {
            super(jdbc);
        }

        @EventListener
        void on(Object event) {}

        @Scheduled(fixedRate = 1)
        void tick() {}

        @Override
        public void run(String... args) {}

        @Override
        public void start() {}

        @Override
        public void stop() {}

        @Override
        public boolean isRunning() {
            return false;
        }

        @Override
        public int getExitCode() {
            return 42;
        }
    }

    /** Has no entity manager factory of Boot's, but its own, which would create the tables. */
    @EnableAutoConfiguration(exclude = HibernateJpaAutoConfiguration.class)
    public static class OwnEntityManagerFactory {

        @Bean
        LocalContainerEntityManagerFactoryBean unit(DataSource dataSource) {
            LocalContainerEntityManagerFactoryBean unit = new LocalContainerEntityManagerFactoryBean();
            unit.setPersistenceUnitName("permits");
            unit.setDataSource(dataSource);
            unit.setManagedTypes(
                    org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes.of(Permit.class.getName()));
            HibernateJpaVendorAdapter vendor = new HibernateJpaVendorAdapter();
            vendor.setGenerateDdl(true);
            unit.setJpaVendorAdapter(vendor);
            unit.setJpaPropertyMap(Map.of("jakarta.persistence.schema-generation.database.action", "drop-and-create"));
            return unit;
        }
    }

    /** Has two data sources, both defined by itself. */
    @EnableAutoConfiguration(exclude = {DataSourceAutoConfiguration.class, HibernateJpaAutoConfiguration.class})
    public static class TwoDataSources {

        @Bean
        DataSource reporting() {
            return new DriverManagerDataSource("jdbc:postgresql://localhost:1/none");
        }

        @Bean(defaultCandidate = false)
        @LevyMigrateDataSource
        DataSource migrated(Environment environment) {
            return new DriverManagerDataSource(
                    environment.getRequiredProperty("spring.datasource.url"),
                    environment.getRequiredProperty("spring.datasource.username"),
                    environment.getRequiredProperty("spring.datasource.password"));
        }
    }

    /** Supplies the data source by its instance, which reads a table while it is initialized. */
    @EnableAutoConfiguration
    public static class OwnDataSourceReader {

        private final JdbcTemplate jdbc;

        OwnDataSourceReader(@Lazy JdbcTemplate jdbc) {
            this.jdbc = jdbc;
        }

        @PostConstruct
        void readTitles() {
            jdbc.queryForList("select title from permit");
        }

        @Bean
        DataSource own(Environment environment) {
            return new TwoDataSources().migrated(environment);
        }
    }

    /** The web part of an application whose data source and revisions are in its parent. */
    @Configuration(proxyBeanMethods = false)
    public static class WebPart implements InitializingBean {

        @Override
        public void afterPropertiesSet() {
            throw new IllegalStateException("the web part was started");
        }
    }
}
