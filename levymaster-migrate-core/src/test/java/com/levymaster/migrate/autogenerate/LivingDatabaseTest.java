package com.levymaster.migrate.autogenerate;

import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.integer;
import static com.levymaster.migrate.Types.nativeType;
import static com.levymaster.migrate.Types.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.dialect.SqlStatement;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.inspect.DatabaseInspector;
import com.levymaster.migrate.inspect.InspectionScope;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.render.ReviewedOperation;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Drafts on a database that has more than the entities know: objects of other tools, structures and dependents. */
class LivingDatabaseTest {

    private static final RevisionHeader HEADER =
            RevisionHeader.of("7c1e5b0a", "5b0a91d3").withMessage("change it");

    private static final AutogenerateOptions EVERYTHING =
            AutogenerateOptions.DEFAULT.includingUnmapped().allowingDestructive();

    @AutoClose
    private static final TestDatabase database = TestDatabase.create();

    @BeforeEach
    void empty() {
        database.empty();
    }

    @Test
    void tables_of_other_tools_and_of_other_applications_are_known_by_their_columns_and_comments() {
        database.execute(
                "create table county (id bigint primary key)",
                "create table changes (installed_rank int, version text, description text, type text, script text,"
                        + " checksum int, installed_by text, installed_on timestamp, execution_time int, success bool)",
                "create table at (version_num varchar(32) primary key)",
                "create table locks (name text, lock_until timestamp, locked_at timestamp, locked_by text)",
                "create table schema_migrations (version varchar primary key)",
                "create table db_migrations (revision text, applied_at timestamptz, ordinal bigint)",
                "create table marked (x text)",
                "comment on table marked is 'Applied revisions, one row each; maintained by LevyMaster Migrate'");

        Comparison comparison = compare(AutogenerateOptions.DEFAULT.includingUnmapped(), AutogenerateTest::county);

        assertThat(comparison.isEmpty()).isTrue();
        assertThat(comparison.unmapped()).isEmpty();
    }

    @Test
    void partitions_and_inheriting_tables_of_a_mapped_table_belong_to_it() {
        database.execute(
                "create table county (id bigint primary key) partition by range (id)",
                "create table county_low partition of county for values from (0) to (10) partition by range (id)",
                "create table county_lowest partition of county_low for values from (0) to (5)",
                "create table base (id bigint primary key)",
                "create table derived (x int) inherits (base)",
                "create table events (id int) partition by list (id)",
                "create table events_1 partition of events for values in (1)");

        Comparison comparison =
                compare(AutogenerateOptions.DEFAULT.includingUnmapped().allowingDestructive(), op -> {
                    AutogenerateTest.county(op);
                    op.createTable("base", t -> {
                        t.column("id", bigint()).notNull();
                        t.primaryKey("pk_base").on("id");
                    });
                });

        assertThat(comparison.unmapped()).containsExactly(ObjectName.of("events"), ObjectName.of("events_1"));
        assertThat(described(comparison)).containsExactly("drop table events_1", "drop table events");
        assertThat(new Autogenerate(AutogenerateOptions.DEFAULT.allowingDestructive())
                        .draft(comparison, HEADER, "")
                        .map(Draft::source)
                        .orElseThrow())
                .contains("t.partitionOf(\"events\", \"FOR VALUES IN (1)\");");
    }

    @Test
    void what_a_mapping_rarely_states_and_no_revision_made_is_kept_and_listed() {
        database.execute(
                "create table county (id bigint primary key, name text, days int4range)",
                "create index ix_days on county using gist (days)",
                "create index ix_hash on county using hash (name)",
                "create index ix_pattern on county (name text_pattern_ops)",
                "create unique index ux_lower on county (lower(name)) where id > 1",
                "alter table county add constraint ex_days exclude using gist (days with &&)",
                "alter table county add constraint ck_name check (name <> '')");
        Consumer<Operations> model = op -> op.createTable("county", t -> {
            t.column("id", bigint()).notNull();
            t.column("name", text());
            t.column("days", nativeType("int4range"));
            t.primaryKey("pk_county").on("id");
        });

        Comparison comparison = compare(AutogenerateOptions.DEFAULT, model, AutogenerateTest.schema(op -> {}));
        assertThat(comparison.isEmpty()).isTrue();
        assertThat(comparison.kept())
                .extracting(KeptPart::toString)
                .containsExactly(
                        "index ix_days of county",
                        "index ix_hash of county",
                        "index ix_pattern of county",
                        "index ux_lower of county",
                        "check ck_name of county",
                        "exclusion constraint ex_days of county");

        Comparison made = compare(
                AutogenerateOptions.DEFAULT,
                model,
                AutogenerateTest.schema(op -> op.createTable("county", t -> {
                    t.column("name", text());
                    t.check("ck_name").that("name <> ''");
                    t.index("ux_lower").onExpression("lower(name)").unique();
                })));
        assertThat(described(made))
                .containsExactly("drop constraint ck_name of county", "drop index ux_lower of county");
        assertThat(made.losses())
                .containsExactly(
                        "drop constraint ck_name of county: the database no longer checks name <> ''::text",
                        "drop index ux_lower of county: the database no longer checks that rows are unique in"
                                + " [(lower(name))]");

        Comparison strict = compare(AutogenerateOptions.DEFAULT.strictly(), model, AutogenerateTest.schema(op -> {}));
        assertThat(described(strict)).hasSize(6);
        assertThat(strict.losses()).hasSize(3);

        Comparison withoutColumn = compare(
                AutogenerateOptions.DEFAULT.withDropped(Set.of("county.name", "county.days")),
                AutogenerateTest::county,
                AutogenerateTest.schema(op -> {}));
        assertThat(withoutColumn.kept()).isEmpty();
    }

