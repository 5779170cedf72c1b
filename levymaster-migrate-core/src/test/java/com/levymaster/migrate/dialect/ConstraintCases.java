package com.levymaster.migrate.dialect;

import com.levymaster.migrate.schema.ForeignKey.Action;
import java.util.List;

/** Constraints. */
final class ConstraintCases {

    static final List<OperationCase> ALL = List.of(
            OperationCase.of("Add a primary key", "create table lot (id bigint not null, code text)", op -> {
                op.alterTable("lot", t -> t.addPrimaryKey("pk_lot").on("id"));
            }),
            OperationCase.of(
                    "Add a primary key over a column that allowed null",
                    "create table lot (id bigint, code text)",
                    op -> {
                        op.alterTable(
                                "lot", t -> t.addPrimaryKey("pk_lot").on("id").wasNullable("id"));
                    }),
            OperationCase.of(
                    "Make a primary key of an index",
                    "create table lot (id bigint not null); create unique index ux_lot on lot (id)",
                    op -> {
                        op.alterTable(
                                "lot", t -> t.addPrimaryKey("pk_lot").on("id").usingIndex("ux_lot"));
                    }),
            OperationCase.of("Add a unique constraint", op -> {
                op.alterTable(
                        "tax_district", t -> t.addUnique("uq_tax_district_code").on("code"));
            }),
            OperationCase.of("Add a unique constraint with all its words", op -> {
                op.alterTable(
                        "tax_district",
                        t -> t.addUnique("uq_tax_district_code")
                                .on("county_id", "code")
                                .include("levy_rate")
                                .nullsNotDistinct()
                                .deferrable()
                                .comment("one code for each county"));
            }),
            OperationCase.of("Add a check", op -> {
                op.alterTable(
                        "tax_district", t -> t.addCheck("ck_tax_district_rate").that("levy_rate < 100"));
            }),
            OperationCase.of("Add a check without looking at the rows", op -> {
                op.alterTable(
                        "tax_district",
                        t -> t.addCheck("ck_tax_district_rate")
                                .that("levy_rate < 100")
                                .notValid());
            }),
            OperationCase.of("Add a check that child tables are free of", op -> {
                op.alterTable(
                        "tax_district",
                        t -> t.addCheck("ck_tax_district_rate")
                                .that("levy_rate < 100")
                                .noInherit());
            }),
            OperationCase.of(
                    "Add a foreign key",
                    "alter table tax_district add state_id bigint; " + "create table state (id bigint primary key)",
                    op -> {
                        op.alterTable(
                                "tax_district",
                                t -> t.addForeignKey("fk_tax_district_state_id_state")
                                        .on("state_id")
                                        .references("state", "id"));
                    }),
            OperationCase.of("Add a foreign key with all its words", """
                    create table office (region int not null, number int not null, primary key (region, number));
                    create table clerk (region int default 1, office int)""", op -> {
                op.alterTable(
                        "clerk",
                        t -> t.addForeignKey("fk_clerk_office")
                                .on("region", "office")
                                .references("office", "region", "number")
                                .matchFull()
                                .onDelete(Action.SET_NULL, "office")
                                .onUpdate(Action.CASCADE)
                                .initiallyDeferred()
                                .notValid());
            }),
            OperationCase.of("Add an exclude constraint", "alter table tax_district add years int4range", op -> {
                op.alterTable(
                        "tax_district",
                        t -> t.addExclusion("ex_tax_district_years")
                                .using("gist")
                                .with("years", "&&")
                                .where("closed is null"));
            }),
            OperationCase.of("Check the rows of a constraint later", """
                    alter table tax_district add constraint ck_rate check (levy_rate < 100) not valid""", op -> {
                op.alterTable("tax_district", t -> t.validateConstraint("ck_rate"));
            }),
            OperationCase.of("Rename a constraint", op -> {
                op.alterTable(
                        "tax_district",
                        t -> t.renameConstraint("ck_tax_district_dates").to("ck_dates"));
            }),
            OperationCase.of("Drop a constraint", op -> {
                op.alterTable(
                        "tax_district",
                        t -> t.dropForeignKey("fk_tax_district_county")
                                .was(f -> f.on("county_id").references("county", "id")));
            }),
            OperationCase.of("Drop a key with the foreign keys that refer to it", op -> {
                op.alterTable("county", t -> t.dropPrimaryKey("pk_county").cascade());
            }),
            OperationCase.of("Add a constraint unless it is there", op -> {
                op.table("tax_district")
                        .constraint("ck_tax_district_rate")
                        .checkIfNotExists(c -> c.that("levy_rate < 100"));
            }),
            OperationCase.of("Drop a constraint if it is there", op -> {
                op.table("tax_district")
                        .constraint("ck_tax_district_dates")
                        .ifExists()
                        .drop();
            }),
            OperationCase.of("Add constraints that are not enforced", op -> {
                op.alterTable("tax_district", t -> {
                    t.addCheck("ck_tax_district_net").that("net >= 0").notEnforced();
                    t.addForeignKey("fk_tax_district_id")
                            .on("id")
                            .references("county", "id")
                            .notEnforced();
                });
            }),
            OperationCase.of(
                    "Add keys without overlaps and a reference to a period",
                    "create table term (part int4range not null, valid daterange not null);"
                            + " create table seat (part int4range, valid daterange)",
                    op -> {
                        op.alterTable(
                                "term",
                                t -> t.addPrimaryKey("pk_term")
                                        .on("part", "valid")
                                        .withoutOverlaps());
                        op.alterTable("seat", t -> {
                            t.addUnique("uq_seat").on("part", "valid").withoutOverlaps();
                            t.addForeignKey("fk_seat")
                                    .on("part", "valid")
                                    .references("term", "part", "valid")
                                    .period();
                        });
                    }),
            OperationCase.of("Drop a check that is not enforced", op -> {
                op.alterTable("tax_district", t -> {
                    t.addCheck("ck_tax_district_gross").that("gross >= 0").notEnforced();
                    t.dropCheck("ck_tax_district_gross")
                            .was(c -> c.that("gross >= 0").notEnforced());
                });
            }),
            OperationCase.of("Comment on a constraint", op -> {
                op.alterTable(
                        "tax_district",
                        t -> t.changeConstraintComment("ck_tax_district_dates")
                                .fromNone()
                                .to("opened before closed"));
            }));

    private ConstraintCases() {}
}
