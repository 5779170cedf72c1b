package com.levymaster.migrate.hibernate;

import static com.levymaster.migrate.hibernate.DraftRoundTrip.EVERYTHING;
import static com.levymaster.migrate.hibernate.EvolvingDatabase.KEEPING;
import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.autogenerate.AutogenerateOptions;
import com.levymaster.migrate.autogenerate.Comparison;
import com.levymaster.migrate.autogenerate.DesiredModel;
import com.levymaster.migrate.diff.RenameCandidate;
import com.levymaster.migrate.diff.RenameHint;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.render.ReviewedOperation;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Drafts that run on rows, up and down: numbers that continue, and values that keep their meaning. */
class DraftOnRowsTest {

    @AutoClose
    private static final EvolvingDatabase database = new EvolvingDatabase();

    @BeforeEach
    void empty() {
        database.empty();
    }

    @Test
    void the_rows_of_a_table_generator_continue_behind_those_that_are_there_up_and_down() {
        String generator = "@GeneratedValue(strategy = GenerationType.TABLE, generator = \"g\")"
                + " @TableGenerator(name = \"g\", table = \"numbers\", pkColumnName = \"k\", valueColumnName = \"v\","
                + " pkColumnValue = \"%s\", allocationSize = 5)";
        String identity = "@GeneratedValue(strategy = GenerationType.IDENTITY)";
        database.create(thing(identity) + other(generator.formatted("other")));
        database.execute(
                "insert into thing (name) values ('a'), ('b')",
                "insert into other values (7, 'x')",
                "update numbers set v = 10");

        Comparison comparison = database.evolve(thing(generator.formatted("thing")) + other(identity));

        assertThat(database.rows("select k || v from numbers order by k")).containsExactly("other10", "thing6");
        database.execute("insert into other (name) values ('y'), ('z')", "insert into thing values (30, 'c')");
        assertThat(database.rows("select id::text from other order by other.id"))
                .containsExactly("7", "11", "12");
        database.execute("insert into other (id, name) values (40, 'w')");

        database.run(comparison.downgrade());
        assertThat(database.rows("select k || v from numbers where k = 'other'"))
                .containsExactly("other90");
        assertThat(database.rows("insert into thing (name) values ('d') returning id::text"))
                .containsExactly("31");
        assertThat(comparison.downgrade())
                .extracting(ReviewedOperation::review)
                .anyMatch(
                        remark -> remark.equals(
                                "raises every counter of numbers, since the entities no longer state whether one of them numbers other.id"));
    }

    @Test
    void a_sequence_that_takes_over_again_continues_behind_the_rows() {
        database.create(thing("@GeneratedValue"));
        database.execute("insert into thing values (nextval('thing_seq'), 'a')");
        Comparison comparison = database.evolve(thing("@GeneratedValue(strategy = GenerationType.IDENTITY)"));
        database.execute("insert into thing (id, name) values (120, 'b')");

        database.run(comparison.downgrade());

        assertThat(database.rows("select nextval('thing_seq')::text")).containsExactly("170");
    }

    @Test
    void a_serial_satisfies_an_identity_unless_it_is_to_be_converted() {
        database.execute("create table thing (id bigserial primary key, name varchar(255))");
        database.execute("insert into thing (name) values ('a'), ('b')", "delete from thing where id = 2");
        String identity = thing("@GeneratedValue(strategy = GenerationType.IDENTITY)");

        assertThat(database.compare(database.model(identity), KEEPING).isEmpty())
                .isTrue();
        database.evolve(identity, KEEPING.convertingIdentity());

        assertThat(database.rows("insert into thing (name) values ('c') returning id::text"))
                .containsExactly("3");
    }