    @Test
    void what_depends_on_a_changed_column_is_dropped_and_created_again_up_and_down() throws SQLException {
        database.execute(
                "create table county (id bigint primary key, amount int not null, kind int)",
                "insert into county values (1, 5, 2)",
                "create view v_b with (security_barrier = true) as select id, amount from county",
                "create view v_a as select b.amount * 2 as twice, county.id from v_b b join county on county.id = b.id",
                "comment on view v_a is 'twice'",
                "comment on column v_a.twice is 'the double'",
                "grant select on v_a to public",
                "create materialized view totals as select sum(twice) as total from v_a",
                "create unique index ux_totals on totals (total)",
                "create function noop() returns trigger language plpgsql as 'begin return new; end'",
                "create trigger watch before update of amount on county for each row execute function noop()",
                "create policy positive on county for select to public using (amount > 0)",
                "create table log (amount int)",
                "create rule copies as on update to county do also insert into log values (new.kind + 0 * new.amount::int)");
        DatabaseSchema before = inspect();
        List<String> definitions = definitions();

        Comparison comparison = compare(EVERYTHING, withAmount(bigint()));
        assertThat(comparison.warnings())
                .containsExactlyInAnyOrder(
                        carried("view v_b"),
                        carried("view v_a"),
                        carried("view totals"),
                        carried("trigger watch on table county"),
                        carried("policy positive on table county"),
                        carried("rule copies on table county"));
        run(comparison.upgrade());
        assertThat(definitions()).isEqualTo(definitions);
        assertThat(inspect().views().keySet()).isEqualTo(before.views().keySet());
        assertThat(compare(AutogenerateOptions.DEFAULT, withAmount(bigint())).operations())
                .isEmpty();

        run(comparison.downgrade());
        assertThat(definitions()).isEqualTo(definitions);
        assertThat(inspect()).isEqualTo(before);
    }

    @Test
    void a_view_of_a_column_that_is_dropped_and_added_again_is_created_after_it() throws SQLException {
        database.execute(
                "create table county (id bigint primary key, amount int not null, kind int)",
                "insert into county values (1, 5, 2)",
                "create view v_amount as select amount from county");
        DatabaseSchema before = inspect();
        Comparison comparison =
                compare(EVERYTHING.withDropped(Set.of("county.amount")), withAmount(nativeType("uuid")));

        run(comparison.upgrade());
        assertThat(inspect().views().keySet()).isEqualTo(before.views().keySet());
        run(comparison.downgrade());
        assertThat(inspect().views()).isEqualTo(before.views());
    }

    @Test
    void a_dependent_that_cannot_be_carried_over_is_refused_by_name() {
        database.execute(
                "create table county (id bigint primary key, amount int not null, kind int, gone int)",
                "create view v_gone as select gone from county",
                "create function of_amount() returns int begin atomic select max(amount) from county; end",
                "create view v_kind as select kind from county",
                "create function of_view() returns setof v_kind language sql as 'select * from v_kind'");
        Consumer<Operations> model = op -> op.createTable("county", t -> {
            t.column("id", bigint()).notNull();
            t.column("amount", bigint()).notNull();
            t.column("kind", bigint());
            t.primaryKey("pk_county").on("id");
        });

        Comparison comparison = compare(EVERYTHING, model);
        assertThat(comparison.isEmpty()).isFalse();
        assertThatThrownBy(() -> new Autogenerate(EVERYTHING).draft(comparison, HEADER, ""))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("view v_gone uses county.gone, which is dropped")
                .hasMessageContaining("function of_amount() uses county.amount and cannot be dropped")
                .hasMessageContaining("function of_view() uses v_kind and cannot be dropped");
    }

