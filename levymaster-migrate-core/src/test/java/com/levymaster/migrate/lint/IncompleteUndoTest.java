package com.levymaster.migrate.lint;

import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.integer;
import static com.levymaster.migrate.Types.numeric;
import static com.levymaster.migrate.Types.text;
import static com.levymaster.migrate.Types.varchar;
import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.op.OperationRecorder;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.Dependencies;
import com.levymaster.migrate.schema.Grant;
import com.levymaster.migrate.schema.GrantableKind;
import com.levymaster.migrate.schema.Inspector;
import com.levymaster.migrate.schema.ObjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The plan names what the inverse of a step does not bring back. */
class IncompleteUndoTest {

    private static final DatabaseSchema BEFORE = OperationList.apply(
            said(op -> {
                op.createTable("county", t -> {
                    t.column("id", bigint()).identity();
                    t.primaryKey("pk_county").on("id");
                });
                op.createTable("district", t -> {
                    t.column("id", bigint()).notNull();
                    t.column("county_id", integer());
                    t.column("code", varchar(20));
                    t.column("rate", numeric(10, 4));
                    t.index("ix_district_code").on("code");
                });
            }),
            DatabaseSchema.empty("public"));

    @Test
    void the_foreign_keys_that_a_cascade_drops_with_a_key_are_named() {
        assertThat(incomplete(op -> {
                    op.createTable("parcel", t -> {
                        t.column("id", bigint()).notNull();
                        t.primaryKey("pk_parcel").on("id");
                    });
                    op.createTable("bill", t -> {
                        t.column("parcel_id", bigint());
                        t.foreignKey("fk_bill_parcel").on("parcel_id").references("parcel", "id");
                    });
                    op.alterTable(
                            "parcel",
                            t -> t.dropPrimaryKey("pk_parcel")
                                    .was(p -> p.on("id"))
                                    .cascade());
                }))
                .anySatisfy(lost -> assertThat(lost.toString())
                        .contains("does not create what is dropped with constraint pk_parcel: constraint"
                                + " fk_bill_parcel"));
    }

    @Test
    void a_plan_names_what_an_undo_does_not_restore() {
        assertThat(incomplete(op ->
                        op.alterTable("district", t -> t.dropColumn("code").was(varchar(20)))))
                .first()
                .asString()
                .contains("and without index ix_district_code");
        assertThat(incomplete(
                        op -> op.revoke("select", "update").onTable("county").role("clerk")))
                .hasSize(2)
                .first()
                .asString()
                .contains("Role clerk does not have the privileges select, update on county");
        assertThat(incomplete(op -> op.alterTable(
                        "district",
                        t -> t.addPrimaryKey("pk_district")
                                .on("id", "code", "county_id")
                                .wasNullable("code"))))
                .singleElement()
                .asString()
                .contains("not null, because the step lacks wasNullable(\"county_id\")");
        assertThat(incomplete(op -> {
                    op.alterTable("district", t -> {
                        t.addCheck("ck_rate").that("rate > 0");
                        t.addIndex("ix_rate").on("code").where("rate < 1");
                        t.changeType("rate").from(numeric(10, 4)).to(integer());
                    });
                }))
                .singleElement()
                .asString()
                .contains("may leave casts in the expressions of constraint ck_rate, index ix_rate");
        assertThat(incomplete(op -> {
                    op.alterTable("district", t -> {
                        t.addIndex("ix_lower").onExpression("lower(code)");
                        t.addIndex("ix_twice").onExpression("county_id * 2").include("code");
                        t.addIndex("ix_other").onExpression("county_id * 2");
                        t.changeType("code").from(varchar(20)).to(varchar(40));
                    });
                }))
                .singleElement()
                .asString()
                .contains("Index ix_lower, ix_twice of district loses the statistics targets of its expressions");
        assertThat(incomplete(op -> op.views()
                        .replace("county_names")
                        .from("select id, name from county")
                        .to("select id from county")
                        .changingColumns()))
                .singleElement()
                .asString()
                .contains("without the comments, defaults and privileges of columns that the other query lacks");
        assertThat(incomplete(op -> op.functions().drop("f()").was("returns integer language sql as 'select 1'")))
                .singleElement()
                .asString()
                .contains("function f() without its privileges, owner and comment, and the options");
        assertThat(incomplete(op -> op.alterTable("district", t -> t.dropColumn("code"))))
                .as("without an undo, nothing is promised")
                .isEmpty();
    }

    @Test
    void a_plan_names_the_place_of_a_dropped_column_and_what_a_publication_has_by_now() {
        assertThat(incomplete(op ->
                        op.alterTable("district", t -> t.dropColumn("county_id").was(integer()))))
                .extracting(Hazard::problem)
                .contains("An undo adds column district.county_id at the end of the table, and no longer before code.");
        assertThat(incomplete(op ->
                        op.alterTable("district", t -> t.dropColumn("rate").was(numeric(10, 4)))))
                .noneMatch(hazard -> hazard.problem().contains("at the end of the table"));
        assertThat(incomplete(op -> op.publications().drop("feed").was("for table county")))
                .extracting(Hazard::problem)
                .contains("An undo gives publication feed the tables and options of its former text, whatever it has"
                        + " now.");
    }

