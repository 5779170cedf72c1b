package com.levymaster.migrate.plan;

import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.integer;
import static com.levymaster.migrate.Types.smallint;
import static com.levymaster.migrate.Types.text;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.definition.RevisionOptions;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Names and options that only the catalog of the server knows are asked about when the plan is checked. */
class AskedNamesTest {

    private static final String RETURNS = "returns integer language sql immutable as 'select 1'";

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    private List<RevisionDefinition> applied = List.of();

    @BeforeEach
    void create() {
        database.execute("""
            create table parcel (id integer, acres integer, "my Note" text);
            create function touched() returns trigger language plpgsql as 'begin return new; end';
            create trigger touch before update on parcel for each row execute function touched();
            create policy mine on parcel using (true);
            create publication outbound for table parcel;
            create statistics st on id, acres from parcel;
            create function rate(a integer, b text default '') returns integer language sql as 'select 1';
            create type period as range (subtype = time);
            create view parcels as select count(*) as n from parcel;
            create view acres as select id, acres from parcel;
            create index ix_note on parcel using gin (to_tsvector('english', "my Note"));
            create sequence high;
            select setval('high', 40000);
            create schema other;
            """);
    }

    @Test
    void a_name_of_a_trigger_policy_publication_or_statistics_that_is_taken_is_refused() {
        assertRefused(op -> trigger(op, "touch"), "there is already a trigger touch on parcel");
        assertRefused(
                op -> op.alterTable("parcel", t -> t.policies().create("mine", "using (false)")),
                "there is already a policy mine on parcel");
        assertRefused(
                op -> op.publications().create("outbound", "for table parcel"),
                "there is already a publication outbound");
        assertRefused(
                op -> op.statistics().create("st", "on acres, id from parcel"),
                "there is already extended statistics st");
        assertRefused(op -> op.rangeTypes().create("period", "(subtype = date)"), "there is already a type period");
    }

    @Test
    void a_name_of_a_multirange_that_is_taken_is_refused() {
        if (database.version() >= 14) {
            database.execute("create domain tax_multirange as text");
            assertRefused(
                    op -> op.rangeTypes().create("tax", "(subtype = date)"), "there is already a type tax_multirange");
        }
    }

    @Test
    void a_function_with_the_same_arguments_is_refused() {
        assertRefused(
                op -> op.functions().create("rate(x integer, y text)", RETURNS),
                "function \"rate\" already exists with same argument types");
        assertAccepted(op -> op.functions().create("rate(x integer)", RETURNS));
        assertAccepted(op -> op.inSchema("other").functions().create("rate(x integer, y text)", RETURNS));
    }

    @Test
    void a_name_that_is_free_elsewhere_or_becomes_free_is_accepted() {
        assertAccepted(op -> trigger(op, "Touch"));
        assertAccepted(op -> op.inSchema("other").statistics().create("st", "on id, acres from public.parcel"));
        assertAccepted(op -> {
            op.statistics().drop("st").was("on id, acres from parcel");
            op.statistics().create("st", "on id, acres from parcel");
        });
        assertAccepted(op -> {
            op.alterTable(
                    "parcel",
                    t -> t.triggers()
                            .drop("touch")
                            .was("before update on parcel for each row execute function touched()"));
            trigger(op, "touch");
        });
        assertAccepted(op -> {
            op.functions().drop("rate(integer, text)").was(RETURNS);
            op.inSchema("public").functions().create("rate(x integer, y text)", RETURNS);
        });
    }

    @Test
    void definitions_to_drop_or_replace_have_to_be_there() {
        assertRefused(
                op -> op.alterTable("parcel", t -> t.policies().drop("nobody").was("using (true)")),
                "there is no policy nobody on parcel");
        assertRefused(
                op -> op.publications().drop("nowhere").was("for table parcel"), "there is no publication nowhere");
        assertRefused(
                op -> op.statistics().drop("none").was("on id, acres from parcel"),
                "there is no extended statistics none");
    }

    @Test
    void a_default_of_a_missing_sequence_is_refused() {
        assertRefused(
                op -> op.alterTable("parcel", t -> t.addColumn("no", bigint()).defaultSql("nextval('missing')")),
                "there is no sequence missing");
        assertRefused(
                op -> op.createTable(
                        "bill", t -> t.column("no", bigint()).defaultSql("nextval('other.\"My Seq\"'::regclass)")),
                "there is no sequence other.My Seq");
        assertAccepted(op -> {
            op.sequences().create("bill_no", s -> {});
            op.createTable("bill", t -> t.column("no", bigint()).defaultSql("nextval('bill_no')"));
        });
        assertAccepted(op ->
                op.alterTable("parcel", t -> t.changeDefault("id").fromNone().toSql("nextval('later'::text)")));
    }

