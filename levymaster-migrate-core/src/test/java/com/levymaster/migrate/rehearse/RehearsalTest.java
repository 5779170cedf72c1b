package com.levymaster.migrate.rehearse;

import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.integer;
import static com.levymaster.migrate.Types.varchar;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.definition.SqlCallbacks;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.rehearse.Rehearsal.MeasuredStatement;
import com.levymaster.migrate.rehearse.Rehearsal.RehearsedStep;
import com.levymaster.migrate.rehearse.Rehearsal.TakenLock;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.testing.CatalogSnapshot;
import com.levymaster.migrate.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

class RehearsalTest {

    @AutoClose
    static final TestDatabase database = TestDatabase.create();

    @BeforeEach
    void emptyDatabase() {
        database.empty();
        database.execute(
                "create table district (id bigint generated always as identity primary key, code varchar(10))",
                "create table property (id int primary key, owner text, district_id bigint)",
                "insert into property select n, 'o' || n, null from generate_series(1, 1000) n",
                "analyze property",
                "create type kind as enum ('a')");
    }

    private static RevisionDefinition revision(String id, String down, Consumer<Operations> upgrade) {
        RevisionHeader header = down.isEmpty() ? RevisionHeader.of(id) : RevisionHeader.of(id, down);
        return new RevisionDefinition(header, true, () -> new Migration() {
            @Override
            public void upgrade(Operations op) {
                upgrade.accept(op);
            }

            @Override
            public void downgrade(Operations op) {
                op.undo(this::upgrade);
            }
        });
    }

    private static Migrator migrator(RevisionDefinition... revisions) {
        return Migrator.builder(database.dataSource())
                .scripts(List.of(revisions))
                .build();
    }

    private static Rehearsal rehearsed(RehearsalSettings settings, RevisionDefinition... revisions) {
        String before = everything();
        try {
            return migrator(revisions).rehearseUpgrade(settings, "heads");
        } finally {
            assertThat(everything()).isEqualTo(before);
        }
    }

    private static Rehearsal rehearsed(Consumer<Operations> upgrade) {
        return rehearsed(RehearsalSettings.DEFAULT, revision("r1", "", upgrade));
    }

    /** The whole catalog and all rows. */
    private static String contents() {
        return String.join("\n", CatalogSnapshot.of(database.jdbc()).lines())
                + database.jdbc()
                        .sql("select string_agg(t, ',') from (select p::text t from property p order by id) s")
                        .query(String.class)
                        .single();
    }

    /** Also the locks for which other sessions could wait. */
    private static String everything() {
        return contents()
                + database.jdbc()
                        .sql(
                                "select count(*) from pg_locks where locktype = 'advisory' or mode = 'AccessExclusiveLock'")
                        .query(Integer.class)
                        .single();
    }

    private static Stream<RehearsedStep> steps(Rehearsal rehearsal) {
        return rehearsal.revisions().stream().flatMap(revision -> revision.steps().stream());
    }

    private static Stream<MeasuredStatement> statements(Rehearsal rehearsal) {
        return steps(rehearsal).flatMap(step -> step.statements().stream());
    }

    private static List<String> locks(Rehearsal rehearsal) {
        return statements(rehearsal)
                .flatMap(statement -> statement.locks().stream())
                .filter(lock -> lock.mode().isStrong())
                .map(lock -> (lock.atMost() ? "at most " : "") + lock.mode().title() + " on " + lock.table())
                .toList();
    }

    private static List<String> leftOut(Rehearsal rehearsal) {
        return steps(rehearsal)
                .filter(step -> step.notRehearsed() != null)
                .map(step -> step.number() + ": " + step.notRehearsed())
                .toList();
    }

    @Test
    void locks_rewrites_reads_and_rows_are_told_for_each_statement() {
        Rehearsal rehearsal = rehearsed(op -> {
            op.alterTable("property", t -> t.changeType("id").from(integer()).to(bigint()));
            op.execute("update property set owner = upper(owner)").reversedBy("select 1");
            op.alterTable(
                    "property",
                    t -> t.addForeignKey("fk_district").on("district_id").references("district", "id"));
        });

        assertThat(rehearsal.isWell()).isTrue();
        assertThat(locks(rehearsal)).containsExactly("ACCESS EXCLUSIVE on property", "SHARE ROW EXCLUSIVE on district");
        assertThat(statements(rehearsal).map(MeasuredStatement::rewritten)).contains(List.of("property"));
        assertThat(statements(rehearsal).map(MeasuredStatement::rows)).contains(1000L);
        assertThat(statements(rehearsal).map(MeasuredStatement::read)).contains(List.of("property"));
        TakenLock first =
                statements(rehearsal).findFirst().orElseThrow().locks().get(0);
        assertThat(first.tableRows()).isEqualTo(1000);
        assertThat(first.held()).isEqualTo(rehearsal.revisions().get(0).duration());
    }

