package com.levymaster.migrate.hibernate;

import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.autogenerate.AutogenerateOptions;
import com.levymaster.migrate.autogenerate.Comparison;
import com.levymaster.migrate.autogenerate.DesiredModel;
import com.levymaster.migrate.diff.RenameHint;
import com.levymaster.migrate.render.ReviewedOperation;
import com.levymaster.migrate.schema.ObjectName;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of values, and of what is defined with them, when the mapping stores them in another way. */
class DraftedValuesTest {

    private static final String NAMED = "@Entity class Thing { @Id Long id; %s size;"
            + " @JdbcTypeCode(SqlTypes.NAMED_ENUM) Mood mood; } enum Mood { SAD, %s }";

    private static final AutogenerateOptions RENAMED = AutogenerateOptions.DEFAULT.withRenames(
            List.of(RenameHint.column(ObjectName.of("thing", "mood"), "GLAD", "HAPPY", "--rename")));

    @AutoClose
    private static final EvolvingDatabase database = new EvolvingDatabase();

    @BeforeEach
    void empty() {
        database.empty();
    }

    @Test
    void what_uses_a_value_of_an_enum_type_follows_its_rename_and_is_created_again_with_it() {
        database.create(NAMED.formatted("int", "HAPPY"));
        database.execute(
                "create view happy as select id, size from thing where mood = 'HAPPY'",
                "alter table thing add constraint ck check (mood <> 'HAPPY' or size > 0)",
                "create index ix on thing (id) where mood = 'HAPPY'",
                "create policy large on thing using (mood = 'HAPPY' and size > 1)",
                "insert into thing (id, size, mood) values (1, 2, 'HAPPY')");

        Comparison alone = database.evolve(NAMED.formatted("int", "GLAD"), RENAMED);
        assertThat(alone.operations()).hasSize(1);
        database.run(alone.downgrade());

        Comparison retyped = database.evolve(NAMED.formatted("long", "GLAD"), RENAMED);
        assertThat(database.rows("select id::text from happy")).containsExactly("1");
        database.run(retyped.downgrade());
        assertThat(database.rows("select id::text from happy")).containsExactly("1");
    }

    @Test
    void what_uses_a_value_that_is_removed_or_within_an_array_is_refused_by_name() {
        database.create(NAMED.formatted("int", "HAPPY"));
        database.execute(
                "create view happy as select id, size from thing where mood = 'HAPPY'",
                "create view either as select id, size from thing where mood = any ('{SAD,HAPPY}')",
                "create policy large on thing using (mood = 'HAPPY' and size > 1)");

        assertThat(database.compare(database.model(NAMED.formatted("long", "GLAD")), EvolvingDatabase.KEEPING)
                        .obstacles())
                .containsExactly(
                        "policy large on table thing uses the value HAPPY of enum mood, which is removed",
                        "view either uses the value HAPPY of enum mood, which is removed",
                        "view happy uses the value HAPPY of enum mood, which is removed");
        assertThat(database.compare(database.model(NAMED.formatted("long", "GLAD")), RENAMED)
                        .obstacles())
                .containsExactly("view either uses a value of an enum that is renamed, in an array or a row");
    }

    @Test
    void a_renamed_constant_is_renamed_in_every_column_of_the_enum_and_in_arrays() {
        String model = "@Entity class Thing { @Id Long id; @Enumerated(EnumType.STRING) Mood mood;"
                + " @JdbcTypeCode(SqlTypes.ARRAY) @Enumerated(EnumType.STRING) List<Mood> all;"
                + " @ElementCollection @Enumerated(EnumType.STRING) Set<Mood> former; } enum Mood { SAD, %s }";
        database.create(model.formatted("HAPPY"));
        database.execute(
                "create index ix on thing (id) where mood = 'HAPPY'",
                "create policy happy on thing using (mood = 'HAPPY')",
                "create function smile() returns trigger language plpgsql as"
                        + " $$ begin if new.mood = 'HAPPY' then raise notice 'smile'; end if; return new; end $$",
                "create trigger happy before update on thing for each row when (new.mood = 'HAPPY')"
                        + " execute function smile()",
                "insert into thing (id, mood, \"all\") values (1, 'HAPPY', '{SAD,HAPPY}')",
                "insert into thing_former (thing_id, former) values (1, 'HAPPY')");
        DesiredModel next = database.model(model.formatted("GLAD"));

        Comparison renamed = database.compare(next, RENAMED);

        assertThat(renamed.losses()).isEmpty();
        assertThat(renamed.upgrade())
                .extracting(ReviewedOperation::review)
                .contains("'HAPPY' remains in function smile(), index ix, policy happy on table thing,"
                        + " trigger happy on table thing: is it right there?");
        database.run(renamed.upgrade());
        String values = "select mood || \"all\"::text || former from thing, thing_former";
        assertThat(database.rows(values)).containsExactly("GLAD{SAD,GLAD}GLAD");
        database.run(renamed.downgrade());
        assertThat(database.rows(values)).containsExactly("HAPPY{SAD,HAPPY}HAPPY");
    }