    @Test
    void unmapped_objects_that_something_else_uses_are_kept_and_named() {
        database.execute(
                "create sequence parcel_seq",
                "create table county (id bigint primary key default nextval('parcel_seq'))",
                "create type leftover as enum ('a')",
                "create table old_roll (id int primary key, s leftover)",
                "create view old_roll_view as select id from old_roll",
                "create table kept_for_roll (id int references old_roll)",
                "create table free (id int primary key)",
                "create table free_too (id int references free)");
        Consumer<Operations> model = op -> op.createTable("county", t -> {
            t.column("id", bigint()).notNull().defaultSql("nextval('parcel_seq'::regclass)");
            t.primaryKey("pk_county").on("id");
        });

        assertThat(compare(AutogenerateOptions.DEFAULT, model).unmapped())
                .doesNotContain(ObjectName.of("parcel_seq"))
                .contains(ObjectName.of("leftover"), ObjectName.of("old_roll"));
        Comparison comparison = compare(EVERYTHING, model);
        assertThat(described(comparison))
                .containsExactly("drop table kept_for_roll", "drop table free_too", "drop table free");
        assertThat(comparison.warnings())
                .anyMatch(w -> w.startsWith("No entity uses old_roll,") && w.contains("old_roll_view"))
                .anyMatch(w -> w.startsWith("No entity uses leftover,"))
                .anyMatch(w -> w.startsWith("No entity uses parcel_seq,"));
    }

    @Test
    void the_type_of_a_column_counts_as_used_and_its_extension_is_created() throws SQLException {
        database.execute("create table county (id bigint primary key)", "create type mood as enum ('SAD')");
        DatabaseSchema before = inspect();
        Consumer<Operations> model = op -> op.createTable("county", t -> {
            t.column("id", bigint()).notNull();
            t.column("email", nativeType("citext"));
            t.column("moods", nativeType("mood[]"));
            t.column("token", text()).defaultSql("encode(gen_random_bytes(4), 'hex')");
            t.primaryKey("pk_county").on("id");
        });

        Comparison comparison = tried(model);
        assertThat(comparison.unmapped()).isEmpty();
        assertThat(described(comparison))
                .startsWith("create extension citext", "create extension pgcrypto")
                .hasSize(5);
        assertThat(comparison.upgrade().get(0).review()).contains("fails where the extension citext exists already");
        run(comparison.upgrade());
        assertThat(compare(EVERYTHING, model).operations()).isEmpty();
        run(comparison.downgrade());
        assertThat(inspect()).isEqualTo(before);
    }

    private static Consumer<Operations> withAmount(com.levymaster.migrate.schema.ColumnType type) {
        return op -> {
            op.createTable("county", t -> {
                t.column("id", bigint()).notNull();
                t.column("amount", type).notNull();
                t.column("kind", integer());
                t.primaryKey("pk_county").on("id");
            });
            op.createTable("log", t -> t.column("amount", integer()));
        };
    }

    private static String carried(String object) {
        return object
                + " is dropped and created again, as it is in this database; check that it is the same in the others";
    }

    private static Comparison tried(Consumer<Operations> model) throws SQLException {
        DesiredModel desired = DesiredModel.of(AutogenerateTest.schema(model));
        try (Connection connection = database.connection()) {
            Autogenerate autogenerate = new Autogenerate(EVERYTHING);
            return autogenerate.attempt(autogenerate.compare(desired, connection), desired, connection, made -> made);
        }
    }

    /** What the inspector does not read. */
    private static List<String> definitions() {
        return database.jdbc().sql("""
                        select pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
                        union all select pg_get_ruledef(oid) from pg_rewrite where rulename = 'copies'
                        union all select polname || pg_get_expr(polqual, polrelid) from pg_policy
                        union all select pg_get_indexdef(indexrelid) from pg_index where indrelid = 'totals'::regclass
                        union all select reloptions::text from pg_class where relname = 'v_b'
                        union all select description from pg_description where objoid = 'v_a'::regclass
                        order by 1""").query(String.class).list();
    }

    private static DatabaseSchema inspect() throws SQLException {
        try (Connection connection = database.connection()) {
            return DatabaseInspector.read(connection, InspectionScope.all());
        }
    }

    private static void run(List<ReviewedOperation> steps) throws SQLException {
        Dialect dialect = Dialect.postgresql(database.version() * 10000);
        try (Connection connection = database.connection()) {
            for (ReviewedOperation step : steps) {
                for (SqlStatement statement : dialect.compile(
                        step.operation(), () -> DatabaseInspector.read(connection, InspectionScope.all()))) {
                    database.execute(statement.sql());
                }
            }
        }
    }

    private static Comparison compare(AutogenerateOptions options, Consumer<Operations> desired) {
        return compare(options, desired, actual -> actual);
    }

    private static Comparison compare(AutogenerateOptions options, Consumer<Operations> desired, DatabaseSchema made) {
        return compare(options, desired, actual -> made);
    }

    private static Comparison compare(
            AutogenerateOptions options, Consumer<Operations> desired, UnaryOperator<DatabaseSchema> made) {
        try (Connection connection = database.connection()) {
            return new Autogenerate(options)
                    .compare(DesiredModel.of(AutogenerateTest.schema(desired)), connection, made);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> described(Comparison comparison) {
        return comparison.operations().stream().map(Operation::describe).toList();
    }
}