    @Test
    void a_plan_names_views_in_the_way_of_the_former_query() {
        assertThat(incomplete(op -> {
                    op.views().create("ids", "select id from county");
                    op.views().create("all_ids", "select * from ids");
                    op.views().replace("ids").from("select id from county").to("select id, 1 as one from county");
                }))
                .extracting(Hazard::problem)
                .contains("An undo of the query of view ids is refused as long as this is so: other views use the view,"
                        + " whose columns change: view all_ids.");
    }

    @Test
    void a_plan_names_the_grant_option_and_the_default_privileges_that_an_undo_does_not_restore() {
        DatabaseSchema granted = OperationList.apply(
                said(op -> op.grant("select", "update").onTable("county").role("clerk")), BEFORE);
        Grant select = new Grant(GrantableKind.TABLE, ObjectName.of("county"), "select", "clerk");

        assertThat(incomplete(
                        op -> op.revoke("select", "update").onTable("county").role("clerk"),
                        granted.withSecurity(granted.security().withGrantable(Set.of(select)))))
                .hasSize(2)
                .first()
                .asString()
                .contains("Role clerk may grant its privileges select on county to others, and an undo grants them"
                        + " without this option.");
        assertThat(incomplete(
                        op -> op.revoke("select", "update").onTable("county").role("clerk"), granted))
                .singleElement()
                .asString()
                .contains("also loses these privileges on single columns of county");
        assertThat(incomplete(
                        op -> op.revoke("delete").onTable("county").role("clerk"),
                        OperationList.apply(
                                said(op -> op.grant("delete").onTable("county").role("clerk")), BEFORE)))
                .isEmpty();
        assertThat(incomplete(op -> op.revokeByDefault("all").onSequences().role("clerk")))
                .singleElement()
                .asString()
                .contains("Role clerk does not have the default privileges select, update, usage");
    }

    @Test
    void a_plan_names_the_statistics_targets_of_partitions_that_are_replaced() {
        DatabaseSchema partitioned = OperationList.apply(
                said(op -> {
                    op.createTable("tax", t -> {
                        t.column("id", integer());
                        t.partitionBy("range (id)");
                    });
                    op.createTable("tax_rest", t -> t.partitionOf("tax", "default"));
                    op.alterTable(
                            "tax_rest", t -> t.changeStatistics("id").fromNone().to(44));
                }),
                BEFORE);

        assertThat(incomplete(
                        op -> op.alterTable(
                                "tax", t -> t.changeStatistics("id").fromNone().to(100)),
                        partitioned))
                .singleElement()
                .asString()
                .contains("The statistics target of tax_rest.id is replaced too, and an undo does not restore it");
    }

    @Test
    void a_plan_names_what_neither_a_step_nor_the_schema_holds() {
        assertThat(incomplete(op -> op.alterTable(
                        "district", t -> t.dropIndex("ix_district_code").was(i -> i.on("code")))))
                .singleElement()
                .asString()
                .contains("index ix_district_code without its cluster mark and replica identity");
        assertThat(incomplete(op -> op.alterTable("district", t -> t.dropNotNull("id"))))
                .singleElement()
                .asString()
                .contains("The not-null constraint of district.id loses its name, comment and NO INHERIT");
        assertThat(incomplete(op -> op.dropTable("district").was(t -> t.column("id", integer()))))
                .extracting(Hazard::problem)
                .satisfiesExactly(
                        lost -> assertThat(lost)
                                .contains("memberships in publications", "cluster mark", "privileges of sequences"),
                        other -> assertThat(other).startsWith("An undo leaves district other than it is now: column"));
        assertThat(incomplete(
                        op -> op.publications().drop("feed").was("for table county, parish (id), only attic.old")))
                .extracting(Hazard::problem)
                .containsExactlyInAnyOrder(
                        "An undo creates publication feed without its privileges, owner and comment.",
                        "An undo gives publication feed the tables and options of its former text, whatever it has"
                                + " now.",
                        "An undo fails until table parish exists again: the former definition of publication feed names"
                                + " it.",
                        "An undo fails until table attic.old exists again: the former definition of publication feed"
                                + " names it.");
        assertThat(incomplete(op -> op.views()
                        .changeOption("county_names", "security_barrier")
                        .fromNone()
                        .to("true")))
                .singleElement()
                .asString()
                .contains("An undo resets security_barrier of view county_names, also if it is set now");
        assertThat(incomplete(op -> op.views()
                        .changeOption("county_names", "security_barrier")
                        .from("false")
                        .to("true")))
                .isEmpty();
        assertThat(incomplete(op -> op.alterTable(
                        "district",
                        t -> t.triggers()
                                .drop("touch")
                                .was("before update on district for each row execute function f()"))))
                .singleElement()
                .asString()
                .contains("and its state if it is disabled");
        DatabaseSchema labels =
                OperationList.apply(said(op -> op.types().createEnum("mood", "LOW", "MID", "HIGH")), BEFORE);
        assertThat(incomplete(op -> op.types().removeEnumValue("mood", "MID"), labels))
                .singleElement()
                .asString()
                .contains("An undo adds value MID at the end of enum mood, because the step lacks wasBefore(\"HIGH\")");
        assertThat(incomplete(op -> op.types().removeEnumValue("mood", "HIGH"), labels))
                .isEmpty();
        assertThat(incomplete(op -> op.types().removeEnumValue("mood", "MID").wasAfter("LOW"), labels))
                .isEmpty();
    }

