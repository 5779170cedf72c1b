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
    void what_is_said_is_recorded_in_order() {
        List<Operation> said = said(op -> {
            op.alterTable("county", t -> {
                t.addColumn("code", varchar(3)).notNull();
                t.changeType("code").from(varchar(3)).to(varchar(5));
                t.dropColumn("code").was(varchar(5));
            });
        });

        assertThat(said)
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
    void names_of_another_schema_are_said_in_its_scope() {
        List<Operation> said = said(op -> op.inSchema("audit").dropTable("event"));

        assertThat(said).containsExactly(new DropTable(ObjectName.of("audit", "event"), null, false));
    }

    static Stream<Arguments> unfinished() {
        return Stream.of(
                sentence("changeType(\"c\")", ".to(type)", op -> op.alterTable("t", t -> t.changeType("c"))),
                sentence("renameColumn(\"c\")", ".to(name)", op -> op.alterTable("t", t -> t.renameColumn("c"))),
                sentence("renameTable(\"t\")", ".to(name)", op -> op.renameTable("t")),
                sentence("check(\"ck\")", ".that(expression)", op -> op.alterTable("t", t -> t.addCheck("ck"))),
                sentence("unique(\"uq\")", ".on(columns)", op -> op.alterTable("t", t -> t.addUnique("uq"))),
                sentence("primaryKey(\"pk\")", ".on(columns)", op -> op.createTable("t", t -> t.primaryKey("pk"))),
                sentence(
                        "foreignKey(\"fk\")",
                        ".references(table, columns)",
                        op -> op.alterTable("t", t -> t.addForeignKey("fk").on("c"))),
                sentence(
                        "index(\"ix\")",
                        ".on(columns) or .onExpression(sql)",
                        op -> op.alterTable("t", t -> t.addIndex("ix"))),
                sentence(
                        "insert(\"t\")", ".columns(names)", op -> op.insert("t").row(1)),
                sentence(
                        "changeDefault(\"c\")",
                        ".to(value), .toSql(expression) or .toNone()",
                        op -> op.alterTable("t", t -> t.changeDefault("c").from(1))));
    }

    private static Arguments sentence(String sentence, String missing, Consumer<Operations> body) {
        return Arguments.of(sentence, missing, body);
    }

    @ParameterizedTest
    @MethodSource("unfinished")
    void an_unfinished_sentence_is_refused_with_the_missing_word(
            String sentence, String missing, Consumer<Operations> body) {
        assertThatThrownBy(() -> said(body))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("Unfinished sentence: " + sentence)
                .hasMessageContaining("add " + missing);
    }

    @Test
    void a_column_has_one_source_of_values_at_most() {
        assertThatThrownBy(() -> said(op -> op.createTable(
                        "t", t -> t.column("id", bigint()).identity().defaultValue(1))))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("column id: it has more than one of default, identity and generated");
    }

    @Test
    void undo_says_the_inverse_last_first() {
        Consumer<Operations> upgrade = op -> op.alterTable("county", t -> {
            t.addColumn("code", varchar(3));
            t.addIndex("ix_county_code").on("code");
        });

        assertThat(said(op -> op.undo(upgrade))).isEqualTo(OperationList.inverted(said(upgrade)));
    }

    @Test
    void undo_of_a_drop_without_its_past_says_what_to_add() {
        assertThatThrownBy(() -> said(op -> op.undo(o -> o.alterTable("county", t -> t.dropColumn("code")))))
                .isInstanceOf(IrreversibleException.class)
                .hasMessageContaining("Cannot undo: drop column county.code")
                .hasMessageContaining("dropColumn(\"code\").was(type)");
    }

    @Test
    void a_guarded_step_is_not_undone_by_guesswork() {
        assertThatThrownBy(() ->
                        said(op -> op.undo(o -> o.table("county").column("code").ifNotExists(varchar(3)))))
                .isInstanceOf(IrreversibleException.class);
    }

    @Test
    void autocommit_keeps_its_steps_together() {
        List<Operation> said = said(op -> op.autocommit(() -> op.alterTable(
                "county", t -> t.addIndex("ix_county_code").on("code").concurrently())));

        assertThat(said)
                .containsExactly(new Autocommit(
                        List.of(new CreateIndex(COUNTY, Index.of("ix_county_code", List.of("code")), true))));
    }

    static Stream<Arguments> contradictions() {
        return Stream.of(
                wrong("it has two columns called id", t -> {
                    t.column("id", bigint());
                    t.column("id", integer());
                }),
                wrong("it has two primary keys", t -> {
                    t.column("id", bigint());
                    t.primaryKey("pk").on("id");
                    t.primaryKey("pk_2").on("id");
                }),
                wrong("it has two constraints called ck", t -> {
                    t.column("id", bigint());
                    t.check("ck").that("id > 0");
                    t.check("ck").that("id > 1");
                }),
                wrong("primary key pk: it is on ids, which is not a column of the table", t -> {
                    t.column("id", bigint());
                    t.primaryKey("pk").on("ids");
                }),
                wrong("index ix: it is on name, which is not a column of the table", t -> {
                    t.column("id", bigint());
                    t.index("ix").on("name");
                }),
                wrong(
                        "column code: it is an identity of type character varying(20)",
                        t -> t.column("code", varchar(20)).identity()),
                wrong("Foreign key fk is on [a, b] and references [id] of county", t -> {
                    t.column("a", bigint());
                    t.column("b", bigint());
                    t.foreignKey("fk").on("a", "b").references("county", "id");
                }),
                wrong("Foreign key fk names columns for CASCADE, which sets none", t -> {
                    t.column("a", bigint());
                    t.foreignKey("fk").on("a").references("county", "id").onDelete(Action.CASCADE, "a");
                }));
    }

    private static Arguments wrong(String message, Consumer<TableSpec> table) {
        return Arguments.of(message, table);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("contradictions")
    void what_cannot_be_meant_is_refused_when_it_is_said(String message, Consumer<TableSpec> table) {
        assertThatThrownBy(() -> said(op -> op.createTable("district", table)))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining(message);
    }

    @Test
    void autocommit_inside_of_a_savepoint_is_refused() {
        assertThatThrownBy(() -> said(op -> op.savepoint("s", () -> op.autocommit(() -> {}), () -> {})))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("op.autocommit(…) stands inside of another block");
    }

    @Test
    void an_idempotent_block_guards_creates_and_drops_each_in_its_way() {
        List<Operation> said = said(op -> op.idempotent(o -> {
            o.createTable("a", t -> t.column("id", integer()));
            o.dropTable("b");
        }));

        assertThat(said).hasSize(2);
        assertThat(said.get(0)).isInstanceOf(IfNotExists.class);
        assertThat(said.get(1)).isEqualTo(new IfExists(new DropTable(ObjectName.of("b"), null, false)));
    }

    @Test
    void an_index_is_dropped_if_it_is_there_whatever_table_has_it() {
        List<Operation> said = said(op -> {
            op.createTable("county", t -> {
                t.column("code", varchar(3));
                t.index("ix_county_code").on("code");
            });
            op.index("ix_county_code").ifExists().drop();
        });

        assertThat(said.get(1)).isEqualTo(new IfExists(new DropIndex(COUNTY, "ix_county_code", null, false)));
    }

    @Test
    void the_inspector_sees_what_was_said_before_even_inside_of_a_block() {
        List<Boolean> seen = new ArrayList<>();
        said(op -> {
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
    void convention_names_fit_what_postgresql_keeps_and_stay_apart() {
        Operations[] words = new Operations[1];
        said(op -> words[0] = op);
        String column = "a_column_with_a_name_that_takes_most_of_the_limit_";

        assertThat(words[0].constraintName("ix", "property", "year")).isEqualTo("ix_property_year");
        assertThat(words[0].constraintName("ix", "property", column + "1"))
                .hasSizeLessThanOrEqualTo(63)
                .isNotEqualTo(words[0].constraintName("ix", "property", column + "2"));
    }

    @Test
    void a_table_of_the_default_schema_is_created_with_all_its_parts() {
        Operation create = said(op -> op.createTable("county", t -> {
                    t.column("id", bigint()).identity();
                    t.primaryKey("pk_county").on("id");
                    t.comment("Counties");
                }))
                .get(0);

        assertThat(((CreateTable) create).table().primaryKey()).isPresent();
        assertThat(((CreateTable) create).table().comment()).isEqualTo("Counties");
        assertThat(((CreateTable) create).table().columns().get(0).nullable()).isFalse();
    }

    private static List<Operation> said(Consumer<Operations> body) {
        List<Operation> said = new ArrayList<>();
        Operations.record(body, new OperationRecorder() {
            @Override
            public void record(Operation operation) {
                said.add(operation);
            }

            @Override
            public Inspector catalog() {
                return () -> OperationList.apply(said, DatabaseSchema.empty("public"));
            }
        });
        return said;
    }
}
