package com.levymaster.migrate.diff;

import static com.levymaster.migrate.diff.RandomSchemas.inOrder;
import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.DefaultValue;
import com.levymaster.migrate.schema.EnumType;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DiffTest {

    private static final DatabaseSchema EMPTY = DatabaseSchema.empty("public");

    static LongStream seeds() {
        return LongStream.range(0, 500);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void a_schema_does_not_differ_from_itself(long seed) {
        DatabaseSchema schema = new RandomSchemas(seed).next();

        assertThat(Diff.between(schema, schema)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void the_operations_lead_from_one_schema_to_the_other(long seed) {
        RandomSchemas schemas = new RandomSchemas(seed);
        DatabaseSchema actual = schemas.next();
        DatabaseSchema desired = schemas.next();

        List<Operation> operations = Diff.between(actual, desired);

        assertThat(inOrder(OperationList.apply(operations, actual))).isEqualTo(inOrder(desired));
        assertThat(Diff.between(OperationList.apply(operations, actual), desired))
                .isEmpty();
    }

    @Test
    void tables_that_refer_to_each_other_are_created_before_the_foreign_key_that_closes_the_circle() {
        DatabaseSchema desired = EMPTY.with(table("hen").withConstraint(reference("hen", "egg")))
                .with(table("egg").withConstraint(reference("egg", "hen")));

        assertThat(described(EMPTY, desired))
                .containsExactly("create table hen", "create table egg", "add foreign key fk_hen_egg on hen");
        assertThat(described(desired, EMPTY))
                .containsExactly("drop constraint fk_hen_egg of hen", "drop table egg", "drop table hen");
    }

    @Test
    void casts_that_the_server_keeps_after_a_conversion_of_a_number_are_no_difference() {
        DatabaseSchema converted = EMPTY.with(table("hen")
                .withConstraint(Constraint.Check.of("ck", "(a)::double precision > (0)::double precision")));
        DatabaseSchema mapped = EMPTY.with(table("hen").withConstraint(Constraint.Check.of("ck", "a > (0)::numeric")));
        DatabaseSchema other = EMPTY.with(table("hen").withConstraint(Constraint.Check.of("ck", "a > (1)::numeric")));

        assertThat(Diff.between(converted, mapped)).isEmpty();
        assertThat(Diff.between(converted, other)).isNotEmpty();
    }

    @Test
    void a_chain_of_tables_may_be_longer_than_the_stack_is_deep() {
        DatabaseSchema chain = EMPTY.with(table("t0000"));
        for (int i = 1; i < 4000; i++) {
            String name = String.format("t%04d", 4000 - i);
            String before = i == 1 ? "t0000" : String.format("t%04d", 4001 - i);
            chain = chain.with(table(name).withConstraint(reference(name, before)));
        }

        assertThat(Diff.between(EMPTY, chain)).hasSize(4000);
    }

    @Test
    void a_foreign_key_steps_aside_while_both_its_ends_change_their_type() {
        DatabaseSchema actual = EMPTY.with(table("hen"))
                .with(table("egg").withConstraint(reference("egg", "hen")).withColumn(column("hen_id", "bigint")));
        DatabaseSchema desired = EMPTY.with(table("hen").withColumn("id", c -> c.withType(ColumnType.parse("uuid"))))
                .with(table("egg")
                        .withConstraint(reference("egg", "hen"))
                        .withColumn("id", c -> c.withType(ColumnType.parse("uuid")))
                        .withColumn(column("hen_id", "bigint")));

        assertThat(described(actual, desired))
                .containsExactly(
                        "drop constraint fk_egg_hen of egg",
                        "change type of hen.id to uuid",
                        "change type of egg.id to uuid",
                        "add foreign key fk_egg_hen on egg");
    }

    @Test
    void a_constraint_of_another_name_is_renamed() {
        DatabaseSchema actual = EMPTY.with(table("hen").withConstraint(Constraint.Unique.of("uq_1", List.of("id"))));
        DatabaseSchema desired = EMPTY.with(table("hen").withConstraint(Constraint.Unique.of("uq_2", List.of("id"))));

        assertThat(described(actual, desired)).containsExactly("rename constraint uq_1 of hen to uq_2");
    }

    @Test
    void the_parts_of_a_check_may_stand_in_any_order() {
        DatabaseSchema actual =
                EMPTY.with(table("hen").withConstraint(Constraint.Check.of("ck", "(a > 0) and (b > 0)")));
        DatabaseSchema desired =
                EMPTY.with(table("hen").withConstraint(Constraint.Check.of("ck", "(b > 0) and (a > 0)")));

        assertThat(Diff.between(actual, desired)).isEmpty();
    }

    @Test
    void a_default_that_the_new_type_cannot_have_goes_before_the_type_changes() {
        Column now = column("mood", "varchar(10)").withDefault(new DefaultValue.StringLiteral("ok"));
        Column wanted = now.withType(ColumnType.parse("mood"));
        EnumType type = EnumType.of(ObjectName.of("mood"), List.of("ok"));

        assertThat(described(
                        EMPTY.with(table("hen").withColumn(now)),
                        EMPTY.with(type).with(table("hen").withColumn(wanted))))
                .containsExactly(
                        "create enum mood",
                        "drop default of hen.mood",
                        "change type of hen.mood to mood",
                        "set default of hen.mood");
    }

    private static List<String> described(DatabaseSchema actual, DatabaseSchema desired) {
        return Diff.between(actual, desired).stream().map(Operation::describe).toList();
    }

    private static Table table(String name) {
        return Table.of(ObjectName.of(name), List.of(column("id", "bigint").withNullable(false)))
                .withConstraint(Constraint.PrimaryKey.of("pk_" + name, List.of("id")));
    }

    private static Column column(String name, String type) {
        return Column.of(name, ColumnType.parse(type));
    }

    private static ForeignKey reference(String from, String to) {
        return ForeignKey.of("fk_" + from + "_" + to, List.of("id"), ObjectName.of(to), List.of("id"));
    }
}
