package com.levymaster.migrate.test;

import com.levymaster.migrate.store.TableNames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Inserts data at a revision, upgrades to the heads, and checks that the data still exists. */
final class DataSurvivalCheck {

    private final ApplicationContext context;
    private final GivenData given;

    DataSurvivalCheck(ApplicationContext context, GivenData given) {
        this.context = context;
        this.given = given;
    }

    void run() {
        try (ScratchDatabase scratch = new ScratchDatabase(context)) {
            scratch.migrator().upgrade(given.revision());
            JdbcClient jdbc = scratch.jdbc();
            List.of(given.sql()).forEach(sql -> jdbc.sql(sql).update());
            Map<String, Long> before = rows(jdbc, scratch.migrator().settings().tables());
            scratch.migrator().upgrade("heads");
            Map<String, Long> after = rows(jdbc, scratch.migrator().settings().tables());
            before.forEach((table, count) -> Assertions.assertTrue(
                    after.getOrDefault(table, count) >= count,
                    () -> table + " had " + count + " rows and has " + after.get(table)));
            List.of(given.holds()).forEach(sql -> assertHolds(sql, jdbc));
        }
    }

    private static void assertHolds(String sql, JdbcClient jdbc) {
        List<@Nullable Object> answer =
                jdbc.sql(sql).query((row, number) -> row.getObject(1)).list();
        if (answer.size() != 1 || !(answer.get(0) instanceof Boolean)) {
            Assertions.fail("\"holds\" must be a query that returns one true or false; " + sql + " returns " + answer
                    + ": compare it, as in select count(*) = 1 from …");
        }
        Assertions.assertEquals(true, answer.get(0), sql);
    }

    private static Map<String, Long> rows(JdbcClient jdbc, TableNames own) {
        Map<String, Long> rows = new LinkedHashMap<>();
        jdbc.sql("""
                        select pg_catalog.format('%I.%I', schemaname, tablename) from pg_catalog.pg_tables
                        where schemaname operator(pg_catalog.!~) '^pg_'
                          and schemaname operator(pg_catalog.<>) 'information_schema'
                          and tablename operator(pg_catalog.<>) all (array[:own]::pg_catalog._text)
                        order by 1""")
                .param("own", own.all())
                .query(String.class)
                .list()
                .forEach(table -> rows.put(
                        table,
                        jdbc.sql("select pg_catalog.count(*) from " + table)
                                .query(Long.class)
                                .single()));
        return rows;
    }
}