    @Test
    void a_sequence_gets_the_type_of_its_widest_column_and_keeps_its_position() {
        database.execute(
                "create table thing (id serial primary key, name varchar(255))",
                "insert into thing (name) values ('a'), ('b')",
                "create sequence numbers as smallint",
                "create table other (id bigint primary key, name varchar(255))");
        Comparison comparison = database.evolve(thing("@GeneratedValue(strategy = GenerationType.IDENTITY)")
                + other("@GeneratedValue(generator = \"s\")"
                        + " @SequenceGenerator(name = \"s\", sequenceName = \"numbers\", allocationSize = 1)"));

        assertThat(comparison.operations().stream().map(Operation::describe))
                .contains("alter sequence numbers as bigint", "alter sequence thing_id_seq as bigint");
        assertThat(database.rows("insert into thing (name) values ('c') returning id::text"))
                .containsExactly("3");
        database.run(comparison.downgrade());
        assertThat(database.rows("select data_type::text from pg_sequences order by sequencename"))
                .containsExactly("smallint", "integer");
        assertThat(database.rows("insert into thing (name) values ('d') returning id::text"))
                .containsExactly("4");
    }

    @Test
    void a_reference_to_a_converted_key_is_converted_like_it() {
        String model = "@Entity class Thing { @Id @Enumerated(EnumType.%s) Mood id; String name; }"
                + " enum Mood { SAD, HAPPY } @Entity class Other { @Id Long id; @ManyToOne Thing thing; }";
        database.create(model.formatted("ORDINAL"));
        database.execute("insert into thing values (1, 'a')", "insert into other values (1, 1)");

        Comparison comparison = database.evolve(model.formatted("STRING"));

        assertThat(database.rows("select thing_id from other")).containsExactly("HAPPY");
        database.run(comparison.downgrade());
        assertThat(database.rows("select thing_id::text from other")).containsExactly("1");
    }

    @Test
    void missing_values_are_filled_after_the_type_is_restored() {
        database.create("@Entity class Thing { @Id Long id; boolean flag; }");
        database.execute("insert into thing values (1, true)");
        Comparison comparison = database.evolve("@Entity class Thing { @Id Long id;"
                + " @Convert(converter = org.hibernate.type.YesNoConverter.class) Boolean flag; }");
        database.execute("insert into thing values (2, null)");

        database.run(comparison.downgrade());

        assertThat(database.rows("select id || flag::text from thing order by id"))
                .containsExactly("1true", "2false");
    }

    @Test
    void required_columns_that_are_unique_or_refer_to_a_row_come_back_on_a_table_with_rows() {
        database.create("@Entity class Thing { @Id Long id; @Column(nullable = false, unique = true) Long code;"
                + " @Column(nullable = false, unique = true, length = 9) String label;"
                + " @ManyToOne(optional = false) Other other; } @Entity class Other { @Id Long id; }");
        database.execute("insert into other values (5)");
        Comparison comparison =
                database.evolve("@Entity class Thing { @Id Long id; } @Entity class Other { @Id Long id; }");
        database.execute("insert into thing values (1), (2)");

        database.run(comparison.downgrade());

        assertThat(database.rows("select code || label || other_id from thing order by id"))
                .containsExactly("115", "225");
    }

    @Test
    void what_a_check_or_an_enum_type_already_ensures_needs_no_remark() {
        String model = "@Entity class Thing { @Id Long id; %s Mood mood; } enum Mood { SAD, HAPPY }";
        database.create(model.formatted("@Enumerated(EnumType.STRING)"));

        Comparison comparison = database.evolve(model.formatted("@JdbcTypeCode(SqlTypes.NAMED_ENUM)"));

        assertThat(comparison.losses()).isEmpty();
        assertThat(comparison.upgrade()).extracting(ReviewedOperation::review).containsOnly("");
        assertThat(comparison.downgrade()).extracting(ReviewedOperation::review).containsOnly("");
    }

    @Test
    void partitions_change_with_their_table() {
        database.execute(
                "create table thing (id bigint primary key, name varchar(20)) partition by range (id)",
                "create table low partition of thing for values from (0) to (9) partition by range (id)",
                "create table lowest partition of low for values from (0) to (5)",
                "create view low_names as select name from lowest",
                "create materialized view low_copies as select * from low",
                "insert into thing values (1, 'a')");

        Comparison comparison = database.evolve("@Entity class Thing { @Id Long id; @Column(length = 30) String name;"
                + " @Column(nullable = false) Integer size; }");

        assertThat(comparison.operations().stream().map(Operation::describe))
                .isNotEmpty()
                .noneMatch(step -> step.contains("table low"));
        database.run(comparison.downgrade());
        assertThat(database.rows("select name from low_names")).containsExactly("a");
    }

