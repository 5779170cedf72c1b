package com.levymaster.migrate.cli.minimal.one;

import com.levymaster.migrate.autoconfigure.LevyMigrateCustomizer;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.revision.RevisionHeader;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Applications with one revision. */
public final class Minimal {

    private Minimal() {}

    /** Has nothing of its own. */
    @EnableAutoConfiguration
    public static class Plain {}

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
