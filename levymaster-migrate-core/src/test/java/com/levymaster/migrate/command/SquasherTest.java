package com.levymaster.migrate.command;

import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.adopt.AdoptionRequest.Target;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.render.RevisionTemplate;
import com.levymaster.migrate.revision.RevisionException;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.revision.RevisionRequest;
import com.levymaster.migrate.sqlrevision.SqlRevisionFiles;
import com.levymaster.migrate.testing.CatalogSnapshot;
import com.levymaster.migrate.testing.Compiled;
import com.levymaster.migrate.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SquasherTest {

    private static final List<RevisionDefinition> HISTORY = List.of(
            revision("r1", null, op -> {
                op.createTable("county", t -> {
                    t.column("id", bigint()).identity();
                    t.column("name", varchar(120)).notNull();
                    t.primaryKey("pk_county").on("id");
                });
                op.execute("create function f() returns trigger language plpgsql as"
                                + " 'begin new.name := upper(new.name); return new; end'")
                        .reversedBy("drop function f()");
            }),
            revision("r2", "r1", op -> {
                op.data(
                                "insert",
                                jdbc -> jdbc.sql("insert into county (name) values ('Benton'), ('It''s')")
                                        .update())
                        .reversedBy(jdbc -> {});
                op.execute("create trigger upper before insert or update on county for each row execute function f()")
                        .reversedBy("drop trigger upper on county");
            }),
            revision("r3", "r2", op -> {
                op.createTable("district", t -> {
                    t.column("id", bigint()).notNull();
                    t.column("county_id", bigint());
                    t.column("code", varchar(3));
                    t.primaryKey("pk_district").on("id");
                    t.foreignKey("fk_district_county").on("county_id").references("county", "id");
                });
                op.execute("insert into district values (7, 2, E'a\\\\b')").reversedBy("delete from district");
                op.execute("create materialized view codes as select code from district")
                        .reversedBy("drop materialized view codes");
            }),
            revision("r4", "r3", op -> op.alterTable("district", t -> t.addColumn("note", varchar(10)))));

    private TestDatabase database;

    @BeforeEach
    void freshDatabase() {
        database = TestDatabase.keepingConnections();
    }

    @AfterEach
    void dropDatabase() {
        database.close();
    }

    private static RevisionDefinition revision(String id, @Nullable String down, Consumer<Operations> upgrade) {
        RevisionHeader header = down == null ? RevisionHeader.of(id) : RevisionHeader.of(id, down);
        return new RevisionDefinition(header.withMessage("number " + id), true, () -> new Migration() {
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

    private Squash squash(List<RevisionDefinition> history, String range, long rows) {
        return squash(history, range, rows, false);
    }

    private Squash squash(List<RevisionDefinition> history, String range, long rows, boolean sql) {
        Target target = new Target(
                "p", RevisionTemplate.DEFAULT, RevisionRequest.of("5a5a" + history.size(), "one for all"), Path.of(""));
        ScratchServer server = new ScratchServer(database.url(), database.user(), database.password());
        return migrator(history).squash(new SquashOptions(range, target, server, rows, sql));
    }

    private Migrator migrator(List<RevisionDefinition> history) {
        return Migrator.builder(database.dataSource()).scripts(history).build();
    }

    private static List<RevisionDefinition> with(Squash squash, List<RevisionDefinition> others) {
        Map<String, String> sources = new LinkedHashMap<>();
        squash.files().forEach(file -> sources.put("p." + file.fileName().replace(".java", ""), file.text()));
        String main = squash.files().get(squash.files().size() - 1).fileName().replace(".java", "");
        List<RevisionDefinition> all = new ArrayList<>(others);
        all.add(RevisionDefinition.of(Compiled.of(sources).migration("p." + main)));
        return all;
    }

    private static List<RevisionDefinition> withSql(Squash squash, List<RevisionDefinition> others) {
        byte[] file = squash.files().get(0).text().getBytes(StandardCharsets.UTF_8);
        List<RevisionDefinition> all = new ArrayList<>(others);
        all.addAll(SqlRevisionFiles.read(Map.of(squash.files().get(0).fileName(), file), Map.of()));
        return all;
    }

    private List<String> rows(String table) {
        return database.jdbc()
                .sql("select t::text from " + table + " t order by 1")
                .query(String.class)
                .list();
    }

    @Test
    void the_revision_gives_an_equal_database_with_its_rows_and_goes_without_a_trace() throws Exception {
        Squash squash = squash(HISTORY, "base:r3", 10);
        assertThat(squash.rows()).isEqualTo(Map.of("county", 2L, "district", 1L));
        assertThat(squash.remarks())
                .containsExactly(
                        "The revision writes 2 rows of county, with the values of the scratch database.",
                        "The revision writes 1 row of district, with the values of the scratch database.");
        database.empty();
        migrator(HISTORY).upgrade();
        CatalogSnapshot built = CatalogSnapshot.of(database);
        List<String> county = rows("county");
        List<String> district = rows("district");
        database.empty();

        List<RevisionDefinition> both = with(squash, HISTORY);
        assertThat(migrator(both).upgrade().revisions())
                .extracting(r -> r.revision().id())
                .containsExactly("5a5a4", "r4");
        assertThat(CatalogSnapshot.of(database)).isEqualTo(built);
        assertThat(rows("county")).isEqualTo(county);
        assertThat(rows("district")).isEqualTo(district);
        assertThat(rows("codes")).hasSize(1);
        database.execute("insert into county (name) values ('next')");
        assertThat(rows("county")).contains("(3,NEXT)");
        migrator(both).downgrade("base");
        assertThat(database.jdbc()
                        .sql("select count(*) from pg_class where relnamespace = 'public'::regnamespace"
                                + " and relname !~ 'levymaster'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void a_stretch_keeps_its_steps_so_that_rows_of_a_database_below_it_are_treated_alike() {
        Squash squash = squash(HISTORY, "r3:r4", 0);

        assertThat(squash.revision().down()).containsExactly("r2");
        assertThat(squash.revision().replaces()).containsExactly("r3", "r4");
        migrator(HISTORY).upgrade("r2");
        List<RevisionDefinition> alone = with(squash, HISTORY.subList(0, 2));
        assertThat(migrator(alone).upgrade().revisions()).hasSize(1);
        assertThat(rows("district")).containsExactly("(7,2,\"a\\\\b\",)");
        migrator(alone).downgrade("r2");
        migrator(HISTORY).upgrade();
    }

    @Test
    void a_stretch_with_the_rows_of_a_file_is_squashed() throws Exception {
        List<RevisionDefinition> history = List.of(
                revision(
                        "f1",
                        null,
                        op -> op.createTable("county", t -> {
                            t.column("id", bigint()).notNull();
                            t.column("name", varchar(120));
                            t.column("population", bigint());
                        })),
                revision(
                        "f2",
                        "f1",
                        op -> op.insert("county").csv("db/counties.csv").keyedBy("id")),
                revision("f3", "f2", op -> op.alterTable("county", t -> t.addColumn("note", varchar(10)))));

        for (boolean sql : List.of(false, true)) {
            Squash squash = squash(history, "f2:f3", 0, sql);
            List<RevisionDefinition> alone =
                    sql ? withSql(squash, history.subList(0, 1)) : with(squash, history.subList(0, 1));
            migrator(alone).upgrade();
            assertThat(rows("county"))
                    .containsExactly("(10,\"Walla Walla\",62000,)", "(11,\"Adams, the \"\"small\"\" one\",,)");
            migrator(alone).downgrade("base");
        }
    }

    @Test
    void a_stretch_with_java_steps_is_refused_by_name() {
        MigrationException e = catchThrowableOfType(MigrationException.class, () -> squash(HISTORY, "r2:r4", 10));

        assertThat(e.problem())
                .isEqualTo(
                        "These steps cannot be written into another revision:\n  - r2 \"number r2\": insert\nNothing was written.");
    }

    @Test
    void a_stretch_in_which_a_setting_would_hold_for_the_next_revision_is_refused_by_name() {
        List<RevisionDefinition> history = List.of(
                revision(
                        "q1",
                        null,
                        op -> op.execute("create table a (at timestamptz)").reversedBy("drop table a")),
                revision(
                        "q2",
                        "q1",
                        op -> op.execute("set timezone = 'Asia/Tokyo' -- of Japan")
                                .reversedBy("select 1")),
                revision("q3", "q2", op -> op.execute("update a set at = now()").reversedBy("set role none")),
                revision(
                        "q4",
                        "q3",
                        op -> op.execute("select set_config('search_path', '', true)")
                                .reversedBy("reset search_path")));

        MigrationException e = catchThrowableOfType(MigrationException.class, () -> squash(history, "q2:q4", 10));

        assertThat(e.problem())
                .contains("q2 \"number q2\": ", "set timezone", "which ends with its revision")
                .doesNotContain("q3", "q4");
        assertThat(squash(history, "q3:q4", 10).remarks())
                .singleElement()
                .asString()
                .startsWith("The revision has no downgrade: it has steps that cannot be written")
                .contains("reset search_path")
                .doesNotContain("set role");
    }

    @Test
    void rows_that_refer_to_each_other_in_any_order_are_written_before_the_foreign_keys() throws Exception {
        List<RevisionDefinition> history = List.of(
                revision(
                        "q1",
                        null,
                        op -> List.of(
                                        "create table z_parent (id int primary key, child int)",
                                        "create table a_child (id int primary key, p int not null references z_parent)",
                                        "alter table z_parent add foreign key (child) references a_child",
                                        "create table empty (p int references z_parent)",
                                        "create table tree (id int primary key, up int references tree deferrable)",
                                        "create table part (id int, p int references z_parent) partition by list (id)",
                                        "create table part_1 partition of part for values in (1)",
                                        "insert into z_parent values (2, null)",
                                        "insert into a_child values (1, 2)",
                                        "update z_parent set child = 1",
                                        "insert into tree values (1, null), (2, null)",
                                        "update tree set up = 2 where id = 1",
                                        "insert into part values (1, 2)")
                                .forEach(sql -> op.execute(sql).reversedBy("select 1"))),
                revision("q2", "q1", op -> {}));
        database.empty();
        migrator(history).upgrade();
        CatalogSnapshot built = CatalogSnapshot.of(database);

        for (boolean sql : List.of(true, false)) {
            Squash squash = squash(history, "base:q2", 20, sql);
            List<RevisionDefinition> all = sql ? withSql(squash, List.of()) : with(squash, List.of());
            database.empty();
            migrator(all).upgrade();
            assertThat(CatalogSnapshot.of(database)).isEqualTo(built);
            assertThat(rows("z_parent")).containsExactly("(2,1)");
            assertThat(migrator(all).downgrade("base").revisions()).hasSize(1);
        }
    }

    @Test
    void a_counter_that_was_restarted_and_not_used_continues_there() {
        List<RevisionDefinition> history = List.of(
                revision(
                        "q1",
                        null,
                        op -> op.createTable(
                                "bill", t -> t.column("id", bigint()).identity())),
                revision(
                        "q2",
                        "q1",
                        op -> op.execute("alter table bill alter id restart with 1000")
                                .reversedBy("alter table bill alter id restart with 1")));

        migrator(with(squash(history, "base:q2", 0), List.of())).upgrade();

        database.execute("insert into bill default values");
        assertThat(rows("bill")).containsExactly("(1000)");
    }

    @Test
    void quoted_names_other_schemas_serial_columns_and_wide_tables_are_squashed_in_both_languages() throws Exception {
        String wide = IntStream.rangeClosed(1, 150)
                .mapToObj(number -> "c" + number + " int default " + number)
                .collect(Collectors.joining(", "));
        List<RevisionDefinition> history = List.of(
                revision(
                        "q1",
                        null,
                        op -> List.of(
                                        "create schema \"Odd S\"",
                                        "create table \"Odd S\".\"T t\" (id serial primary key, t text, \"select\" int unique)",
                                        "create table plain (id bigserial primary key, t int, \"Owner's\" text,"
                                                + " odd int references \"Odd S\".\"T t\")",
                                        "create table wide (" + wide + ")")
                                .forEach(sql -> op.execute(sql).reversedBy("select 1"))),
                revision(
                        "q2",
                        "q1",
                        op -> List.of(
                                        "insert into \"Odd S\".\"T t\" (t, \"select\") values ('Dear ${name}', 1), ('b''\\', 2)",
                                        "insert into plain (t, \"Owner's\", odd) values (1, 'x', 2), (1, null, 1)",
                                        "insert into wide default values",
                                        "create view \"Odd S\".\"V v\" as select * from plain")
                                .forEach(sql -> op.execute(sql).reversedBy("select 1"))));
        database.empty();
        migrator(history).upgrade();
        CatalogSnapshot built = CatalogSnapshot.of(database);
        List<String> tables = List.of("\"Odd S\".\"T t\"", "plain", "wide");
        List<List<String>> contents = tables.stream().map(this::rows).toList();

        for (boolean sql : List.of(true, false)) {
            Squash squash = squash(history, "base:q2", 10, sql);
            List<RevisionDefinition> all = sql ? withSql(squash, List.of()) : with(squash, List.of());
            database.empty();
            migrator(all).upgrade();
            assertThat(CatalogSnapshot.of(database)).isEqualTo(built);
            assertThat(tables.stream().map(this::rows).toList()).isEqualTo(contents);
            database.execute("insert into plain default values");
            assertThat(rows("plain")).hasSize(3);
            migrator(all).downgrade("base");
            assertThat(migrator(all).status().applied()).isEmpty();
        }
    }

    @Test
    void a_squash_of_squashes_gives_an_equal_database_and_needs_the_older_one_to_stand_alone() throws Exception {
        Squash first = squash(HISTORY, "base:r3", 10);
        List<RevisionDefinition> alone = with(first, HISTORY.subList(3, 4));

        assertThat(catchThrowableOfType(RevisionException.class, () -> squash(with(first, HISTORY), "base:r4", 10)))
                .hasMessageContaining("replaces others whose sources are still there");
        Squash second = squash(alone, "base:r4", 10, true);
        assertThat(second.revision().replaces()).containsExactly("5a5a4", "r4");
        database.empty();
        migrator(alone).upgrade();
        assertThat(migrator(withSql(second, alone)).upgrade().revisions()).isEmpty();
        assertThat(migrator(withSql(second, List.of())).upgrade().revisions()).isEmpty();
        assertThat(migrator(withSql(second, List.of())).status().isUpToDate()).isTrue();
        CatalogSnapshot built = CatalogSnapshot.of(database);
        database.empty();
        assertThat(migrator(withSql(second, alone)).upgrade().revisions())
                .extracting(r -> r.revision().id())
                .containsExactly("5a5a2");
        assertThat(CatalogSnapshot.of(database)).isEqualTo(built);
    }

    @Test
    void too_many_rows_are_refused_with_their_tables() {
        MigrationException e = catchThrowableOfType(MigrationException.class, () -> squash(HISTORY, "base:r3", 2));

        assertThat(e.problem())
                .isEqualTo(
                        "The revisions leave 3 rows, of which at most 2 are written: county 2, district 1. Nothing was written.");
        assertThat(e.remedy()).startsWith("allow them with --rows 3");
    }

    @Test
    void what_cannot_be_written_is_refused_by_name() {
        List<RevisionDefinition> history = List.of(
                revision(
                        "r1",
                        null,
                        op -> op.execute("create text search configuration tax (copy = simple)")
                                .reversedBy("drop text search configuration tax")),
                revision("r2", "r1", op -> {}));

        assertThat(catchThrowableOfType(MigrationException.class, () -> squash(history, "base:r2", 0)))
                .hasMessageContaining("cannot be written: text search configuration tax");
    }

    @Test
    void revisions_that_were_edited_since_they_were_applied_are_refused() {
        migrator(HISTORY).upgrade();
        List<RevisionDefinition> edited = new ArrayList<>(HISTORY);
        edited.set(3, revision("r4", "r3", op -> op.execute("select 1").reversedBy("select 2")));

        assertThat(catchThrowableOfType(MigrationException.class, () -> squash(edited, "base:r4", 10)))
                .hasMessageContaining("have been edited since they were applied")
                .hasMessageContaining("r4 \"number r4\"");
        assertThat(squash(edited, "base:r3", 10).revision().replaces()).hasSize(3);
    }

    @Test
    void a_database_in_the_middle_of_the_range_is_named() {
        migrator(HISTORY).upgrade("r2");

        assertThat(squash(HISTORY, "base:r4", 10).remarks())
                .contains(
                        "The database has 2 of the 4 revisions, up to r2 \"number r2\": `db upgrade` applies the others"
                                + " one by one before it has the squash.");
    }

    @Test
    void without_the_right_to_create_databases_nothing_is_written() {
        TestDatabase.Login role = database.role();
        ScratchServer server = new ScratchServer(role.url(), role.user(), role.password());
        Target target = new Target("p", RevisionTemplate.DEFAULT, RevisionRequest.of("5a5a", ""), Path.of(""));

        assertThat(catchThrowableOfType(
                        MigrationException.class,
                        () -> migrator(HISTORY).squash(new SquashOptions("base:r3", target, server, 10, false))))
                .hasMessageContaining("permission denied to create database");
    }
}
