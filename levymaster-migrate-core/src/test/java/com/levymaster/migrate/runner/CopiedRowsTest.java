package com.levymaster.migrate.runner;

import static com.levymaster.migrate.reliability.Revisions.IMPATIENT;
import static com.levymaster.migrate.reliability.Revisions.base;
import static com.levymaster.migrate.reliability.Revisions.migrator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.checksum.ChecksumPolicy;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.testing.TestDatabase;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows that are streamed into a table. */
class CopiedRowsTest {

    private static final Object[][] THREE = {{1, "a"}, {2, null}, {3, "c\td\\\n"}};

    private TestDatabase database;

    @BeforeEach
    void freshDatabase() {
        database = TestDatabase.create();
        database.execute("create table p (id bigint primary key, v text)");
    }

    @AfterEach
    void dropDatabase() {
        database.close();
    }

    @Test
    void rows_are_copied_and_an_undo_deletes_them_only() {
        database.execute("insert into p values (9, 'of others')");
        AtomicInteger opened = new AtomicInteger();
        AtomicInteger closed = new AtomicInteger();
        Migrator migrator = migrator(
                database.dataSource(),
                base(
                        "a1",
                        op -> op.insert("p")
                                .columns("id", "v")
                                .rows(() -> {
                                    opened.incrementAndGet();
                                    return Stream.of(THREE).onClose(closed::incrementAndGet);
                                })
                                .keyedBy("id")));

        migrator.upgrade();

        assertThat(values("select id || coalesce(v, '(null)') from p order by id"))
                .containsExactly("1a", "2(null)", "3c\td\\\n", "9of others");
        assertThat(opened).hasValue(2);
        assertThat(closed).hasValue(2);
        migrator.downgrade("base");
        assertThat(values("select v from p")).containsExactly("of others");
    }

    @Test
    void many_rows_that_are_listed_are_copied_too() {
        Migrator migrator = migrator(database.dataSource(), base("a1", op -> {
            var insert = op.insert("p").columns("id", "v").keyedBy("id");
            IntStream.rangeClosed(1, 2500).forEach(i -> insert.row(i, "v" + i));
        }));

        migrator.upgrade();

        assertThat(values("select count(*) || ' ' || count(distinct cmin::text) || ' ' || max(v) from p"))
                .containsExactly("2500 1 v999");
        migrator.downgrade("base");
        assertThat(values("select count(*) from p")).containsExactly("0");
    }

    @Test
    void many_listed_rows_with_fractions_are_rounded_as_a_few_are() {
        upgrade(op -> {
            var insert = op.insert("p").columns("id", "v");
            IntStream.rangeClosed(1, 1001)
                    .forEach(i -> insert.row(i == 1001 ? new BigDecimal("1001.00") : i * 1.0, 1.0E10));
        });

        assertThat(values("select count(*) || ' ' || max(id) || ' ' || max(v) from p"))
                .containsExactly("1001 1001 10000000000");
    }

    @Test
    void values_of_every_type_are_those_that_a_listed_row_has() {
        String columns =
                "(i int, n numeric, b boolean, d date, at timestamptz, u uuid, raw bytea, tags text[], grid int[],"
                        + " doc jsonb, status st, x double precision)";
        database.execute(
                "create type st as enum ('OPEN', 'SHUT')", "create table l " + columns, "create table c " + columns);
        List<Object[]> rows = new ArrayList<>();
        rows.add(new Object[] {
            1,
            new BigDecimal("1E+3"),
            true,
            LocalDate.of(-43, 3, 15),
            OffsetDateTime.of(2026, 1, 2, 3, 4, 5, 6000, ZoneOffset.ofHours(-8)),
            new UUID(1, 2),
            new byte[] {0, 10, 92, -1},
            Arrays.asList("a,b", null, "q\"\\\n"),
            new int[][] {{1, 2}, {3, 4}},
            "{\"k\": \"tab\\t \\\\ ü€😀\"}",
            StandardEnum.OPEN,
            Double.NEGATIVE_INFINITY
        });
        rows.add(new Object[12]);

        upgrade(op -> {
            var listed = op.insert("l").columns(COLUMNS);
            rows.forEach(listed::row);
            op.insert("c").columns(COLUMNS).rows(rows);
        });

        assertThat(values("select count(*) from (select l::text from l intersect select c::text from c) same"))
                .containsExactly("2");
    }

    private static final String[] COLUMNS = {"i", "n", "b", "d", "at", "u", "raw", "tags", "grid", "doc", "status", "x"
    };

    private enum StandardEnum {
        OPEN
    }

    @Test
    void rows_go_into_a_quoted_table_of_another_schema() {
        database.execute("create schema \"Other\"", "create table \"Other\".\"Lot's\" (\"the id\" int)");

        upgrade(op -> op.inSchema("Other").insert("Lot's").columns("the id").rows(List.<Object[]>of(new Object[] {7})));

        assertThat(values("select \"the id\"::text from \"Other\".\"Lot's\"")).containsExactly("7");
    }

