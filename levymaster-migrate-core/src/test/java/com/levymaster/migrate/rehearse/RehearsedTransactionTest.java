package com.levymaster.migrate.rehearse;

import static com.levymaster.migrate.Types.integer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.checksum.ChecksumPolicy;
import com.levymaster.migrate.checksum.EditedRevisionException;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.rehearse.Rehearsal.RehearsedStep;
import com.levymaster.migrate.rehearse.Rehearsal.TakenLock;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** All revisions of a rehearsal share a transaction, which a run does not: that must not change what is told of them. */
class RehearsedTransactionTest {

    @AutoClose
    static final TestDatabase database = TestDatabase.create();

    private static final RehearsalSettings WITH_JAVA = RehearsalSettings.DEFAULT.withJava(true);

    @BeforeEach
    void emptyDatabase() {
        database.empty();
        database.execute(
                "create table district (id int primary key)",
                "create table property (id int primary key, owner text, district_id int)",
                "insert into property values (1, null, null)",
                "create sequence number");
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
                op.irreversible("not asked for");
            }
        });
    }

    private static Migrator migrator(DataSource dataSource, RevisionDefinition... revisions) {
        return Migrator.builder(dataSource).scripts(List.of(revisions)).build();
    }

    private static Rehearsal rehearsed(RehearsalSettings settings, RevisionDefinition... revisions) {
        return migrator(database.dataSource(), revisions).rehearseUpgrade(settings, "heads");
    }

    private static Rehearsal rehearsed(RevisionDefinition... revisions) {
        return rehearsed(RehearsalSettings.DEFAULT, revisions);
    }

    private static List<String> leftOut(Rehearsal rehearsal) {
        return rehearsal.revisions().stream()
                .flatMap(revision -> revision.steps().stream())
                .map(RehearsedStep::notRehearsed)
                .filter(Objects::nonNull)
                .toList();
    }

    private static void assertWell(Rehearsal rehearsal) {
        assertThat(rehearsal.stopped()).isNull();
        assertThat(rehearsal.isWell()).isTrue();
    }

    @Test
    void java_runs_in_every_revision_whatever_those_before_it_did_to_constraints() {
        assertWell(rehearsed(
                WITH_JAVA,
                revision("r1", "", op -> op.createTable("apart", t -> t.column("id", integer()))),
                revision("r2", "r1", op -> op.data("one", jdbc -> {})),
                revision("r3", "r2", op -> op.execute("set constraints all immediate")),
                revision("r4", "r3", op -> op.data("two", jdbc -> {}))));
    }

    @Test
    void a_constraint_that_a_later_revision_creates_is_deferred_as_it_says() {
        assertWell(rehearsed(
                revision("r1", "", op -> op.execute("select 1")),
                revision(
                        "r2",
                        "r1",
                        op -> op.execute("alter table property add constraint fk_new foreign key (district_id)"
                                + " references district deferrable initially deferred;"
                                + " update property set district_id = 7; insert into district values (7)"))));
    }

    @Test
    void constraints_that_cannot_be_named_are_no_failure() {
        database.execute(
                "create schema closed",
                "create table closed.t (id int, constraint u unique (id) deferrable initially deferred)",
                "create table one (id int, constraint same foreign key (id) references district"
                        + " deferrable initially deferred)",
                "create table two (id int, constraint same check (id > 0))");
        TestDatabase.Login role = database.role();
        database.execute("grant usage, create on schema public to " + role.user());

        assertWell(migrator(
                        role.dataSource(),
                        revision("r1", "", op -> op.createTable("apart", t -> t.column("id", integer()))),
                        revision("r2", "r1", op -> op.createTable("more", t -> t.column("id", integer()))))
                .rehearseUpgrade(RehearsalSettings.DEFAULT, "heads"));
    }

    @Test
    void a_deferred_check_that_fails_without_what_was_left_out_is_no_failure() {
        database.execute("alter table property add constraint fk foreign key (district_id) references district"
                + " deferrable initially deferred");

        Rehearsal rehearsal = rehearsed(
                revision("r1", "", op -> {
                    op.data("insert district 7", jdbc -> {});
                    op.execute("update property set district_id = 7");
                }),
                revision("r2", "r1", op -> op.createTable("apart", t -> t.column("id", integer()))));

        assertWell(rehearsal);
        assertThat(leftOut(rehearsal))
                .anySatisfy(reason -> assertThat(reason)
                        .startsWith("it fails without what was left out before, from step 1 of r1 on: ")
                        .contains("violates foreign key constraint"));
    }

    @Test
    void a_failure_beside_a_typed_step_that_was_left_out_is_one() {
        RevisionDefinition index = revision(
                "r1",
                "",
                op -> op.autocommit(() -> op.alterTable(
                        "district", t -> t.addIndex("ix_district").on("id").concurrently())));

        assertThat(rehearsed(index, revision("r2", "r1", op -> op.alterTable("property", t -> t.setNotNull("owner"))))
                        .stopped())
                .isEqualTo("Revision r2 would fail.");
        assertThat(rehearsed(index, revision("r2", "r1", op -> op.execute("alter table nowhere add column a int")))
                        .revisions()
                        .get(1)
                        .failure())
                .isNotNull();
    }

    @Test
    void an_object_that_is_missing_may_be_one_of_what_was_left_out() {
        assertWell(rehearsed(
                revision("r1", "", op -> op.data("create a table", jdbc -> {})),
                revision("r2", "r1", op -> op.alterTable("made_by_java", t -> t.addColumn("a", integer())))));
    }

    @Test
    void an_edited_revision_is_refused_as_a_run_refuses_it() {
        RevisionDefinition second = revision("r2", "r1", op -> op.execute("select 1"));
        migrator(database.dataSource(), revision("r1", "", op -> op.execute("select 1")))
                .upgrade();
        Migrator edited = migrator(database.dataSource(), revision("r1", "", op -> op.execute("select 2")), second);

        assertThatThrownBy(() -> edited.withSettings(edited.settings().withChecksums(ChecksumPolicy.FAIL))
                        .rehearseUpgrade(RehearsalSettings.DEFAULT, "heads"))
                .isInstanceOf(EditedRevisionException.class);
    }

    @Test
    void the_validation_of_a_constraint_does_not_count_as_a_strong_lock_because_of_an_earlier_one() {
        Rehearsal rehearsal = rehearsed(
                revision(
                        "r1",
                        "",
                        op -> op.alterTable(
                                "property",
                                t -> t.addCheck("ck_id").that("id > 0").notValid())),
                revision("r2", "r1", op -> op.alterTable("property", t -> t.validateConstraint("ck_id"))));

        assertWell(rehearsal);
        assertThat(rehearsal.over(Duration.ZERO)).hasSize(1).noneMatch(TakenLock::atMost);
    }

    @Test
    void the_position_of_a_sequence_is_named_also_if_its_statement_fails() {
        assertThat(rehearsed(revision("r1", "", op -> op.execute("select 1 / (nextval('number') - 1)")))
                        .sequences())
                .containsExactly("sequence number was at its start and is at 1");
    }

    @Test
    void sequences_of_other_sessions_are_not_waited_for() throws SQLException {
        RehearsalSettings settings = RehearsalSettings.DEFAULT.withTimeouts(
                Duration.ofMillis(50), Duration.ofSeconds(10), Duration.ofSeconds(10));
        RevisionDefinition plain = revision("r1", "", op -> op.execute("select 1"));
        try (Connection other = database.connection();
                Statement statement = other.createStatement()) {
            statement.execute("create temporary sequence own; select nextval('own')");
            assertWell(rehearsed(settings, plain));
            other.setAutoCommit(false);
            statement.execute("drop sequence number");
            assertThatThrownBy(() -> rehearsed(settings, plain))
                    .isInstanceOf(MigrationException.class)
                    .hasMessageContaining("Another session has locked a sequence");
        }
    }
}
