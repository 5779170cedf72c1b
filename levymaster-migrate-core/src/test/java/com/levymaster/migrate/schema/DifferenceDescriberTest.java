package com.levymaster.migrate.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DifferenceDescriberTest {

    private static final Column NAME = Column.of("name", ColumnType.parse("varchar(120)"));
    private static final Column RATE = Column.of("rate", ColumnType.parse("numeric(10,4)"));
    private static final Table TABLE = Table.of(ObjectName.of("levy"), List.of(NAME, RATE))
            .withConstraint(Constraint.Check.of("positive", "rate > (0)::numeric"))
            .withIndex(Index.of("ix_levy_name", List.of("name")));

    @Test
    void a_table_does_not_differ_from_itself_whatever_the_order_of_its_columns() {
        assertThat(DifferenceDescriber.between(TABLE, TABLE)).isEmpty();
        assertThat(DifferenceDescriber.between(TABLE, TABLE.withColumns(List.of(RATE, NAME))))
                .isEmpty();
    }

    @Test
    void columns_are_compared_by_name_and_properties() {
        Table expected = TABLE.withColumns(List.of(
                NAME.withType(ColumnType.parse("varchar(100)"))
                        .withNullable(false)
                        .withDefault(new DefaultValue.StringLiteral("")),
                Column.of("year", ColumnType.parse("int"))));

        assertThat(DifferenceDescriber.between(TABLE, expected))
                .containsExactly(
                        "column name: type character varying(120), expected character varying(100)",
                        "column name: nullable true, expected false",
                        "column name: default none, expected ''",
                        "column rate: unexpected",
                        "column year: missing");
    }

    @Test
    void constraints_and_indexes_are_compared_in_all_properties() {
        Table expected = TABLE.withConstraint(Constraint.Check.of("positive", "rate >= (0)::numeric"))
                .withConstraint(Constraint.PrimaryKey.of("pk", List.of("name")))
                .withIndex(Index.of("ix_levy_name", List.of("name"))
                        .withUnique(true)
                        .withKeys(List.of(Index.Key.expression("lower(name)").desc()))
                        .withOptions(Map.of("fillfactor", "70")));

        assertThat(DifferenceDescriber.between(TABLE, expected))
                .containsExactly(
                        "constraint pk: missing",
                        "constraint positive: expression rate > (0)::numeric, expected rate >= (0)::numeric",
                        "index ix_levy_name: keys (name), expected ((lower(name)) desc)",
                        "index ix_levy_name: unique false, expected true",
                        "index ix_levy_name: option fillfactor: missing");
    }

    @Test
    void a_constraint_of_another_kind_is_another_constraint() {
        assertThat(DifferenceDescriber.between(
                        Constraint.PrimaryKey.of("k", List.of("a")), Constraint.Unique.of("k", List.of("a"))))
                .containsExactly("primary key, expected unique");
        assertThat(DifferenceDescriber.between(
                        ForeignKey.of("k", List.of("a"), ObjectName.of("t"), List.of("id")),
                        ForeignKey.of("k", List.of("a"), ObjectName.of("t"), List.of("id"))
                                .withOnDelete(ForeignKey.Action.SET_NULL)))
                .containsExactly("on delete no action, expected set null");
    }

    @Test
    void options_comments_and_sequences_are_compared_too() {
        assertThat(DifferenceDescriber.between(TABLE.withComment("x"), TABLE))
                .containsExactly("comment x, expected none");
        assertThat(DifferenceDescriber.between(
                        TABLE,
                        TABLE.withOptions(new Table.Options(true, null, null, List.of(), Map.of("fillfactor", "70")))))
                .containsExactly("unlogged false, expected true", "option fillfactor: missing");
        assertThat(DifferenceDescriber.between(
                        Sequence.of(ObjectName.of("s"), SequenceOptions.DEFAULT),
                        Sequence.of(ObjectName.of("s"), SequenceOptions.DEFAULT.withIncrement(50))))
                .containsExactly("increment 1, expected 50");
        assertThat(DifferenceDescriber.between(
                        RATE.withDefault(new DefaultValue.NumberLiteral(new BigDecimal("0")))
                                .withIdentity(Identity.byDefault()),
                        RATE.withDefault(new DefaultValue.Expression("now()"))
                                .withIdentity(new Identity(true, SequenceOptions.DEFAULT))))
                .containsExactly("default 0, expected now()", "identity always false, expected true");
    }
}