    @Test
    void what_cannot_be_copied_into_is_inserted_into() {
        database.execute(
                "create view w as select id, v from p where id < 1000000",
                "create table logged (id bigint)",
                "create table log (id bigint)",
                "create rule r as on insert to logged do also insert into log values (new.id)");

        upgrade(op -> {
            op.insert("w")
                    .columns("id", "v")
                    .rows(() -> IntStream.range(0, 2100).mapToObj(i -> new Object[] {i, "v"}));
            op.insert("logged").columns("id").rows(List.<Object[]>of(new Object[] {1}, new Object[] {2}));
        });

        assertThat(values("select (select count(*) from p) || ' ' || (select count(*) from log)"))
                .containsExactly("2100 2");
    }

    @Test
    void a_refused_row_of_a_view_is_named_by_its_thousand() {
        database.execute("create view w as select id, v from p where id < 1000000");

        assertThatThrownBy(() -> upgrade(op -> op.insert("w")
                        .columns("id", "v")
                        .rows(() -> IntStream.range(0, 2100).mapToObj(i -> new Object[] {i == 1500 ? 3 : i, "v"}))))
                .hasMessageContaining("It is one of the rows 1001 to 2000.");
        assertThat(values("select count(*) from p")).containsExactly("0");
    }

    @Test
    void an_identity_is_overridden_only_on_demand() {
        database.execute("create table o (id bigint generated always as identity, v text)");
        List<Object[]> rows = List.<Object[]>of(new Object[] {5, "a"});

        assertThatThrownBy(() -> upgrade(op -> op.insert("o").columns("id", "v").rows(rows)))
                .hasMessageContaining("identity columns of o are always generated: id");
        upgrade(op -> op.insert("o").columns("id", "v").rows(rows).overridingSystemValue());

        assertThat(values("select id::text from o")).containsExactly("5");
    }

    @Test
    void a_row_that_the_server_refuses_is_named_and_nothing_is_kept() {
        assertThatThrownBy(() -> upgrade(op -> {
                    op.execute("insert into p values (2, 'two')");
                    op.insert("p").columns("id", "v").rows(() -> Stream.of(THREE));
                }))
                .hasMessageContaining("insert 3 rows into p")
                .hasMessageContaining("COPY p, line 2");
        assertThat(values("select count(*) from p")).containsExactly("0");
    }

    @Test
    void rows_that_change_between_plan_and_run_are_refused() {
        AtomicInteger opened = new AtomicInteger();

        assertThatThrownBy(() -> upgrade(op -> op.insert("p")
                        .columns("id")
                        .rows(() -> Stream.of(new Object[] {1}, new Object[] {1 + opened.incrementAndGet()}))))
                .hasMessageContaining("The rows are not those that the revision had when it was recorded")
                .hasMessageContaining("as many with other values");
        assertThat(values("select count(*) from p")).containsExactly("0");
    }

    @Test
    void a_stream_that_is_read_already_is_refused_before_anything_runs() {
        Stream<Object[]> once = Stream.of(THREE);

        assertThatThrownBy(() -> upgrade(op -> op.insert("p").columns("id", "v").rows(() -> once)))
                .hasMessageContaining("The rows are a stream that was read before")
                .hasMessageContaining("return a new stream on each call");
    }

    @Test
    void outside_of_a_transaction_all_rows_or_none_are_inserted_and_the_next_run_resumes_there() {
        database.execute("insert into p values (3, 'of others')");
        Consumer<Operations> body = op -> op.autocommit(() -> {
            op.execute("create table before ()");
            op.insert("p").columns("id", "v").rows(() -> Stream.of(THREE)).keyedBy("id");
        });

        assertThatThrownBy(() -> upgrade(body)).hasMessageContaining("the next run resumes there");
        assertThat(values("select v from p")).containsExactly("of others");
        database.execute("delete from p");
        upgrade(body);
        assertThat(values("select count(*) from p")).containsExactly("3");
        migrator(
                        database.dataSource(),
                        base(
                                "a1",
                                op -> op.autocommit(() -> {
                                    op.execute("create table before ()").reversedBy("drop table before");
                                    op.insert("p")
                                            .columns("id", "v")
                                            .rows(() -> Stream.of(THREE))
                                            .keyedBy("id");
                                })))
                .downgrade("base");
        assertThat(values("select count(*) from p")).containsExactly("0");
    }