    @Test
    void constants_are_stored_as_the_mapping_says_by_number_by_name_by_a_value_and_in_arrays() {
        database.create("@Entity class Thing { @Id Long id; Mood number; @Enumerated(EnumType.STRING) Mood name;"
                + " Mood text; @JdbcTypeCode(SqlTypes.ARRAY) Mood[] all; } enum Mood { SAD, HAPPY }");
        database.execute("insert into thing (id, number, name, text, \"all\") values (1, 1, 'HAPPY', 0, '{1,0}')");
        String values = "select concat_ws(' ', number, name, text, \"all\") from thing";

        Comparison comparison = database.evolve("@Entity class Thing { @Id Long id; Code number;"
                + " @Enumerated(EnumType.STRING) Letter name; @Enumerated(EnumType.STRING) Letter text;"
                + " @JdbcTypeCode(SqlTypes.ARRAY) @Enumerated(EnumType.STRING) Mood[] all; } enum Mood { SAD, HAPPY }"
                + " enum Code { SAD(7), HAPPY(0); @EnumeratedValue final int value; Code(int v) { value = v; } }"
                + " enum Letter { SAD(\"s\"), HAPPY(\"h\"); @EnumeratedValue final String value;"
                + " Letter(String v) { value = v; } }");

        assertThat(database.rows(values)).containsExactly("0 h s {HAPPY,SAD}");
        database.run(comparison.downgrade());
        assertThat(database.rows(values)).containsExactly("1 HAPPY 0 {1,0}");
    }

    @Test
    void texts_are_those_that_an_application_reads_and_the_conversion_of_a_widening_needs_no_remark() {
        database.create("@Entity class Thing { @Id Long id; java.net.InetAddress ip; Character letter;"
                + " java.time.LocalDateTime at; @Column(columnDefinition = \"char(4)\") String padded; }");
        database.execute("insert into thing (id, ip, letter, at, padded)"
                + " values (1, '10.0.0.1', 'c', '2026-01-31 12:30', 'ab')");

        Comparison comparison = database.evolve(
                "@Entity class Thing { @Id Long id; String ip; String letter; String at; String padded; }");

        assertThat(comparison.losses()).isEmpty();
        assertThat(comparison.upgrade())
                .extracting(ReviewedOperation::review)
                .containsExactlyInAnyOrder("", "", "", "values of thing.padded no longer end with blanks");
        assertThat(database.rows("select concat_ws(' ', ip, letter, at, padded) from thing"))
                .containsExactly("10.0.0.1 c 2026-01-31T12:30:00.000000 ab");
        database.run(comparison.downgrade());
        assertThat(database.rows("select concat_ws(' ', ip, letter, at) from thing"))
                .containsExactly("10.0.0.1 c 2026-01-31 12:30:00");
    }

    @Test
    void a_generated_column_that_no_entity_maps_keeps_its_index_through_a_change_of_what_it_uses() {
        database.create("@Entity class Thing { @Id Long id; int size; }");
        database.execute(
                "alter table thing add twice int generated always as (size * 2) stored",
                "create index ix on thing (twice)",
                "insert into thing (id, size) values (1, 3)");
        String state = "select twice || indexname from thing, pg_indexes where indexname = 'ix'";

        Comparison comparison = database.evolve("@Entity class Thing { @Id Long id; long size; }");

        assertThat(database.rows(state)).containsExactly("6ix");
        database.run(comparison.downgrade());
        assertThat(database.rows(state)).containsExactly("6ix");
    }

    @Test
    void a_generated_column_becomes_plain_beside_a_reference_that_moves_to_another_key() {
        database.create(
                "@Entity class Thing { @Id Long id; int size; String code; @GeneratedColumn(\"size * 2\") Integer twice; }"
                        + " @Entity class Other { @Id Long id; @ManyToOne(optional = false) Thing thing; }");
        database.execute("insert into thing (id, size, code) values (1, 3, 'c')", "insert into other values (5, 1)");

        Comparison comparison = database.evolve(
                "@Entity class Thing { @Id Long id; int size; @Column(unique = true) String code; Integer twice; }"
                        + " @Entity class Other { @Id Long id; @ManyToOne @JoinColumn(name = \"thing_code\", referencedColumnName = \"code\") Thing thing; }",
                EvolvingDatabase.KEEPING.withDropped(Set.of("other.thing_id")));

        assertThat(database.rows("select twice || thing_code from thing, other"))
                .containsExactly("6c");
        database.run(comparison.downgrade());
        assertThat(database.rows("select twice::text || thing_id from thing, other"))
                .containsExactly("61");
    }