    @Test
    void a_missing_tablespace_and_an_extension_that_the_server_lacks_are_refused() {
        assertRefused(
                op -> op.alterTable(
                        "parcel", t -> t.changeTablespace().fromNone().to("fast")),
                "there is no tablespace fast");
        assertRefused(op -> op.createExtension("hovercraft"), "the server has no extension hovercraft to create");
        assertRefused(op -> op.createExtension("Hovercraft"), "the server has no extension Hovercraft to create");
    }

    @Test
    void parameters_and_options_that_the_server_does_not_know_are_refused() {
        assertRefused(
                op -> op.alterTable(
                        "parcel",
                        t -> t.changeStorageParameter("nix").fromNone().to("3")),
                "unrecognized parameter \"nix\"");
        assertRefused(
                op -> op.changeIndexParameter("ix_note", "fillfactor")
                        .fromNone()
                        .to("70"),
                "unrecognized parameter \"fillfactor\"");
        assertRefused(
                op -> op.changeIndexParameter("nowhere", "fillfactor")
                        .fromNone()
                        .to("70"),
                "there is no index nowhere");
        assertRefused(
                op -> op.views()
                        .changeOption("acres", "security_barrier")
                        .fromNone()
                        .to("maybe"),
                "invalid value for boolean option \"security_barrier\"");
        assertRefused(
                op -> op.views()
                        .changeOption("parcels", "check_option")
                        .fromNone()
                        .to("local"),
                "WITH CHECK OPTION is supported only on automatically updatable views");
        assertAccepted(op -> {
            op.views().changeOption("acres", "check_option").fromNone().to("local");
            op.changeIndexParameter("ix_note", "fastupdate").fromNone().to("off");
            op.alterTable(
                    "parcel",
                    t -> t.changeStorageParameter("toast.autovacuum_enabled")
                            .fromNone()
                            .to("false"));
        });
    }

    @Test
    void a_trigger_for_each_row_of_a_view_is_refused_unless_it_is_instead_of_the_change() {
        assertRefused(
                op -> op.alterTable(
                        "acres",
                        t -> t.triggers()
                                .create("touch", "before update on acres for each row execute function touched()")),
                "view acres cannot have a trigger for each row before or after a change");
        assertAccepted(op -> op.alterTable(
                "acres",
                t -> t.triggers()
                        .create("touch", "instead of update on acres for each row execute function touched()")));
    }

    @Test
    void a_type_that_is_too_small_for_the_value_of_a_sequence_is_refused() {
        assertRefused(
                op -> op.sequences().alter("high", s -> {}, s -> s.ofType(smallint())),
                "RESTART value (40000) cannot be greater than MAXVALUE (32767)");
        assertAccepted(op -> op.sequences().alter("high", s -> {}, s -> s.ofType(integer())));
    }

    @Test
    void a_not_null_that_a_primary_key_of_a_table_below_needs_is_kept() {
        database.execute("create table place (a integer not null); create table town () inherits (place)");
        assertRefused(
                op -> {
                    op.alterTable("town", t -> t.addPrimaryKey("pk_town").on("a"));
                    op.alterTable("place", t -> t.dropNotNull("a"));
                },
                "primary key of");
        if (database.version() >= 18) {
            assertAccepted(op -> {
                op.execute("alter table town alter a set not null");
                op.execute("alter table town add primary key (a)");
            });
            assertAccepted(op -> op.alterTable("place", t -> t.dropNotNull("a")));
        }
    }

    @Test
    void a_literal_is_no_name_of_an_earlier_type() {
        assertRefused(
                op -> {
                    op.types().createDomain("user", text());
                    op.alterTable("parcel", t -> t.addCheck("ck").that("lower(id) <> 'user'"));
                },
                "function lower(integer) does not exist");
    }

    private static void trigger(Operations op, String name) {
        op.alterTable(
                "parcel",
                t -> t.triggers().create(name, "before insert on parcel for each row execute function touched()"));
    }

    private void assertRefused(Consumer<Operations> step, String reason) {
        assertThatThrownBy(() -> upgrade(step))
                .hasMessageContaining(reason)
                .hasMessageContaining("Nothing was executed; the database is unchanged.");
    }

    private void assertAccepted(Consumer<Operations> step) {
        assertThatCode(() -> upgrade(step)).doesNotThrowAnyException();
    }

    private void upgrade(Consumer<Operations> step) {
        Migration migration = new Migration() {
            @Override
            public void upgrade(Operations op) {
                step.accept(op);
            }

            @Override
            public void downgrade(Operations op) {}
        };
        int next = applied.size();
        RevisionHeader header = next == 0 ? RevisionHeader.of("a0") : RevisionHeader.of("a" + next, "a" + (next - 1));
        List<RevisionDefinition> revisions = new ArrayList<>(applied);
        revisions.add(new RevisionDefinition(header, RevisionOptions.DEFAULT, () -> migration));
        Migrator.builder(database.dataSource()).scripts(revisions).build().upgrade();
        applied = revisions;
    }
}
