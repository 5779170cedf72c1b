package com.levymaster.migrate.cli.minimal.conditional;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.jdbc.core.JdbcTemplate;

/** Has a revision that is there if there is a bean that an auto-configuration of Boot defines. */
@EnableAutoConfiguration
public class Conditional {

    @Revision(id = "w1")
    @ConditionalOnBean(JdbcTemplate.class)
    static class CreateWeight implements Migration {

        @Override
        public void upgrade(Operations op) {}

        @Override
        public void downgrade(Operations op) {}
    }
}