    @Test
    void what_uses_a_column_of_an_inheriting_table_is_carried_over_or_refused() {
        database.execute(
                "create table thing (id bigint primary key, name varchar(20), note varchar(20))",
                "create table heir (extra integer) inherits (thing)",
                "create view heirs as select name, note from heir");

        Comparison retyped = database.compare(
                database.model("@Entity class Thing { @Id Long id; @Column(length = 30) String name;"
                        + " @Column(length = 20) String note; }"),
                KEEPING);
        assertThat(retyped.obstacles()).isEmpty();
        database.run(retyped.upgrade());
        database.run(retyped.downgrade());

        Comparison dropped = database.compare(
                database.model("@Entity class Thing { @Id Long id; @Column(length = 20) String name; }"), EVERYTHING);
        assertThat(dropped.obstacles()).containsExactly("view heirs uses thing.note, which is dropped");
    }

    @Test
    void one_of_several_comes_back_and_the_downgrade_says_which_is_lost() {
        String box = "@Entity class Box { @Id Long id; }";
        database.create("@Entity class Thing { @Id Long id; @ManyToOne(optional = false) Box box; }" + box);
        database.execute("insert into box values (1), (2), (3)", "insert into thing values (1, 2), (2, 3)");
        Comparison comparison =
                database.evolve("@Entity class Thing { @Id Long id; @ManyToMany java.util.Set<Box> boxes; }" + box);
        database.execute(
                "insert into thing_box (thing_id, boxes_id) values (1, 1), (1, 3)", "insert into thing values (3)");

        database.run(comparison.downgrade());

        assertThat(database.rows("select id || '-' || box_id from thing order by id"))
                .containsExactly("1-1", "2-3", "3-1");
        assertThat(comparison.downgrade())
                .extracting(ReviewedOperation::review)
                .contains("several rows of thing_box may belong to one row of thing, which gets the smallest"
                        + " boxes_id; the others are lost");
    }

    @Test
    void values_that_were_copied_to_children_come_back_from_one_of_them() {
        String thing = "@Entity class Thing { @Id Long id; @ManyToOne Box box; %s }";
        database.create(thing.formatted("") + "@Entity class Box { @Id Long id; String note; }");
        database.execute("insert into box values (1, 'x'), (2, 'y')", "insert into thing values (1, 1), (2, 1)");
        Comparison comparison = database.evolve(thing.formatted("String note;") + "@Entity class Box { @Id Long id; }");

        database.run(comparison.downgrade());

        assertThat(database.rows("select id || note from box where note is not null"))
                .containsExactly("1x");
        assertThat(comparison.downgrade())
                .extracting(ReviewedOperation::review)
                .anyMatch(review -> review.contains("several rows of thing may belong to one row of box"));
    }

    @Test
    void values_of_a_kept_table_follow_a_key_that_changes_its_type() {
        database.create("@Entity @SecondaryTable(name = \"thing_more\") class Thing { @Id String id;"
                + " @Column(table = \"thing_more\") String note; }");
        database.execute("insert into thing values ('7')", "insert into thing_more (id, note) values ('7', 'x')");

        Comparison comparison = database.evolve("@Entity class Thing { @Id Long id; String note; }");

        assertThat(database.rows("select id || note from thing")).containsExactly("7x");
        assertThat(database.rows("select id || note from thing_more")).containsExactly("7x");
        database.run(comparison.downgrade());
        assertThat(database.rows("select id || note from thing_more")).containsExactly("7x");
    }

    @Test
    void all_types_that_no_known_extension_contains_are_refused_by_name() {
        Comparison comparison = database.compare(
                database.model("@Entity class Thing { @Id Long id; @Column(columnDefinition = \"citext\") String known;"
                        + " @Column(columnDefinition = \"mystery\") String a;"
                        + " @Column(columnDefinition = \"riddle[]\") String b; }"),
                EvolvingDatabase.KEEPING);

        assertThat(comparison.obstacles())
                .containsExactly(
                        "thing, type of column a: type mystery does not exist",
                        "thing, type of column b: type riddle[] does not exist");
    }

