package com.levymaster.migrate.autoconfigure.tools;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Has all tools with tables of their own, none of which may create them, and prints the tables once it is started. */
@SpringBootApplication
class ToolsApplication {

    public static void main(String[] arguments) {
        try (ConfigurableApplicationContext context = SpringApplication.run(ToolsApplication.class, arguments)) {
            JdbcClient jdbc = context.getBean(JdbcClient.class);
            System.out.println("tables: "
                    + jdbc.sql("select tablename from pg_tables where schemaname = 'public' order by 1")
                            .query(String.class)
                            .list());
        }
    }
}