    @Test
    void later_revisions_run_on_what_earlier_ones_made_and_the_locks_that_are_held_already_are_told() {
        Rehearsal rehearsal = rehearsed(
                RehearsalSettings.DEFAULT.withMaxLock(Duration.ZERO),
                revision("r1", "", op -> op.alterTable("property", t -> t.addColumn("a", integer()))),
                revision("r2", "r1", op -> op.alterTable("property", t -> t.addColumn("b", integer()))));

        assertThat(locks(rehearsal))
                .containsExactly("ACCESS EXCLUSIVE on property", "at most ACCESS EXCLUSIVE on property");
        assertThat(rehearsal.over(Duration.ZERO)).hasSize(2);
        assertThat(rehearsal.over(Duration.ofHours(1))).isEmpty();
        assertThat(rehearsal.over(null)).isEmpty();
    }

    @Test
    void what_cannot_be_rolled_back_is_named_and_what_may_need_it_too() {
        Rehearsal rehearsal = rehearsed(op -> {
            op.autocommit(() -> op.alterTable(
                    "property", t -> t.addIndex("ix_owner").on("owner").concurrently()));
            op.alterTable("property", t -> t.setNotNull("owner"));
            op.execute("select setval('district_id_seq', 77)").reversedBy("select 1");
            op.execute("copy property to program 'cat'").reversedBy("select 1");
            op.data("send a mail", jdbc -> {}).reversedBy(jdbc -> {});
            op.createTable("apart", t -> t.column("id", integer()));
        });

        assertThat(rehearsal.isWell()).isTrue();
        assertThat(leftOut(rehearsal))
                .containsExactly(
                        "1: it runs outside of a transaction",
                        "2: it may need what was left out before: property",
                        "3: it sets the position of a sequence, which a rollback does not restore",
                        "4: it has effects that a rollback does not undo",
                        "5: Java may do something outside of the database; levymaster.migrate.rehearse.java=true runs it");
        assertThat(steps(rehearsal).reduce((a, b) -> b).orElseThrow().statements())
                .hasSize(1);
    }

    @Test
    void a_new_label_that_is_used_before_it_is_committed_is_no_fault_of_the_revision() {
        Rehearsal rehearsal = rehearsed(
                RehearsalSettings.DEFAULT,
                revision(
                        "r1",
                        "",
                        op -> op.execute("alter type kind add value 'b'").reversedBy("select 1")),
                revision("r2", "r1", op -> op.execute("select 'b'::kind").reversedBy("select 1")));

        assertThat(rehearsal.isWell()).isTrue();
        assertThat(leftOut(rehearsal))
                .containsExactly(
                        "1: it uses a value of an enumeration that the plan adds, which is possible once that is committed");
    }

    @Test
    void the_position_of_a_sequence_is_named() {
        Rehearsal rehearsal = rehearsed(op ->
                op.execute("insert into district (code) values ('x'), ('y')").reversedBy("select 1"));

        assertThat(rehearsal.sequences()).containsExactly("sequence district_id_seq was at its start and is at 2");
    }

    @Test
    void a_failure_is_told_and_what_follows_is_not_run() {
        Rehearsal rehearsal = rehearsed(
                RehearsalSettings.DEFAULT,
                revision("r1", "", op -> op.alterTable("property", t -> t.setNotNull("district_id"))),
                revision("r2", "r1", op -> op.createTable("apart", t -> t.column("id", integer()))));

        assertThat(rehearsal.stopped()).isEqualTo("Revision r1 would fail.");
        assertThat(rehearsal.revisions())
                .singleElement()
                .satisfies(revision ->
                        assertThat(requireNonNull(revision.failure()).message()).contains("contains null values"));
    }

    @Test
    void another_session_is_not_waited_for_longer_than_the_lock_timeout() throws SQLException {
        try (Connection other = database.connection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("select count(*) from property");
            Rehearsal rehearsal = migrator(revision(
                            "r1", "", op -> op.alterTable("property", t -> t.addColumn("a", integer()))))
                    .rehearseUpgrade(RehearsalSettings.DEFAULT.withTimeouts(
                            Duration.ofMillis(50), Duration.ofSeconds(10), Duration.ofSeconds(10)));

            assertThat(rehearsal.stopped()).isEqualTo("Revision r1 has waited 50 ms for a lock of another session.");
            assertThat(requireNonNull(rehearsal.revisions().get(0).failure()).hint())
                    .startsWith("In the way: ");
        }
    }