    @Test
    void whether_a_constant_was_renamed_is_asked_and_its_rows_follow() {
        String model = "@Entity class Thing { @Id Long id; @Enumerated(EnumType.STRING) Mood mood;"
                + " @JdbcTypeCode(SqlTypes.NAMED_ENUM) Mood named; } enum Mood { SAD, %s }";
        database.create(model.formatted("HAPPY"));
        database.execute("insert into thing values (1, 'HAPPY', 'HAPPY')");
        DesiredModel next = database.model(model.formatted("GLAD"));

        Comparison asked = database.compare(next, AutogenerateOptions.DEFAULT);
        assertThat(asked.ambiguousRenames())
                .extracting(RenameCandidate::option)
                .containsExactlyInAnyOrder("--rename thing.mood.HAPPY=GLAD", "--rename thing.named.HAPPY=GLAD");

        List<RenameHint> answers = asked.ambiguousRenames().stream()
                .map(c -> RenameHint.column(c.table(), c.to(), c.from(), c.option()))
                .toList();
        Comparison renamed = database.compare(next, AutogenerateOptions.DEFAULT.withRenames(answers));
        assertThat(renamed.losses()).isEmpty();
        database.run(renamed.upgrade());
        assertThat(database.rows("select mood || named from thing")).containsExactly("GLADGLAD");
    }

    @Test
    void what_is_dropped_and_created_again_is_remarked_once() {
        database.create("@Entity class Thing { @Id Long id; int size; }");
        database.execute("create view sizes as select size from thing");

        Comparison comparison = database.evolve("@Entity class Thing { @Id Long id; long size; }");

        assertThat(comparison.upgrade().stream().map(ReviewedOperation::review).filter(text -> !text.isEmpty()))
                .containsExactly("view sizes is dropped and created again as it is in the database of this draft: is it"
                        + " the same in the others?");
    }

    private static String thing(String generated) {
        return "@Entity class Thing { @Id " + generated + " Long id; String name; } ";
    }

    private static String other(String generated) {
        return "@Entity class Other { @Id " + generated.replace("\"g\"", "\"h\"") + " Long id; String name; } ";
    }

    @Test
    void a_row_without_owner_gets_one_and_the_next_place_in_its_list_when_both_are_required_again() {
        String lines = "@OrderColumn(name = \"pos\") List<Line> lines; }";
        String line = " class Line { String what; ";
        database.create("@Entity class Box { @Id Long id; @ElementCollection @CollectionTable(name = \"line\","
                + " joinColumns = @JoinColumn(name = \"box_id\")) " + lines + " @Embeddable" + line + "}");
        database.execute(
                "insert into box values (1)", "insert into line (box_id, pos, what) values (1, 0, 'a'), (1, 1, 'b')");
        Comparison comparison =
                database.evolve("@Entity class Box { @Id Long id; @OneToMany @JoinColumn(name = \"box_id\") " + lines
                        + " @Entity" + line + "@Id @GeneratedValue(strategy = GenerationType.IDENTITY) Long id; }");
        database.execute("insert into line (what) values ('c'), ('d')");

        database.run(comparison.downgrade());

        assertThat(database.rows("select box_id || what || pos from line order by pos"))
                .containsExactly("1a0", "1b1", "1c2", "1d3");
    }

    @Test
    void a_reference_to_a_generated_key_becomes_one_to_the_natural_key_of_the_same_row_again() {
        database.create("@Entity class Thing { @Id String code; }"
                + " @Entity class Other { @Id Long id; @ManyToOne(optional = false) Thing thing; }");
        database.execute("insert into thing values ('a'), ('b')", "insert into other values (1, 'b'), (2, 'a')");
        Comparison comparison = database.evolve(
                "@Entity class Thing { @Id @GeneratedValue(strategy = GenerationType.IDENTITY) Long id;"
                        + " @Column(nullable = false, unique = true) String code; }"
                        + " @Entity class Other { @Id Long id; @ManyToOne(optional = false) Thing thing; }",
                KEEPING.withDropped(Set.of("other.thing_code")));

        database.run(comparison.downgrade());

        assertThat(database.rows("select id || thing_code from other order by id"))
                .containsExactly("1b", "2a");
    }
}
