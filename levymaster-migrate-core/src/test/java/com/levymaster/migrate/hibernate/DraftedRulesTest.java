package com.levymaster.migrate.hibernate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.autogenerate.Comparison;
import com.levymaster.migrate.autogenerate.DesiredModel;
import com.levymaster.migrate.operation.ColumnOperation.ChangeDefault;
import com.levymaster.migrate.render.ReviewedOperation;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The remarks of a draft about rows that its steps refuse, or change. */
class DraftedRulesTest {

    @AutoClose
    private static final EvolvingDatabase database = new EvolvingDatabase();

    @BeforeEach
    void empty() {
        database.empty();
    }

    private Comparison compare(String older, String newer) {
        database.create(older);
        return database.compare(database.model(newer), EvolvingDatabase.KEEPING);
    }

    private static List<String> remarks(List<ReviewedOperation> steps) {
        return steps.stream()
                .map(ReviewedOperation::review)
                .filter(review -> !review.isEmpty())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"@Enumerated(EnumType.STRING)", "@JdbcTypeCode(SqlTypes.NAMED_ENUM)"})
    void rows_that_become_equal_when_a_value_of_an_enum_goes_are_found_by_a_query(String mapping) {
        String model = "@Entity class Thing { @Id Long id; " + mapping
                + " @Column(unique = true) Mood mood; int n; } enum Mood { %sSAD, HAPPY }";
        Comparison comparison = compare(model.formatted("GONE, "), model.formatted(""));
        String query = "select count(*) from thing where mood in ('GONE', '%s') having count(*) > 1";

        String remark = String.join("\n", remarks(comparison.upgrade()));
        assertThat(remark).contains("Rows that then are equal in uq_thing_mood make this fail");
        String found = remark.contains("'GONE', 'SAD'") ? query.formatted("SAD") : query.formatted("HAPPY");
        assertThat(remark).contains(found);
        database.execute("insert into thing (id, mood, n) values (1, 'GONE', 1), (2, 'SAD', 1), (3, 'HAPPY', 1)");
        assertThat(database.rows(found.replace("count(*) from", "count(*)::text from")))
                .containsExactly("2");
    }

    @Test
    void numbers_of_an_enum_whose_constants_change_are_remarked_up_and_down() {
        String model = "@Entity class Thing { @Id Long id; Mood mood; } enum Mood { %s }";
        Comparison fewer = compare(model.formatted("A, B, C"), model.formatted("A, C"));
        String order = "numbers in thing.mood stand for the enum's constants in their order: if ";

        assertThat(remarks(fewer.upgrade()))
                .contains(order + "another one than the last was removed, write here which number becomes which");
        assertThat(remarks(fewer.downgrade()))
                .contains(order + "another one than the last was removed, write here which number becomes which");

        database.empty();
        Comparison more = compare(model.formatted("A, C"), model.formatted("A, B, C"));
        assertThat(remarks(more.upgrade()))
                .containsExactly(order + "C is not new, write here which number becomes which");
    }

    @Test
    void codes_that_become_names_are_found_by_a_query_although_no_conversion_is_known() {
        Comparison comparison = compare(
                "@Entity class Thing { @Id Long id; @Check(constraints = \"mood in (10, 20)\") Integer mood; }",
                "@Entity class Thing { @Id Long id; @Enumerated(EnumType.STRING) Mood mood; } enum Mood { SAD, HAPPY"
                        + " }");

        assertThat(remarks(comparison.upgrade()))
                .anyMatch(remark -> remark.contains("select * from thing where mood::text not in ("));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Double code;       | Float code;     | 1.5          | 1.1
        BigDecimal[] code; | Integer[] code; | '{1, 2}'     | '{1, 2.5}'
        String code;       | Integer code;   | '2147483647' | '2147483648'
        String code;       | Integer code;   | ' -7'        | 'x'
        Long code;         | Float code;     | 16777216     | 16777217
        BigDecimal code;   | Float code;     | 0.5          | 16777217.0
        """)
    void values_that_do_not_fit_a_narrower_type_are_found_by_a_query(
            String older, String newer, String fitting, String other) {
        String model = "@Entity class Thing { @Id Long id; %s }";
        Comparison comparison = compare(model.formatted(older), model.formatted(newer));
        database.execute("insert into thing (id, code) values (1, '" + fitting + "'), (2, '" + other + "'), (3, null)");

        String remark = remarks(comparison.upgrade()).get(0);
        String query = remark.substring(remark.indexOf("select "));
        assertThat(database.rows(query.replaceFirst("\\*", "id::text"))).containsExactly("2");
    }

    @Test
    void the_columns_of_one_subtype_do_not_get_the_values_of_another_that_have_the_same_name() {
        String parties = "@Entity @Inheritance(strategy = InheritanceType.%s) class Party { @Id Long id; }"
                + " @Entity class Person extends Party { @Column(nullable = false) String code; }"
                + " @Entity class Firm extends Party { %s String code; }";
        database.create(parties.formatted("JOINED", "@Column(length = 10, nullable = false)"));
        database.execute(
                "insert into party values (1), (2)",
                "insert into person (id, code) values (1, 'P')",
                "insert into firm (id, code) values (2, 'F')");

        Comparison comparison =
                database.evolve(parties.formatted("SINGLE_TABLE", "@Column(name = \"firm_code\", length = 10)"));

        assertThat(database.rows("select dtype || coalesce(nullif(code, ''), '-') || coalesce(firm_code, '-') from"
                        + " party order by id"))
                .containsExactly("PersonP-", "Firm--");
        assertThat(remarks(comparison.upgrade()))
                .contains("values of firm go along to party: are these all? Not firm.code: no column of Firm has this"
                        + " name");
        assertThat(remarks(comparison.downgrade()))
                .contains("rows of Firm do not go along to firm, because no column has the value of firm.code");
    }

    @Test
    void tables_whose_rows_go_along_to_that_of_their_supertype_are_no_rename() {
        String payments = "@Entity @Inheritance(strategy = InheritanceType.%s) abstract class Pay { @Id Long id; }"
                + " @Entity class Card extends Pay { String num; } @Entity class Wire extends Pay { String iban; }";
        assertThat(compare(payments.formatted("TABLE_PER_CLASS"), payments.formatted("SINGLE_TABLE"))
                        .ambiguousRenames())
                .isEmpty();
    }

    @Test
    void an_upgrade_is_tried_although_its_downgrade_has_a_step_that_cannot_run_in_a_transaction() {
        String model = "@Entity class Thing { @Id Long id; @JdbcTypeCode(SqlTypes.NAMED_ENUM) @ColumnDefault(\"'%s'\")"
                + " Mood mood; } enum Mood { %s }";
        database.create(model.formatted("GONE", "GONE, SAD, HAPPY"));
        database.execute("alter table thing add g boolean generated always as (mood = 'SAD') stored");
        DesiredModel newer = database.model(model.formatted("HAPPY", "SAD, HAPPY"));

        assertThatThrownBy(() -> database.attempt(newer, EvolvingDatabase.KEEPING))
                .hasMessageContaining("cannot alter type of a column used by a generated column");

        database.execute("alter table thing drop g");
        assertThat(database.attempt(newer, EvolvingDatabase.KEEPING).warnings())
                .anyMatch(warning ->
                        warning.startsWith("The downgrade was tried up to a step that cannot run in a transaction: "));
    }

    @Test
    void a_new_required_column_gets_no_default_that_is_dropped_again() {
        String model = "@Entity class Thing { @Id Long id; %s }";
        List<ReviewedOperation> drafted = compare(
                        model.formatted(""),
                        model.formatted(
                                "@Column(nullable = false) int n; @ColumnDefault(\"'x'\") @Column(nullable = false)"
                                        + " String code;"))
                .upgrade();

        assertThat(drafted).extracting(ReviewedOperation::operation).noneMatch(ChangeDefault.class::isInstance);
    }
}
