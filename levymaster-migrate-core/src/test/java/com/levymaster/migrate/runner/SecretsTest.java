package com.levymaster.migrate.runner;

import static com.levymaster.migrate.Types.integer;
import static com.levymaster.migrate.Types.text;
import static com.levymaster.migrate.reliability.Revisions.IMPATIENT;
import static com.levymaster.migrate.reliability.Revisions.after;
import static com.levymaster.migrate.reliability.Revisions.base;
import static com.levymaster.migrate.reliability.Revisions.migrator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.levymaster.migrate.checksum.ChecksumPolicy;
import com.levymaster.migrate.checksum.EditedRevisionException;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.MigratorSettings;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.testing.TestDatabase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Values of the application appear in no row of the history, no log line and no exception, unless they are asked for. */
class SecretsTest {

    private static final String SECRET = "S3CRET";
    private static final String ROLE = "secretive_" + ProcessHandle.current().pid();
    private static final MigratorSettings STRICT = IMPATIENT.withChecksums(ChecksumPolicy.FAIL);

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void recordLog() {
        log.start();
        logger().setLevel(Level.TRACE);
        logger().addAppender(log);
    }

    @AfterEach
    void stopRecording() {
        logger().detachAppender(log);
        logger().setLevel(null);
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger("com.levymaster.migrate");
    }

    private static final RevisionDefinition BASE = base("a1", op -> {
        op.createTable("account", t -> {
            t.column("name", text());
            t.column("pw", text());
            t.unique("uq_pw").on("pw");
        });
        op.execute("do $$ begin perform 'S3CRET'; end $$");
        op.execute("select set_config('app.pw', 'S3CRET', true)");
        op.execute("create view secrets as select pw from account where pw <> 'S3CRET'");
        op.alterTable("account", t -> t.addCheck("ck").that("pw <> 'not S3CRET'"));
        op.insert("account").columns("name", "pw").row("root", SECRET);
    });