    @Test
    void a_statement_that_takes_too_long_is_cancelled() {
        Rehearsal rehearsal = rehearsed(
                RehearsalSettings.DEFAULT.withTimeouts(
                        Duration.ofMillis(50), Duration.ofMillis(50), Duration.ofSeconds(10)),
                revision("r1", "", op -> op.execute("select pg_sleep(60)").reversedBy("select 1")));

        assertThat(rehearsal.stopped()).isEqualTo("Revision r1 has a statement that takes longer than it may here.");
    }

    @Test
    void java_runs_if_that_is_asked_for_and_cannot_commit() {
        RehearsalSettings settings = RehearsalSettings.DEFAULT.withJava(true);

        assertThat(rehearsed(
                                settings,
                                revision(
                                        "r1",
                                        "",
                                        op -> op.data(
                                                        "fill",
                                                        jdbc -> jdbc.sql("update property set district_id = 1")
                                                                .update())
                                                .reversedBy(jdbc -> {})),
                                revision("r2", "r1", op -> op.alterTable("property", t -> t.setNotNull("district_id"))))
                        .isWell())
                .isTrue();
        assertThat(rehearsed(
                                settings,
                                revision(
                                        "r1",
                                        "",
                                        op -> op.dataWithConnection("commits", connection -> {
                                                    try (Statement statement = connection.createStatement()) {
                                                        statement.execute("delete from property");
                                                    }
                                                    ((Connection) connection.unwrap(PGConnection.class)).commit();
                                                })
                                                .reversedBy(connection -> {})))
                        .isWell())
                .isFalse();
    }

    @Test
    void deferred_constraints_are_checked_at_the_end_of_their_revision() {
        database.execute(
                "alter table property add constraint fk_deferred foreign key (district_id) references district (id)"
                        + " deferrable initially deferred");

        assertThat(rehearsed(
                                RehearsalSettings.DEFAULT,
                                revision(
                                        "r1",
                                        "",
                                        op -> op.execute(
                                                        "update property set district_id = 1;"
                                                                + " insert into district overriding system value values (1, 'x')")
                                                .reversedBy("select 1")),
                                revision(
                                        "r2", "r1", op -> op.alterTable("property", t -> t.addColumn("a", varchar(3)))))
                        .isWell())
                .isTrue();
        assertThat(rehearsed(op -> op.execute("update property set district_id = 7")
                                .reversedBy("select 1"))
                        .stopped())
                .isEqualTo("Revision r1 would fail.");
    }

    @Test
    void nothing_is_left_if_the_session_ends() {
        String before = contents();

        assertThatThrownBy(() -> migrator(revision("r1", "", op -> {
                            op.execute("drop table property").reversedBy("select 1");
                            op.execute("select pg_sleep(0)").reversedBy("select 1");
                            op.data(
                                            "ends the session",
                                            jdbc -> database.execute(
                                                    "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'"))
                                    .reversedBy(jdbc -> {});
                            op.execute("select 1").reversedBy("select 1");
                        }))
                        .rehearseUpgrade(RehearsalSettings.DEFAULT.withJava(true)))
                .isInstanceOf(MigrationException.class);
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void callbacks_are_named_and_another_process_is_not_disturbed() throws SQLException {
        Migrator migrator = Migrator.builder(database.dataSource())
                .scripts(List.of(revision("r1", "", op -> op.createTable("apart", t -> t.column("id", integer())))))
                .callbacks(new SqlCallbacks(Map.of(
                        SqlCallbacks.Point.BEFORE_RUN,
                        List.of(new SqlCallbacks.Statement("drop table property", "before-run.sql:1")))))
                .build();

        assertThat(migrator.rehearseUpgrade(RehearsalSettings.DEFAULT).callbacks())
                .containsExactly("before-run.sql");
        migrator.upgrade();
        assertThat(migrator.rehearseUpgrade(RehearsalSettings.DEFAULT)).isEqualTo(Rehearsal.NOTHING);
        assertThat(migrator.rehearseDowngrade(RehearsalSettings.DEFAULT, "base").revisions())
                .hasSize(1);
        assertThat(migrator.lastDurations(List.of("r1"))).containsKey("r1");
    }
}
