package com.levymaster.migrate.hibernate;

import static com.levymaster.migrate.hibernate.EvolvingDatabase.KEEPING;
import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.autogenerate.Comparison;
import com.levymaster.migrate.render.ReviewedOperation;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the REVIEW lines of a draft say: all that a revision loses or may fail at, and nothing that is not so. */
class DraftRemarksTest {

    @AutoClose
    private static final EvolvingDatabase database = new EvolvingDatabase();

    @BeforeEach
    void empty() {
        database.empty();
    }

    @Test
    void rows_whose_discriminator_names_no_entity_stay_whole_where_they_are_and_the_drop_says_why() {
        String root = "@Id Long id; String n; }"
                + " @Entity abstract class Movable extends Asset { Integer speed; }"
                + " @Entity %s class Car extends Movable { Integer doors; }"
                + " @Entity %s class Bike extends Movable { String serial; }";
        database.create("@Entity @Inheritance(strategy = InheritanceType.SINGLE_TABLE)"
                + " @DiscriminatorColumn(name = \"kind\", discriminatorType = DiscriminatorType.INTEGER)"
                + " @DiscriminatorValue(\"0\") class Asset { "
                + root.formatted("@DiscriminatorValue(\"1\")", "@DiscriminatorValue(\"2\")"));
        database.execute("insert into asset (id, kind, speed, doors) values (1, 0, null, null), (2, 1, 100, 4)");

        Comparison comparison = database.compare(
                database.model("@Entity @Inheritance(strategy = InheritanceType.JOINED) class Asset { "
                        + root.formatted("", "")),
                KEEPING);

        assertThat(described(comparison)).noneMatch(step -> step.contains("insert into"));
        assertThat(comparison.losses())
                .contains("drop column asset.doors: the column asset.doors is dropped with its values in 1 row, which"
                        + " no downgrade restores; they do not go along, because no discriminator of asset names the"
                        + " entities whose rows belong to the new tables");
    }

    @Test
    void only_the_columns_that_a_statement_moves_are_said_to_go_along() {
        database.create("@Entity class Person { @Id Long id; String name; String street; Integer shoe; }");
        database.execute("insert into person (id, name, street, shoe) values (1, 'ann', 'x', 38)");

        Comparison comparison = database.compare(
                database.model("@Entity @SecondaryTable(name = \"home\") class Person { @Id Long id; String name;"
                        + " @Column(table = \"home\") String street; }"),
                KEEPING);

        assertThat(comparison.losses())
                .contains(
                        "drop column person.street: the column person.street is dropped with its values in 1 row, after"
                                + " the statements above have moved what belongs to home",
                        "drop column person.shoe: the column person.shoe is dropped with its values in 1 row, which no"
                                + " downgrade restores");
    }

    @Test
    void a_placeholder_in_a_key_is_a_value_that_the_check_allows_and_its_remark_names_the_key() {
        database.create("@Entity class Plot { @Id Long id; }");
        database.execute("insert into plot values (1), (2)");

        Comparison comparison = database.compare(
                database.model("@Entity @Table(uniqueConstraints = {"
                        + " @UniqueConstraint(columnNames = {\"rank\", \"row_no\"}),"
                        + " @UniqueConstraint(columnNames = {\"open\", \"code\"}) })"
                        + " class Plot { @Id Long id; @Enumerated(EnumType.STRING) @Column(nullable = false) Rank rank;"
                        + " @Check(constraints = \"row_no >= 1\") int row_no; boolean open;"
                        + " @Column(length = 3, nullable = false) String code; } enum Rank { AA, BB }"),
                KEEPING);

        assertThat(remarks(comparison.upgrade()))
                .contains(
                        "rows of plot without rank (2 rows here) get a value: is 'AA' the right one?"
                                + " Rows have to be unique in (rank, row_no).",
                        "rows of plot without row_no (2 rows here) get a value: are numbers the right ones?",
                        "rows of plot without open (2 rows here) get a value: is false the right one?"
                                + " Rows have to be unique in (open, code).",
                        "rows of plot without code (2 rows here) get a value: are numbers the right ones?"
                                + " They have to fit character varying(3).");
        database.run(comparison.upgrade());
        assertThat(database.rows("select rank || row_no || open || code from plot order by 1"))
                .containsExactly("AA1false1", "AA2false2");
    }

    @Test
    void numbers_that_have_to_stay_below_a_limit_are_not_called_right() {
        database.create("@Entity class Plot { @Id Long id; }");

        Comparison comparison = database.compare(
                database.model("@Entity class Plot { @Id Long id; @Column(unique = true, nullable = false)"
                        + " @Check(constraints = \"place between 1 and 9\") int place; }"),
                KEEPING);

        assertThat(remarks(comparison.upgrade()))
                .contains("rows of plot without place get a value: are numbers the right ones?"
                        + " It has to meet place between 1 and 9");
    }

    @Test
    void a_rule_that_goes_with_all_of_its_columns_is_told_by_the_drop_of_these_alone() {
        database.create("@Entity @Table(uniqueConstraints = @UniqueConstraint(columnNames = {\"a\", \"b\"}))"
                + " class Pair { @Id Long id; int a; int b; @Check(constraints = \"c > 0\") int c;"
                + " @Column(unique = true) String d; }");

        Comparison comparison = database.compare(database.model("@Entity class Pair { @Id Long id; int a; }"), KEEPING);

        assertThat(remarks(comparison.upgrade()))
                .filteredOn(remark -> remark.contains("no longer checks"))
                .containsExactly("the database no longer checks that rows are unique in [a, b]");
    }

    @Test
    void rows_that_a_check_of_any_kind_refuses_are_counted_and_found_by_a_query() {
        database.create("@Entity class Code { @Id Long id; String letters; }");
        database.execute("insert into code values (1, 'abc'), (2, 'ab'), (3, null)");

        Comparison comparison = database.compare(
                database.model("@Entity class Code { @Id Long id;"
                        + " @Check(constraints = \"length(letters) = 3\") String letters; }"),
                KEEPING);

        assertThat(remarks(comparison.upgrade()))
                .containsExactly("rows that violate ck_code_letters of code make this fail (1 here):"
                        + " select * from code where not (length(letters) = 3)");
    }

    @Test
    void the_type_of_an_enum_that_is_renamed_converts_arrays_by_their_labels() {
        String arrays = "@Entity class Thing { @Id Long id; @Column(columnDefinition = \"%1$s[]\") String[] more;"
                + " @JdbcTypeCode(SqlTypes.NAMED_ENUM) %2$s one; } enum %2$s { AA, BB }";
        database.create(arrays.formatted("mood", "Mood"));
        database.execute("insert into thing (id, one, more) values (1, 'AA', '{BB,AA}')");

        Comparison comparison = database.evolve(arrays.formatted("feeling", "Feeling"));

        assertThat(database.rows("select concat(one, more) from thing")).containsExactly("AA{BB,AA}");
        database.run(comparison.downgrade());
        assertThat(database.rows("select concat(one, more) from thing")).containsExactly("AA{BB,AA}");
    }

    private static List<String> described(Comparison comparison) {
        return comparison.upgrade().stream()
                .map(step -> step.operation().describe())
                .toList();
    }

    private static List<String> remarks(List<ReviewedOperation> steps) {
        return steps.stream().map(ReviewedOperation::review).toList();
    }
}
