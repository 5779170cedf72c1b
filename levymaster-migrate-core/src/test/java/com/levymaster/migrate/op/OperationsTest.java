package com.levymaster.migrate.op;

import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.integer;
import static com.levymaster.migrate.Types.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.operation.ColumnOperation.AddColumn;
import com.levymaster.migrate.operation.ColumnOperation.ChangeType;
import com.levymaster.migrate.operation.ColumnOperation.DropColumn;
import com.levymaster.migrate.operation.ControlOperation.Autocommit;
import com.levymaster.migrate.operation.ControlOperation.IfExists;
import com.levymaster.migrate.operation.ControlOperation.IfNotExists;
import com.levymaster.migrate.operation.IndexOperation.CreateIndex;
import com.levymaster.migrate.operation.IndexOperation.DropIndex;
import com.levymaster.migrate.operation.IrreversibleException;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.operation.TableOperation.CreateTable;
import com.levymaster.migrate.operation.TableOperation.DropTable;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ForeignKey.Action;
import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.Inspector;
import com.levymaster.migrate.schema.ObjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OperationsTest {

    private static final ObjectName COUNTY = ObjectName.of("county");

    @Test
    void operations_are_recorded_in_order() {
        List<Operation> recorded = recorded(op -> {
            op.alterTable("county", t -> {
                t.addColumn("code", varchar(3)).notNull();
                t.changeType("code").from(varchar(3)).to(varchar(5));
                t.dropColumn("code").was(varchar(5));
            });
        });

        assertThat(recorded)
                .containsExactly(
                        new AddColumn(COUNTY, Column.of("code", varchar(3)).withNullable(false)),
                        new ChangeType(
                                COUNTY,
                                "code",
                                new ChangeType.Shape(varchar(3), null),
                                new ChangeType.Shape(varchar(5), null),
                                null,
                                null),
                        new DropColumn(COUNTY, "code", Column.of("code", varchar(5)), false));
    }

    @Test
    void names_are_qualified_by_the_schema_of_in_schema() {
        List<Operation> recorded = recorded(op -> op.inSchema("audit").dropTable("event"));

        assertThat(recorded).containsExactly(new DropTable(ObjectName.of("audit", "event"), null, false));
    }

    static Stream<Arguments> incompleteChains() {
        return Stream.of(
                incomplete("changeType(\"c\")", ".to(type)", op -> op.alterTable("t", t -> t.changeType("c"))),
                incomplete("renameColumn(\"c\")", ".to(name)", op -> op.alterTable("t", t -> t.renameColumn("c"))),
                incomplete("renameTable(\"t\")", ".to(name)", op -> op.renameTable("t")),
                incomplete("check(\"ck\")", ".that(expression)", op -> op.alterTable("t", t -> t.addCheck("ck"))),
                incomplete("unique(\"uq\")", ".on(columns)", op -> op.alterTable("t", t -> t.addUnique("uq"))),
                incomplete("primaryKey(\"pk\")", ".on(columns)", op -> op.createTable("t", t -> t.primaryKey("pk"))),
                incomplete(
                        "foreignKey(\"fk\")",
                        ".references(table, columns)",
                        op -> op.alterTable("t", t -> t.addForeignKey("fk").on("c"))),
                incomplete(
                        "index(\"ix\")",
                        ".on(columns) or .onExpression(sql)",
                        op -> op.alterTable("t", t -> t.addIndex("ix"))),
                incomplete(
                        "insert(\"t\")", ".columns(names)", op -> op.insert("t").row(1)),
                incomplete(
                        "changeDefault(\"c\")",
                        ".to(value), .toSql(expression) or .toNone()",
                        op -> op.alterTable("t", t -> t.changeDefault("c").from(1))));
    }

    private static Arguments incomplete(String call, String missing, Consumer<Operations> body) {
        return Arguments.of(call, missing, body);
    }

    @ParameterizedTest
    @MethodSource("incompleteChains")
    void an_incomplete_call_chain_is_refused_with_the_missing_call(
            String call, String missing, Consumer<Operations> body) {
        assertThatThrownBy(() -> recorded(body))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("Incomplete call chain: " + call)
                .hasMessageContaining("add " + missing);
    }

    @Test
    void a_column_has_one_source_of_values_at_most() {
        assertThatThrownBy(() -> recorded(op -> op.createTable(
                        "t", t -> t.column("id", bigint()).identity().defaultValue(1))))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("column id: it has more than one of default, identity and generated");
    }

    @Test
    void undo_records_the_inverses_last_first() {
        Consumer<Operations> upgrade = op -> op.alterTable("county", t -> {
            t.addColumn("code", varchar(3));
            t.addIndex("ix_county_code").on("code");
        });

        assertThat(recorded(op -> op.undo(upgrade))).isEqualTo(OperationList.inverted(recorded(upgrade)));
    }

    @Test
    void undo_of_a_drop_without_its_previous_state_names_the_missing_call() {
        assertThatThrownBy(() -> recorded(op -> op.undo(o -> o.alterTable("county", t -> t.dropColumn("code")))))
                .isInstanceOf(IrreversibleException.class)
                .hasMessageContaining("Cannot undo: drop column county.code")
                .hasMessageContaining("dropColumn(\"code\").was(type)");
    }

    @Test
    void a_conditional_operation_cannot_be_undone() {
        assertThatThrownBy(() -> recorded(
                        op -> op.undo(o -> o.table("county").column("code").ifNotExists(varchar(3)))))
                .isInstanceOf(IrreversibleException.class);
    }

    @Test
    void autocommit_keeps_its_steps_together() {
        List<Operation> recorded = recorded(op -> op.autocommit(() -> op.alterTable(
                "county", t -> t.addIndex("ix_county_code").on("code").concurrently())));

        assertThat(recorded)
                .containsExactly(new Autocommit(
                        List.of(new CreateIndex(COUNTY, Index.of("ix_county_code", List.of("code")), true))));
    }

    static Stream<Arguments> invalidTables() {
        return Stream.of(
                invalid("it has two columns named id", t -> {
                    t.column("id", bigint());
                    t.column("id", integer());
                }),
                invalid("it has two primary keys", t -> {
                    t.column("id", bigint());
                    t.primaryKey("pk").on("id");
                    t.primaryKey("pk_2").on("id");
                }),
                invalid("it has two constraints named ck", t -> {
                    t.column("id", bigint());
                    t.check("ck").that("id > 0");
                    t.check("ck").that("id > 1");
                }),
                invalid("primary key pk: it is on ids, which is not a column of the table", t -> {
                    t.column("id", bigint());
                    t.primaryKey("pk").on("ids");
                }),
                invalid("index ix: it is on name, which is not a column of the table", t -> {
                    t.column("id", bigint());
                    t.index("ix").on("name");
                }),
                invalid(
                        "column code: it is an identity of type character varying(20)",
                        t -> t.column("code", varchar(20)).identity()),
                invalid("Foreign key fk has the columns [a, b] but references [id] of county", t -> {
                    t.column("a", bigint());
                    t.column("b", bigint());
                    t.foreignKey("fk").on("a", "b").references("county", "id");
                }),
                invalid("Foreign key fk lists columns for CASCADE, which sets no columns", t -> {
                    t.column("a", bigint());
                    t.foreignKey("fk").on("a").references("county", "id").onDelete(Action.CASCADE, "a");
                }));
    }

    private static Arguments invalid(String message, Consumer<TableSpec> table) {
        return Arguments.of(message, table);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("invalidTables")
    void an_invalid_table_is_refused_when_it_is_recorded(String message, Consumer<TableSpec> table) {
        assertThatThrownBy(() -> recorded(op -> op.createTable("district", table)))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining(message);
    }

    @Test
    void autocommit_within_a_savepoint_is_refused() {
        assertThatThrownBy(() -> recorded(op -> op.savepoint("s", () -> op.autocommit(() -> {}), () -> {})))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("op.autocommit(…) is nested in another block");
    }

    @Test
    void an_idempotent_block_makes_creates_and_drops_conditional() {
        List<Operation> recorded = recorded(op -> op.idempotent(o -> {
            o.createTable("a", t -> t.column("id", integer()));
            o.dropTable("b");
        }));

        assertThat(recorded).hasSize(2);
        assertThat(recorded.get(0)).isInstanceOf(IfNotExists.class);
        assertThat(recorded.get(1)).isEqualTo(new IfExists(new DropTable(ObjectName.of("b"), null, false)));
    }

    @Test
    void an_index_is_dropped_if_it_exists_on_any_table() {
        List<Operation> recorded = recorded(op -> {
            op.createTable("county", t -> {
                t.column("code", varchar(3));
                t.index("ix_county_code").on("code");
            });
            op.index("ix_county_code").ifExists().drop();
        });

        assertThat(recorded.get(1)).isEqualTo(new IfExists(new DropIndex(COUNTY, "ix_county_code", null, false)));
    }

    @Test
    void the_inspector_includes_operations_recorded_before_even_within_a_block() {
        List<Boolean> seen = new ArrayList<>();
        recorded(op -> {
            op.createTable("a", t -> t.column("id", integer()));
            seen.add(op.inspector().hasTable("a"));
            op.autocommit(() -> {
                op.createTable("b", t -> t.column("id", integer()));
                seen.add(op.inspector().hasTable("a") && op.inspector().hasTable("b"));
            });
        });

        assertThat(seen).containsExactly(true, true);
    }

    @Test
    void conventional_names_fit_into_63_bytes_and_stay_distinct() {
        Operations[] operations = new Operations[1];
        recorded(op -> operations[0] = op);
        String column = "a_column_with_a_name_that_takes_most_of_the_limit_";

        assertThat(operations[0].constraintName("ix", "property", "year")).isEqualTo("ix_property_year");
        assertThat(operations[0].constraintName("ix", "property", column + "1"))
                .hasSizeLessThanOrEqualTo(63)
                .isNotEqualTo(operations[0].constraintName("ix", "property", column + "2"));
    }

    @Test
    void a_table_of_the_default_schema_is_created_with_all_its_parts() {
        Operation create = recorded(op -> op.createTable("county", t -> {
                    t.column("id", bigint()).identity();
                    t.primaryKey("pk_county").on("id");
                    t.comment("Counties");
                }))
                .get(0);

        assertThat(((CreateTable) create).table().primaryKey()).isPresent();
        assertThat(((CreateTable) create).table().comment()).isEqualTo("Counties");
        assertThat(((CreateTable) create).table().columns().get(0).nullable()).isFalse();
    }

    private static List<Operation> recorded(Consumer<Operations> body) {
        List<Operation> recorded = new ArrayList<>();
        Operations.record(body, new OperationRecorder() {
            @Override
            public void record(Operation operation) {
                recorded.add(operation);
            }

            @Override
            public Inspector catalog() {
                return () -> OperationList.apply(recorded, DatabaseSchema.empty("public"));
            }
        });
        return recorded;
    }
}