    @Test
    void a_plan_names_what_types_schemas_and_routines_lose() {
        assertThat(incomplete(op -> op.functions()
                        .replace("f(a integer)")
                        .from("returns integer language sql as 'select 1'")
                        .to("returns integer language sql as 'select 2'")))
                .singleElement()
                .asString()
                .contains("function f(a integer) resets what is not in its new text, such as COST, PARALLEL and SET");
        assertThat(incomplete(op -> op.types().dropEnum("mood", "LOW")))
                .singleElement()
                .asString()
                .contains("An undo creates enum mood without its privileges and owner");
        assertThat(incomplete(op -> op.dropExtension("citext").wasInstalled()))
                .singleElement()
                .asString()
                .contains("An undo gives the objects of extension citext their first privileges again");
        assertThat(incomplete(op -> op.dropSchema("attic").wasEmpty()))
                .singleElement()
                .asString()
                .contains("schema attic without its privileges, owner and comment, and the default privileges in it");
        DatabaseSchema pair = OperationList.apply(
                said(op -> op.types().createComposite("pair", c -> {
                    c.attribute("a", integer());
                    c.attribute("b", text());
                })),
                BEFORE);
        assertThat(incomplete(op -> op.types().dropAttribute("pair", "a").was(integer()), pair))
                .singleElement()
                .asString()
                .contains("An undo adds attribute a at the end of composite type pair");
        assertThat(incomplete(op -> op.types().dropAttribute("pair", "b").was(text()), pair))
                .isEmpty();
    }

    @Test
    void a_plan_names_the_casts_that_two_conversions_leave() {
        assertThat(incomplete(op -> op.alterTable("district", t -> {
                    t.addCheck("ck_rate").that("rate > 0");
                    t.convertColumn("rate")
                            .from(numeric(10, 4))
                            .to(integer())
                            .using("rate * 10")
                            .reversedUsing("rate / 10");
                })))
                .singleElement()
                .asString()
                .contains("may leave casts in the expressions of constraint ck_rate");
    }

    @Test
    void a_plan_names_the_statistics_that_lose_their_target() {
        Dependencies dependencies = new Dependencies(
                List.of(new Dependencies.Dependency(
                        ObjectName.of("district"),
                        "rate",
                        Dependencies.Kind.STATISTICS,
                        ObjectName.of("district"),
                        null,
                        "statistics object st_rate",
                        null,
                        null)),
                List.of());
        Consumer<Operations> change = op -> op.alterTable(
                "district", t -> t.changeType("rate").from(numeric(10, 4)).to(numeric(12, 4)));

        assertThat(Lint.check(said(change), BEFORE, dependencies))
                .extracting(Hazard::problem)
                .contains("Extended statistics of district lose their statistics target, if they have one, and an undo"
                        + " does not restore it: statistics object st_rate.");
        assertThat(incomplete(change)).isEmpty();
    }

    @Test
    void of_steps_that_may_fail_no_undo_is_promised() {
        assertThat(incomplete(op -> op.savepoint(
                        "try",
                        () -> op.alterTable(
                                "district", t -> t.dropColumn("code").was(varchar(20))),
                        () -> op.alterTable(
                                "district", t -> t.dropColumn("county_id").was(integer())))))
                .isEmpty();
        assertThat(Lint.check(
                        said(op -> op.savepoint(
                                "try", () -> {}, () -> op.alterTable("district", t -> t.dropColumn("code")))),
                        BEFORE))
                .extracting(Hazard::rule)
                .containsExactly(Rule.DATA_LOSS);
    }

    private static List<Hazard> incomplete(Consumer<Operations> body) {
        return incomplete(body, BEFORE);
    }

    private static List<Hazard> incomplete(Consumer<Operations> body, DatabaseSchema before) {
        return Lint.check(said(body), before).stream()
                .filter(hazard -> hazard.rule() == Rule.INCOMPLETE_UNDO)
                .toList();
    }

    private static List<Operation> said(Consumer<Operations> body) {
        List<Operation> operations = new ArrayList<>();
        Operations.record(body, new OperationRecorder() {
            @Override
            public void record(Operation operation) {
                operations.add(operation);
            }

            @Override
            public Inspector catalog() {
                return BEFORE.catalog();
            }
        });
        return operations;
    }
}