    @Test
    void extended_statistics_are_named_and_come_back_with_their_column() {
        database.create("@Entity class Thing { @Id Long id; Integer a; Integer b; }");
        database.execute("create statistics st on a, b from thing");

        Comparison comparison = database.evolve(
                "@Entity class Thing { @Id Long id; Integer a; }",
                EvolvingDatabase.KEEPING.withDropped(Set.of("thing.b")));

        assertThat(comparison.upgrade())
                .extracting(ReviewedOperation::review)
                .contains("statistics object st goes with thing.b");
        database.run(comparison.downgrade());
        assertThat(database.rows("select stxname from pg_statistic_ext")).containsExactly("st");
    }

    @Test
    void an_identity_that_accepts_no_values_is_changed_if_the_entities_insert_them() {
        String other = "@Entity class Other { @Id Long id; } ";
        database.create(other);
        database.execute(
                "create table thing (id bigint generated always as identity primary key)",
                "insert into thing default values");

        database.evolve(other + "@Entity class Thing { @Id @GeneratedValue Long id; }");

        assertThat(database.rows("insert into thing values (77) returning id::text"))
                .containsExactly("77");
    }

    @Test
    void a_required_column_comes_back_with_values_that_its_rules_allow_or_the_remark_states_them() {
        database.create(
                "@Entity @Table(uniqueConstraints = @UniqueConstraint(columnNames = {\"a\", \"b\"})) class Thing { @Id Long id;"
                        + " int a; int b; @OneToOne(optional = false) Other other; @Check(constraints = \"n in (1, 2)\") int n;"
                        + " @Check(constraints = \"p > 0\") int p; } @Entity class Other { @Id Long id; }");
        database.execute(
                "insert into other values (5), (6)",
                "insert into thing (id, a, b, n, p, other_id) values (1, 1, 1, 1, 1, 5), (2, 1, 2, 2, 1, 6)");
        Comparison comparison =
                database.evolve("@Entity class Thing { @Id Long id; int a; } @Entity class Other { @Id Long id; }");

        database.run(comparison.downgrade());

        assertThat(database.rows("select b || ' ' || n || p || other_id from thing order by id"))
                .containsExactly("1 115", "2 116");
        assertThat(comparison.downgrade())
                .extracting(ReviewedOperation::review)
                .contains("rows of thing without p get a value: is 1 the right one? It has to meet p > 0");
    }

    @ParameterizedTest
    @CsvSource({"INTEGER, 1, 2", "CHAR, A, C"})
    void discriminators_that_are_no_strings_tell_the_rows_of_each_entity(String type, String animal, String cat) {
        database.create(("@Entity @DiscriminatorColumn(name = \"kind\", discriminatorType = DiscriminatorType.%s)"
                        + " @DiscriminatorValue(\"%s\") class Animal { @Id Long id; }"
                        + " @Entity @DiscriminatorValue(\"%s\") class Cat extends Animal { Integer lives; }")
                .formatted(type, animal, cat));
        database.execute("insert into animal (kind, id) values ('" + animal + "', 1), ('" + cat + "', 2)");

        Comparison comparison =
                database.evolve("@Entity @Inheritance(strategy = InheritanceType.JOINED) class Animal { @Id Long id; }"
                        + " @Entity @DiscriminatorValue(\"" + cat + "\") class Cat extends Animal { Integer lives; }");

        assertThat(database.rows("select id::text from cat")).containsExactly("2");
        database.run(comparison.downgrade());
        assertThat(database.rows("select kind || '' || id from animal order by id"))
                .containsExactly(animal + "1", cat + "2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ORDINAL | SAD("x"), HAPPY("y"), CALM("z")      | '{0,1,2}'        | {x,y,z} | {0,1,2}
        ORDINAL | SAD("1"), HAPPY("2"), CALM("0")      | '{0,1,2}'        | {1,2,0} | {0,1,2}
        STRING  | SAD((short) 2), HAPPY((short) 0), CALM((short) 1) | '{CALM,NULL}' | {1,NULL} | {CALM,NULL}
        """)
    void arrays_of_constants_get_their_stated_values_and_back(
            String type, String constants, String stored, String upgraded, String downgraded) {
        database.create("@Entity class Thing { @Id Long id; @Enumerated(EnumType.%s) Mood[] moods; %s }"
                        .formatted(type, "@Enumerated(EnumType." + type + ") List<Mood> more;")
                + " enum Mood { SAD, HAPPY, CALM }");
        database.execute("insert into thing (id, moods, more) values (1, '" + stored + "', '" + stored + "')");
        String value = constants.contains("short") ? "short" : "String";

        String mapping = value.equals("short") ? "" : "@Enumerated(EnumType.STRING) ";
        Comparison comparison = database.evolve("@Entity class Thing { @Id Long id; " + mapping + "Mood[] moods; "
                + mapping + "List<Mood> more; } enum Mood { " + constants + "; @EnumeratedValue final " + value
                + " code; Mood(" + value + " code) { this.code = code; } }");

        assertThat(database.rows("select moods::text || more::text from thing")).containsExactly(upgraded + upgraded);
        database.run(comparison.downgrade());
        assertThat(database.rows("select moods::text || more::text from thing"))
                .containsExactly(downgraded + downgraded);
    }
}
