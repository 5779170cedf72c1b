package com.levymaster.migrate.dialect;

import static com.levymaster.migrate.Types.integer;

import java.util.List;

/** Sequences, views, schemas, extensions, privileges and comments. */
final class ObjectCases {

    private static final String ROLE =
            "do $$ begin create role levy_reader; exception when duplicate_object then end $$";

    static final List<OperationCase> ALL = List.of(
            OperationCase.of("Create a sequence", op -> {
                op.sequences().create("invoice_seq");
            }),
            OperationCase.of("Create a sequence with all its words", op -> {
                op.sequences()
                        .create(
                                "countdown_seq",
                                s -> s.incrementBy(-5)
                                        .minValue(-1000)
                                        .maxValue(1000)
                                        .startWith(500)
                                        .cache(50)
                                        .cycle());
            }),
            OperationCase.of("Change how a sequence counts", op -> {
                op.sequences()
                        .alter(
                                "receipt_seq",
                                s -> {},
                                s -> s.incrementBy(50).minValue(0).cycle());
            }),
            OperationCase.of("Change the type of a sequence", op -> {
                op.sequences().alter("receipt_seq", s -> {}, s -> s.ofType(integer()));
            }),
            OperationCase.of("Tie a sequence to a column", op -> {
                op.sequences().changeOwner("receipt_seq").fromNone().to("tax_district", "id");
            }),
            OperationCase.of("Untie a sequence", "alter sequence receipt_seq owned by county.id", op -> {
                op.sequences().changeOwner("receipt_seq").from("county", "id").toNone();
            }),
            OperationCase.of("Rename a sequence", op -> {
                op.sequences().rename("receipt_seq").to("number_seq");
            }),
            OperationCase.of("Drop a sequence", op -> {
                op.sequences().drop("receipt_seq", s -> {});
            }),
            OperationCase.of("Comment on a sequence", op -> {
                op.sequences().changeComment("receipt_seq").fromNone().to("printed on receipts");
            }),
            OperationCase.of("Create a view", op -> {
                op.views().create("large_county", "select id, name from county where population > 100000");
            }),
            OperationCase.of("Create a materialised view", op -> {
                op.views().createMaterialized("population", "select sum(population) as people from county");
            }),
            OperationCase.of("Give a view another query", op -> {
                op.views()
                        .replace("open_district")
                        .from("select id, code from tax_district where closed is null")
                        .to("select id, code from tax_district where opened is not null");
            }),
            OperationCase.of("Give a view another query with more columns", op -> {
                op.views()
                        .replace("open_district")
                        .from("select id, code from tax_district where closed is null")
                        .to("select id, code, opened from tax_district where closed is null");
            }),
            OperationCase.of(
                    "Give a view another query with other columns",
                    ROLE
                            + "; grant select on open_district to levy_reader; comment on view open_district is 'open ones'",
                    op -> {
                        op.views()
                                .replace("open_district")
                                .from("select id, code from tax_district where closed is null")
                                .to("select code from tax_district where closed is null")
                                .changingColumns();
                    }),
            OperationCase.of("Rename a view", op -> {
                op.views().rename("open_district").to("district");
            }),
            OperationCase.of("Rename a materialised view", op -> {
                op.views().renameMaterialized("district_count").to("districts");
            }),
            OperationCase.of("Fill a materialised view anew", op -> {
                op.views().refresh("district_count");
            }),
            OperationCase.of("Fill a materialised view anew while others read", op -> {
                op.views().refreshConcurrently("district_count");
            }),
            OperationCase.of("Comment on a view", op -> {
                op.views().changeComment("open_district").fromNone().to("not closed yet");
            }),
            OperationCase.of("Comment on a materialised view", op -> {
                op.views()
                        .changeMaterializedComment("district_count")
                        .fromNone()
                        .to("by county");
            }),
            OperationCase.of("Drop a view", op -> {
                op.views().drop("open_district").was("select id, code from tax_district where closed is null");
            }),
            OperationCase.of("Create a schema", op -> {
                op.createSchema("reporting");
            }),
            OperationCase.of("Create a schema unless it is there", op -> {
                op.idempotent(o -> o.createSchema("audit"));
            }),
            OperationCase.of("Drop a schema", op -> {
                op.dropSchema("audit").wasEmpty();
            }),
            OperationCase.of("Install an extension", op -> {
                op.createExtension("citext");
            }),
            OperationCase.of("Remove an extension", "create extension citext", op -> {
                op.dropExtension("citext").wasInstalled();
            }),
            OperationCase.of("Comment on a table", op -> {
                op.alterTable("county", t -> t.changeComment().fromNone().to("of Washington State"));
            }),
            OperationCase.of("Give privileges", ROLE, op -> {
                op.grant("select", "insert").onTable("county").role("levy_reader");
            }),
            OperationCase.of("Give privileges on a sequence", ROLE, op -> {
                op.grant("usage").onSequence("receipt_seq").role("public");
            }),
            OperationCase.of("Give privileges on a schema", ROLE, op -> {
                op.grant("usage", "create").onSchema("audit").role("levy_reader");
            }),
            OperationCase.of("Give all privileges", ROLE, op -> {
                op.grant("all").onTable("county").role("levy_reader");
            }),
            OperationCase.of(
                    "Take all privileges on a schema", ROLE + "; grant all on schema audit to levy_reader", op -> {
                        op.revoke("all").onSchema("audit").role("levy_reader");
                    }),
            OperationCase.of("Take privileges", ROLE + "; grant select, insert on county to levy_reader", op -> {
                op.revoke("insert").onTable("county").role("levy_reader");
            }));

    private ObjectCases() {}
}
