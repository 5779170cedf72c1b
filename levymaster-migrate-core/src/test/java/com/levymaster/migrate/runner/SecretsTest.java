package com.levymaster.migrate.runner;

import static com.levymaster.migrate.Types.text;
import static com.levymaster.migrate.reliability.Revisions.IMPATIENT;
import static com.levymaster.migrate.reliability.Revisions.after;
import static com.levymaster.migrate.reliability.Revisions.base;
import static com.levymaster.migrate.reliability.Revisions.migrator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.levymaster.migrate.checksum.ChecksumPolicy;
import com.levymaster.migrate.checksum.EditedRevisionException;
import com.levymaster.migrate.command.MigratorSettings;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.testing.TestDatabase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** Values of the application appear in no row of the history, no log line and no exception, unless they are asked for. */
class SecretsTest {

    private static final String SECRET = "S3CRET";
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

    static Stream<Arguments> failures() {
        return Stream.of(
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
                failure(
                        "rows of another width",
                        op -> op.insert("account").columns("name").row("x", SECRET)));
    }

    private static Arguments failure(String name, Consumer<Operations> step) {
        return Arguments.of(name, step);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    void a_failure_reveals_no_value(String name, Consumer<Operations> step) {
        migrator(database.dataSource(), BASE).upgrade();

        RuntimeException failure = catchThrowableOfType(
                RuntimeException.class, migrator(database.dataSource(), BASE, after("a1", "b2", step))::upgrade);

        assertThat(stackTrace(failure)).doesNotContain(SECRET).doesNotContainIgnoringCase("\"s3cret");
        assertThat(history()).doesNotContain(SECRET);
        assertThat(logged()).doesNotContain(SECRET);
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
