package com.levymaster.migrate.verify;

import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.integer;
import static com.levymaster.migrate.Types.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.MigratorBuilder;
import com.levymaster.migrate.command.MigratorSettings;
import com.levymaster.migrate.command.ScratchServer;
import com.levymaster.migrate.definition.GivenRows;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.sqlrevision.RepeatableFiles;
import com.levymaster.migrate.sqlrevision.SqlRevisionFiles;
import com.levymaster.migrate.store.TableNames;
import com.levymaster.migrate.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class HistoryVerifierTest {

    private static final RevisionDefinition FIRST = revision(
            RevisionHeader.of("r1"),
            op -> op.createTable("law", t -> {
                t.column("id", bigint()).notNull();
                t.column("code", integer());
                t.primaryKey("pk_law").on("id");
            }));

    private static final GivenRows ROWS = new GivenRows(
            "r1", "r1.sql", List.of("insert into law values (1, 7)"), List.of("select count(*) = 1 from law"));

    @AutoClose
    static final TestDatabase database = TestDatabase.create();

    private static RevisionDefinition revision(RevisionHeader header, Consumer<Operations> upgrade) {
        return revision(header, upgrade, op -> op.undo(upgrade));
    }

    private static RevisionDefinition revision(
            RevisionHeader header, Consumer<Operations> upgrade, Consumer<Operations> downgrade) {
        return new RevisionDefinition(header, true, () -> new Migration() {
            @Override
            public void upgrade(Operations op) {
                upgrade.accept(op);
            }

            @Override
            public void downgrade(Operations op) {
                downgrade.accept(op);
            }
        });
    }

    private static RevisionDefinition sql(String file, String text) {
        return SqlRevisionFiles.read(Map.of(file, text.getBytes(StandardCharsets.UTF_8)), Map.of())
                .get(0);
    }

    private static Verification verified(List<GivenRows> given, RevisionDefinition... revisions) {
        return verified(Migrator.builder(database.dataSource()), given, revisions);
    }

    private static Verification verified(
            MigratorBuilder builder, List<GivenRows> given, RevisionDefinition... revisions) {
        return new HistoryVerifier(builder.scripts(List.of(revisions)).build(), given)
                .verify(new ScratchServer(database.url(), database.user(), database.password()));
    }

    private static List<String> texts(Verification found) {
        List<String> texts = new ArrayList<>();
        found.broken()
                .forEach(law ->
                        texts.add((law.revision() == null ? "" : law.revision().id() + ": ") + law.problem() + ": "
                                + String.join("; ", law.details())));
        return texts;
    }

    @Test
    void a_history_of_java_sql_branches_and_repeatables_is_well_and_leaves_nothing() {
        Verification found = verified(
                Migrator.builder(database.dataSource())
                        .repeatables(RepeatableFiles.read(
                                Map.of(
                                        "laws.sql",
                                        "create or replace view laws as select code from law;\n-- downgrade\ndrop view laws;"
                                                .getBytes(StandardCharsets.UTF_8)),
                                Map.of())),
                List.of(ROWS),
                FIRST,
                sql("r2.sql", """
                        -- revision: r2
                        -- down_revision: r1
                        -- upgrade
                        create function f() returns int language sql as 'select 1';
                        -- downgrade
                        drop function f();
                        """),
                revision(
                        RevisionHeader.of("r3", "r1"),
                        op -> op.alterTable("law", t -> t.addColumn("note", varchar(9)))),
                revision(
                        RevisionHeader.of("r4", "r2", "r3"),
                        op -> op.alterTable(
                                "law", t -> t.changeType("code").from(integer()).to(bigint()))));

        assertThat(texts(found)).isEmpty();
        assertThat(found.revisions()).hasSize(4);
        assertThat(found.repeatables()).isEqualTo(1);
        assertThat(found.hazards()).extracting(h -> h.revision().id()).contains("r4");
        assertThat(database.jdbc()
                        .sql("select datname from pg_database where datname like 'levymaster_scratch%'"
                                + " union all select relname from pg_class where relnamespace = 'public'::regnamespace")
                        .query(String.class)
                        .list())
                .isEmpty();
    }

    /** {@code VerifyCommandTest} has it in each build. */
    @Test
    @Tag("nightly")
    void a_downgrade_that_forgets_something_is_told_in_operations() {
        Verification found = verified(
                List.of(),
                FIRST,
                revision(
                        RevisionHeader.of("r2", "r1"),
                        op -> op.alterTable("law", t -> t.addColumn("title", varchar(9))),
                        op -> {}));

        assertThat(texts(found))
                .containsExactly(
                        "r2: Its downgrade does not restore what was there; what is missing: drop column law.title",
                        "r2: After its downgrade, its upgrade fails: Revision r2, upgrade: step 1 of 1: add column law.title"
                                + " character varying(9): table law already has a column title; Nothing was executed; the"
                                + " database is unchanged.");
    }

    @Test
    void a_function_that_stays_is_told_though_no_schema_holds_it() {
        Verification found = verified(List.of(), sql("r1.sql", """
                -- revision: r1
                -- upgrade
                create or replace function f() returns int language sql as 'select 1';
                -- downgrade
                select 1;
                """));

        assertThat(texts(found)).first().asString().contains("has besides", "f()");
    }

    /** {@code VerifyCommandTest} has it in each build. */
    @Test
    @Tag("nightly")
    void an_irreversible_revision_is_listed_and_the_others_are_verified() {
        Verification found = verified(
                List.of(ROWS),
                FIRST,
                revision(
                        RevisionHeader.of("r2", "r1"),
                        op -> op.execute("create table log ()"),
                        op -> op.irreversible("logs are kept")),
                revision(RevisionHeader.of("r3", "r2"), op -> op.alterTable("law", t -> t.addColumn("a", integer()))));

        assertThat(texts(found)).isEmpty();
        assertThat(found.irreversible())
                .extracting(i -> i.revision().id() + " " + i.reason())
                .containsExactly("r2 logs are kept");
    }

    @Test
    void rows_that_get_lost_or_changed_are_told_unless_the_plan_announces_it() {
        RevisionDefinition swap = revision(
                RevisionHeader.of("r2", "r1"),
                op -> op.execute("create table kept as select * from law").reversedBy("drop table kept"),
                op -> op.execute("drop table kept"));
        RevisionDefinition hidden = revision(
                RevisionHeader.of("r3", "r2"),
                op -> op.execute("select 1 from (select set_config('a.b', '1', true)) s")
                        .reversedBy("select 1"),
                op -> op.insert("law").columns("id", "code").row(2, 3));

        assertThat(texts(verified(List.of(ROWS), FIRST, swap))).isEmpty();
        assertThat(texts(verified(List.of(ROWS), FIRST, swap, hidden)))
                .first()
                .asString()
                .startsWith("r3: Its way up and down changes rows: public.law.code has other values");
    }

    @Test
    void what_the_rows_state_must_hold_at_the_heads() {
        GivenRows two =
                new GivenRows("r1", "two.sql", ROWS.statements(), List.of("select count(*) = 2 from law", "select 3"));

        assertThat(texts(verified(List.of(two), FIRST)))
                .first()
                .asString()
                .contains(
                        "what two.sql states does not hold: select count(*) = 2 from law returns false",
                        "must be a query that returns one true or false; select 3 returns [3]");
    }

    @Test
    void rows_that_are_given_later_may_go_with_their_table_on_the_way_down() {
        GivenRows later = new GivenRows(
                "r2", "r2.sql", List.of("insert into log values (1)"), List.of("select count(*) = 1 from log"));

        assertThat(texts(verified(
                        List.of(ROWS, later),
                        FIRST,
                        revision(
                                RevisionHeader.of("r2", "r1"),
                                op -> op.createTable("log", t -> t.column("id", integer()))))))
                .isEmpty();
    }

    @Test
    void rows_that_cannot_be_inserted_are_a_broken_law_unless_another_one_explains_it() {
        GivenRows wrong = new GivenRows("r2", "r2.sql", List.of("insert into nowhere values (1)"), List.of());
        RevisionDefinition forgetful = revision(
                RevisionHeader.of("r2", "r1"), op -> op.execute("create table if not exists log ()"), op -> {});

        assertThat(texts(verified(
                        List.of(wrong),
                        FIRST,
                        revision(
                                RevisionHeader.of("r2", "r1"),
                                op -> op.execute("select 1").reversedBy("select 1")))))
                .singleElement()
                .asString()
                .startsWith("r2: Its rows cannot be inserted: The rows of r2.sql cannot be inserted at revision r2");
        assertThat(texts(verified(List.of(wrong), FIRST, forgetful)))
                .singleElement()
                .asString()
                .startsWith("r2: Its downgrade does not restore what was there");
    }

    @Test
    void neither_partitions_nor_own_tables_of_any_name_count_as_rows() {
        MigratorBuilder builder = Migrator.builder(database.dataSource())
                .settings(MigratorSettings.DEFAULT.withTables(new TableNames(null, "Our Versions", "Our History")));

        assertThat(texts(verified(
                        builder,
                        List.of(new GivenRows("r1", "r1.sql", List.of("insert into part values (1)"), List.of())),
                        sql("r1.sql", """
                                -- revision: r1
                                -- upgrade
                                create table part (id int) partition by list (id);
                                create table part_1 partition of part default;
                                -- downgrade
                                drop table part;
                                """),
                        sql("r2.sql", """
                                -- revision: r2
                                -- down_revision: r1
                                -- upgrade
                                select 1;
                                -- downgrade
                                select 1;
                                """))))
                .isEmpty();
    }

    @Test
    void sql_that_changes_the_server_is_refused_before_anything_runs_unless_a_server_is_named_for_it() {
        Migrator migrator = Migrator.builder(database.dataSource())
                .scripts(List.of(sql("r1.sql", """
                                -- revision: r1
                                -- upgrade
                                do $$ begin
                                  if not exists (select from pg_roles where rolname = 'teller') then
                                    create  role teller;
                                  end if;
                                end $$;
                                create user mapping for public server s;
                                -- downgrade
                                drop role teller;
                                """), sql("r2.sql", """
                                -- revision: r2
                                -- down_revision: r1
                                -- upgrade
                                create function f() returns void language sql as 'drop role teller';
                                -- downgrade
                                drop function f();
                                """)))
                .build();

        assertThatThrownBy(() -> new HistoryVerifier(migrator, List.of()).refuseChangesOfServer())
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("Revision r1: do $$ begin")
                .hasMessageContaining("Revision r1: drop role teller")
                .hasMessageNotContaining("mapping")
                .hasMessageNotContaining("r2")
                .hasMessageContaining("--scratch-url");
    }

    @Test
    void repeatables_without_a_revision_are_applied_too() {
        Verification found = verified(
                Migrator.builder(database.dataSource())
                        .repeatables(RepeatableFiles.read(
                                Map.of(
                                        "one.sql",
                                        "create or replace view one as select 1/0 as n, nothing;"
                                                .getBytes(StandardCharsets.UTF_8)),
                                Map.of())),
                List.of());

        assertThat(texts(found)).singleElement().asString().startsWith("The repeatables fail");
    }

    @Test
    void rows_at_an_unknown_revision_and_a_server_that_creates_no_database_are_refused() {
        GivenRows nowhere = new GivenRows("r9", "r9.sql", List.of(), List.of());
        TestDatabase.Login poor = database.role();
        Migrator migrator =
                Migrator.builder(database.dataSource()).scripts(List.of(FIRST)).build();

        assertThatThrownBy(() -> verified(List.of(nowhere), FIRST))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("revisions that there are not: r9.sql (r9)");
        assertThatThrownBy(() -> new HistoryVerifier(migrator, List.of())
                        .verify(new ScratchServer(poor.url(), poor.user(), poor.password())))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("permission denied to create database")
                .hasMessageContaining("--scratch-url");
    }

    @Test
    void a_revision_that_fails_is_told_and_those_after_it_are_not_verified() {
        Verification found = verified(
                List.of(),
                FIRST,
                revision(
                        RevisionHeader.of("r2", "r1"),
                        op -> op.execute("select 1/0").reversedBy("select 1")),
                revision(
                        RevisionHeader.of("r3", "r2"),
                        op -> op.execute("select 1").reversedBy("select 1")));

        assertThat(found.broken())
                .singleElement()
                .satisfies(law -> assertThat(law.problem()).isEqualTo("Its upgrade fails"));
        assertThat(found.unverified()).extracting(RevisionHeader::id).containsExactly("r3");
    }
}