    /** The last one leaves the revision unfinished. */
    private static final Map<String, Consumer<Operations>> FAILURES = Stream.of(
                    failure("execute", op -> op.execute("alter role nobody_here password 'S3CRET'")),
                    failure("syntax", op -> op.execute("select 'S3CRET' 'S3CRET'")),
                    failure("cast", op -> op.execute("select 'S3CRET'::int")),
                    failure("name", op -> op.execute("select 'S3CRET'::regclass")),
                    failure("dollar quotes", op -> op.execute("select $q$S3CRET$q$::int")),
                    failure(
                            "insert",
                            op -> op.insert("account").columns("name", "pw").row("x", SECRET)),
                    failure("batch", op -> {
                        op.execute("insert into account values ('y', 'S3CRET')");
                        op.execute("select 1");
                    }),
                    failure(
                            "data",
                            op -> op.data(
                                    "copy accounts",
                                    jdbc -> jdbc.sql("insert into account values ('y', 'S3CRET')")
                                            .update())),
                    failure(
                            "batch of a template",
                            op -> op.dataWithJdbcTemplate(
                                    "copy",
                                    jdbc -> jdbc.batchUpdate(
                                            "insert into account values ('y', 'other')",
                                            "insert into account values ('y', 'S3CRET')"))),
                    failure(
                            "batch of a statement",
                            op -> op.dataWithConnection("copy", connection -> {
                                try (var statement = connection.createStatement()) {
                                    statement.addBatch("insert into account values ('y', 'S3CRET')");
                                    statement.executeBatch();
                                }
                            })),
                    failure("raise", op -> op.execute("do $$ begin raise exception 'no \"%\"', 'S3CRET'; end $$")),
                    failure("raise of a text alone", op -> op.execute("do $$ begin raise exception 'S3CRET'; end $$")),
                    failure(
                            "raise with another state",
                            op -> op.execute(
                                    "do $$ begin raise unique_violation using message = 'S3CRET', detail = 'S3CRET',"
                                            + " hint = 'S3CRET'; end $$")),
                    failure("assert", op -> op.execute("do $$ begin assert false, 'S3CRET'; end $$")),
                    failure("trigger", op -> {
                        op.execute("create function refuse() returns trigger language plpgsql as"
                                + " $$ begin raise exception 'not %', new.pw; end $$");
                        op.execute(
                                "create trigger refuse before insert on account for each row execute function refuse()");
                        op.insert("account").columns("name", "pw").row("x", "S3CRET too");
                    }),
                    failure("setting", op -> op.setLocal("work_mem", SECRET)),
                    failure(
                            "duplicate rows",
                            op -> op.execute("create table twice as select 'S3CRET' as a from generate_series(1, 2);"
                                    + " create unique index on twice (a)")),
                    failure(
                            "conversion",
                            op -> op.alterTable(
                                    "account",
                                    t -> t.changeType("pw")
                                            .from(text())
                                            .to(integer())
                                            .using("'S3CRET'::int"))),
                    failure("seen", op -> {
                        op.inspector().hasTable("account");
                        op.execute("select 'S3CRET'::int");
                    }),
                    failure(
                            "savepoint",
                            op -> op.savepoint(
                                    "s",
                                    () -> op.execute("select 'x'::int"),
                                    () -> op.execute("select 'S3CRET'::int"))),
                    failure(
                            "query",
                            op -> op.data(
                                    "search",
                                    jdbc -> jdbc.sql("select to_tsquery('S3CRET &&')")
                                            .query()
                                            .singleValue())),
                    failure(
                            "value of another type",
                            op -> op.data(
                                    "read",
                                    jdbc -> jdbc.sql("select 'S3CRET'")
                                            .query((row, n) -> row.getInt(1))
                                            .single())),
                    failure(
                            "transaction command",
                            op -> op.data(
                                    "begin",
                                    jdbc -> jdbc.sql("begin; select 'S3CRET'").update())),
                    failure(
                            "batch of a lost session",
                            op -> op.dataWithConnection("copy", connection -> {
                                try (var statement = connection.createStatement()) {
                                    statement.addBatch("insert into account values ('y', 'other S3CRET')");
                                    statement.addBatch("select pg_terminate_backend(pg_backend_pid()), 'S3CRET'");
                                    statement.executeBatch();
                                }
                            })),
                    failure(
                            "rows of another width",
                            op -> op.insert("account").columns("name").row("x", SECRET)),
                    failure("outside", op -> op.autocommit(() -> op.execute("select 'S3CRET'::int"))))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new));

    private static Map.Entry<String, Consumer<Operations>> failure(String name, Consumer<Operations> step) {
        return Map.entry(name, step);
    }

    @Test
    void a_failure_reveals_no_value() {
        migrator(database.dataSource(), BASE).upgrade();

        FAILURES.forEach((name, step) -> {
            RuntimeException failure = catchThrowableOfType(
                    RuntimeException.class, migrator(database.dataSource(), BASE, after("a1", "b2", step))::upgrade);

            assertThat(stackTrace(failure))
                    .as(name)
                    .contains("What to do")
                    .doesNotContain(SECRET)
                    .doesNotContainIgnoringCase("\"s3cret");
        });
        assertThat(history()).doesNotContain(SECRET);
        assertThat(logged()).doesNotContain(SECRET);
    }

    /** What the catalog shows after the run is no secret: names, comments, labels and defaults. */
    private static void secrets(Operations op) {
        op.setLocal("app.key", SECRET);
        op.createTable("c", t -> {
            t.column("a", text()).comment("shown").defaultValue("shown");
            t.column("b", integer());
            t.column("g", text()).generatedStored("'S3CRET'::text");
            t.column("d", text()).defaultSql("'S3CRET' || clock_timestamp()::text");
            t.check("ck_c").that("a <> 'S3CRET'");
            t.index("ix_c").onExpression("coalesce(a, 'S3CRET')").where("a <> 'S3CRET'");
            t.exclusion("ex_c")
                    .using("btree")
                    .with("(coalesce(a, 'S3CRET'))", "=")
                    .where("a <> 'S3CRET'");
        });
        op.insert("c").columns("a", "b").row("S3CRET row", 1).keyedBy("a");
        op.alterTable("c", t -> {
            t.changeType("b")
                    .from(integer())
                    .to(text())
                    .using("b::text || 'S3CRET'")
                    .reversedUsing("length('S3CRET')");
            t.addCheck("ck_more").that("a <> 'S3CRET 2'");
            t.addIndex("ix_more").on("a").where("a <> 'S3CRET'");
            t.changeDefault("a").from("shown").toSql("'S3CRET'");
        });
        op.views().create("v", "select 'S3CRET' as x");
        op.types().createEnum("e", "shown");
        op.types().createDomain("dom", text(), d -> d.check("ck_dom", "value <> 'S3CRET'"));
        op.execute("create role " + ROLE + " password 'S3CRET'").reversedBy("drop role " + ROLE);
        op.execute("drop role " + ROLE).reversedBy("create role " + ROLE + " password 'S3CRET'");
        op.execute("do $$ begin raise notice 'S3CRET'; end $$").reversedBy("select 'S3CRET'");
        op.savepoint("s", () -> op.execute("select 'S3CRET'").reversedBy("select 'S3CRET'"), () -> {});
        op.data(
                        "bind",
                        jdbc -> jdbc.sql("insert into c (a) values (?)")
                                .param("S3CRET 3")
                                .update())
                .reversedBy(
                        jdbc -> jdbc.sql("delete from c where a = 'S3CRET 3'").update());
        op.autocommit(() -> op.alterTable(
                "c", t -> t.addIndex("ix_late").on("b").where("b <> 'S3CRET'").concurrently()));
    }

    @Test
    void no_value_that_an_author_can_write_leaves_the_revision() {
        List<String> heard = new ArrayList<>();
        RunListener listener = new RunListener() {
            @Override
            public void beforeStep(RevisionHeader revision, int step, int steps, String description) {
                heard.add(description);
            }
        };
        RevisionDefinition two = after("a1", "b2", op -> {
            op.execute("select 'S3CRET'").reversedBy("select 'S3CRET'");
            op.alterTable("c", t -> t.addCheck("ck_late").that("a <> 'S3CRET 4'"));
        });
        for (MigratorSettings settings : List.of(IMPATIENT, IMPATIENT.withHistorySql(true))) {
            Migrator migrator = migrator(database.dataSource(), settings, base("a1", SecretsTest::secrets), two)
                    .withListener(listener);
            migrator.previewUpgrade().revisions().stream()
                    .flatMap(revision -> revision.hazards().stream())
                    .forEach(hazard -> heard.add(hazard.toString()));
            migrator.dataLosses(migrator.previewUpgrade()).forEach(loss -> heard.add(loss.toString()));
            migrator.upgrade("a1");
            migrator.upgrade();
            if (!settings.historySql()) {
                assertThat(history()).contains("shown").doesNotContain(SECRET);
            }
            heard.add(migrator.status().toString());
            heard.addAll(edited(SecretsTest::changed).edited().get(0).difference());
            migrator.dataLosses(migrator.previewDowngrade("base")).forEach(loss -> heard.add(loss.toString()));
            migrator.downgrade("base");
        }

        assertThat(heard).hasSizeGreaterThan(50);
        assertThat(heard.stream().filter(text -> text.contains(SECRET))).isEmpty();
        assertThat(logged())
                .contains("addCheck(\"ck_late\").that(\"a <> '***'\")")
                .doesNotContain(SECRET);
    }

    private static void changed(Operations op) {
        op.setLocal("app.key", "S3CRET of today");
        op.execute("select 'S3CRET of today'");
    }

    @Test
    void a_failure_shows_the_statement_with_masked_literals_and_points_at_the_right_place() {
        RevisionDefinition failing =
                base("a1", op -> op.execute("select 'S3CRET of any length', '😀', nothing from pg_class"));

        RevisionFailedException failure =
                catchThrowableOfType(RevisionFailedException.class, migrator(database.dataSource(), failing)::upgrade);

        assertThat(failure)
                .hasMessageContaining("PostgreSQL: column \"nothing\" does not exist   [42703]")
                .hasMessageContaining("SQL: select '***', '***', →nothing from pg_class");
        assertThat(failure.failure().sql()).isEqualTo("select '***', '***', nothing from pg_class");
    }

    @Test
    void a_failure_shows_no_number_of_a_row() {
        RevisionDefinition failing = base("a1", op -> {
            op.execute("create table c (b int)");
            op.insert("c").columns("b").row(12345678901L);
        });

        assertThatThrownBy(migrator(database.dataSource(), failing)::upgrade)
                .hasMessageContaining("(***)")
                .hasMessageNotContaining("12345678901");
    }

    @Test
    void values_are_shown_if_they_are_asked_for() {
        RevisionDefinition failing = base("a1", op -> op.execute("select '😀', 'S3CRET'::int"));

        RevisionFailedException failure = catchThrowableOfType(
                RevisionFailedException.class,
                migrator(database.dataSource(), IMPATIENT.withLogValues(true), failing)::upgrade);

        assertThat(failure)
                .hasMessageContaining("invalid input syntax for type integer: \"S3CRET\"")
                .hasMessageContaining("SQL: select '😀', →'S3CRET'::int");
        assertThat(history()).doesNotContain(SECRET);
    }

    @Test
    void the_history_contains_the_operations_without_literals() {
        migrator(database.dataSource(), BASE).upgrade();

        assertThat(history())
                .doesNotContain(SECRET)
                .contains("ExecuteSql(sql 'select set_config('***', '***', true)') sha256 ")
                .contains("ExecuteSql(sql 'do $$ begin perform '***'; end $$') sha256 ")
                .contains("select pw from account where pw <> '***'");
        assertThat(logged()).doesNotContain(SECRET);
    }

    @Test
    void the_history_contains_everything_if_it_is_asked_for_and_the_checksums_are_the_same() {
        migrator(database.dataSource(), IMPATIENT.withHistorySql(true), BASE).upgrade();

        assertThat(history()).contains("ExecuteSql(sql 'select set_config('app.pw', 'S3CRET', true)')\n");
        migrator(database.dataSource(), STRICT, BASE).validate();
        try (TestDatabase other = TestDatabase.create()) {
            migrator(other.dataSource(), BASE).upgrade();
            assertThat(checksum(other)).isEqualTo(checksum(database));
        }
    }

    @Test
    @Tag("row-66")
    void an_edit_of_a_literal_alone_is_detected_and_explained() {
        migrator(database.dataSource(), base("a1", op -> op.execute("select 'S3CRET', 1")))
                .upgrade();

        EditedRevisionException edited = edited(op -> op.execute("select 'S3CRET 2', 1"));

        assertThat(edited.edited().get(0).difference())
                .containsExactly("a literal changed: ExecuteSql(sql 'select '***', 1')");
    }

    @Test
    void an_edit_of_the_statement_is_explained_with_masked_literals() {
        migrator(database.dataSource(), base("a1", op -> op.execute("select 'S3CRET', 1")))
                .upgrade();

        EditedRevisionException edited = edited(op -> op.execute("select 'S3CRET', 2"));

        assertThat(edited.edited().get(0).difference())
                .containsExactly("- ExecuteSql(sql 'select '***', 1')", "+ ExecuteSql(sql 'select '***', 2')");
    }

    @Test
    void an_edit_of_an_operation_that_was_recorded_with_its_literals_reveals_none() {
        migrator(
                        database.dataSource(),
                        IMPATIENT.withHistorySql(true),
                        base("a1", op -> op.execute("select 'S3CRET', 1").reversedBy("select 'S3CRET'")))
                .upgrade();

        EditedRevisionException edited =
                edited(op -> op.execute("select 'S3CRET', 2").reversedBy("select 'S3CRET'"));

        assertThat(edited.getMessage()).doesNotContain(SECRET).contains("- ExecuteSql(sql 'select '***', 1'");
    }

    private EditedRevisionException edited(Consumer<Operations> upgrade) {
        return catchThrowableOfType(
                EditedRevisionException.class, migrator(database.dataSource(), STRICT, base("a1", upgrade))::validate);
    }

    private String history() {
        return database.jdbc()
                .sql("select coalesce(string_agg(h::text || coalesce(h.operations, '') || E'\\n', ''), '')"
                        + " from levymaster_history h")
                .query(String.class)
                .single();
    }

    private static String checksum(TestDatabase database) {
        return database.jdbc()
                .sql("select checksum from levymaster_history where event = 'upgrade'")
                .query(String.class)
                .single();
    }

    private String logged() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).collect(Collectors.joining("\n"));
    }

    private static String stackTrace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