    @Test
    void many_listed_rows_outside_of_a_transaction_are_all_inserted_or_none() {
        database.execute("create view w as select id, v from p", "insert into p values (1500, 'of others')");
        for (String table : List.of("p", "w")) {
            Consumer<Operations> body = op -> op.autocommit(() -> {
                var insert = op.insert(table).columns("id", "v");
                IntStream.rangeClosed(1, 2000).forEach(i -> insert.row(i, "v"));
            });
            assertThatThrownBy(() -> upgrade(body)).hasMessageContaining("the next run resumes there");
            assertThat(values("select v from p")).containsExactly("of others");
        }
        database.execute("delete from p");
        Consumer<Operations> body = op -> op.autocommit(() -> {
            var insert = op.insert("w").columns("id", "v");
            IntStream.rangeClosed(1, 2000).forEach(i -> insert.row(i, "v"));
        });
        upgrade(body);

        assertThat(values("select count(*) from p")).containsExactly("2000");
    }

    @Test
    void the_rows_of_a_file_are_inserted() {
        try (ClassPathFiles files = new ClassPathFiles()) {
            files.write("lots.csv", "\ufeffv;id\r\n\"a;\n\"\"b\"\"\";1\r\n;2\r\n\"\";3\r\n\r\n-;4");

            upgrade(op -> op.insert("p").csv("lots.csv", f -> f.separator(';').nullText("-")));

            assertThat(values("select id || coalesce(v, '(null)') from p order by id"))
                    .containsExactly("1a;\n\"b\"", "2", "3", "4(null)");
        }
    }

    @Test
    void a_line_that_the_server_refuses_is_named() {
        try (ClassPathFiles files = new ClassPathFiles()) {
            files.write("lots.csv", "id,v\n1,\"two\nlines\"\nx,b\n");

            assertThatThrownBy(() -> upgrade(op -> op.insert("p").csv("lots.csv")))
                    .hasMessageContaining("The row is at lots.csv:4.");
        }
    }

    @Test
    void a_file_that_is_malformed_is_refused_with_its_line() {
        assertRefused("", "lots.csv:1: the file is empty");
        assertRefused("id,\n1,2\n", "lots.csv:1: a column of the first line has no name");
        assertRefused(
                "id,v\n1\n2,b\n3,b,c\n", "lots.csv:2 has 1 value for 2 columns; lots.csv:4 has 3 values for 2 columns");
        assertRefused("id,v\n1,\"a\n\n", "lots.csv:2: the quoted value that begins on this line has no end");
        assertRefused("id,v\n1,a\n2,\"a\"b\n", "lots.csv:3: there is text after the closing quote");
        assertRefused("id,v\n1,a\"b\n", "lots.csv:2: there is a quote within a value");
        assertRefused("id,v\n", "it has no row");
    }

    @Test
    void a_file_in_another_encoding_is_refused_with_its_line() {
        try (ClassPathFiles files = new ClassPathFiles()) {
            files.write("lots.csv", "id,v\n1,a\n2,Gebühr\n".getBytes(StandardCharsets.ISO_8859_1));

            assertThatThrownBy(() -> upgrade(op -> op.insert("p").csv("lots.csv")))
                    .hasMessageContaining("lots.csv:3: a character is not encoded in UTF-8");
            upgrade(op -> op.insert("p").csv("lots.csv", f -> f.encoding(StandardCharsets.ISO_8859_1)));
            assertThat(values("select v from p where id = 2")).containsExactly("Gebühr");
        }
    }

    @Test
    void rows_that_are_edited_after_the_upgrade_are_noticed() {
        migrator(
                        database.dataSource(),
                        base("a1", op -> op.insert("p").columns("id", "v").rows(() -> Stream.of(THREE))))
                .upgrade();

        Object[][] edited = {{1, "a"}, {2, null}, {3, "edited"}};

        assertThatThrownBy(migrator(
                        database.dataSource(),
                        IMPATIENT.withChecksums(ChecksumPolicy.FAIL),
                        base("a1", op -> op.insert("p").columns("id", "v").rows(() -> Stream.of(edited))))::validate)
                .hasMessageContaining("rows 3, sha256");
    }

    @Test
    void a_script_has_the_rows() {
        String script = migrator(
                        database.dataSource(),
                        base(
                                "a1",
                                op -> op.insert("p")
                                        .columns("id", "v")
                                        .rows(() -> Stream.of(THREE))
                                        .keyedBy("id")))
                .scriptUpgrade("heads");

        assertThat(script).contains("copy p (id, v) from stdin;\n1\ta\n2\t\\N\n3\tc\\td\\\\\\n\n\\.\n");
    }

    private void assertRefused(String content, String message) {
        try (ClassPathFiles files = new ClassPathFiles()) {
            files.write("lots.csv", content);
            assertThatThrownBy(() -> upgrade(op -> op.insert("p").csv("lots.csv")))
                    .hasMessageContaining(message);
        }
    }

    private void upgrade(Consumer<Operations> body) {
        migrator(database.dataSource(), base("a1", body)).upgrade();
    }

    private List<String> values(String sql) {
        return database.jdbc().sql(sql).query(String.class).list();
    }
}
