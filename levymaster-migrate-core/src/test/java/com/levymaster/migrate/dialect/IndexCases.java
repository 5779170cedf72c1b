package com.levymaster.migrate.dialect;

import java.util.List;

/** Indexes. */
final class IndexCases {

    static final List<OperationCase> ALL = List.of(
            OperationCase.of("Create an index", op -> {
                op.alterTable(
                        "tax_district",
                        t -> t.addIndex("ix_tax_district_county_id").on("county_id"));
            }),
            OperationCase.of("Create an index with all its words", op -> {
                op.alterTable(
                        "tax_district",
                        t -> t.addIndex("ux_tax_district")
                                .on("county_id")
                                .desc()
                                .nullsLast()
                                .on("code")
                                .collation("C")
                                .operatorClass("varchar_pattern_ops")
                                .unique()
                                .nullsNotDistinct()
                                .include("levy_rate")
                                .where("closed is null")
                                .with("fillfactor", "80")
                                .comment("for the county's list"));
            }),
            OperationCase.of("Create an index over an expression", op -> {
                op.alterTable(
                        "tax_district",
                        t -> t.addIndex("ix_tax_district_search")
                                .onExpression("lower(code)")
                                .onExpression("closed - opened"));
            }),
            OperationCase.of("Create an index of another method", op -> {
                op.alterTable(
                        "tax_district",
                        t -> t.addIndex("ix_tax_district_words")
                                .onExpression("to_tsvector('english', code)")
                                .using("gin"));
            }),
            OperationCase.of("Create an index while others write", op -> {
                op.autocommit(() -> op.alterTable(
                        "tax_district",
                        t -> t.addIndex("ix_tax_district_county_id")
                                .on("county_id")
                                .concurrently()));
            }),
            OperationCase.of("Create an index without those of the partitions", op -> {
                op.alterTable(
                        "tax_district",
                        t -> t.addIndex("ix_tax_district_county_id")
                                .on("county_id")
                                .only());
            }),
            OperationCase.of("Create an index unless it is there", op -> {
                op.table("tax_district").index("ix_tax_district_closed").ifNotExists(i -> i.on("closed"));
            }),
            OperationCase.of("Rename an index", op -> {
                op.alterTable(
                        "tax_district",
                        t -> t.renameIndex("ix_tax_district_code").to("ix_code"));
            }),
            OperationCase.of("Drop an index", op -> {
                op.alterTable(
                        "tax_district", t -> t.dropIndex("ix_tax_district_code").was(i -> i.on("code")));
            }),
            OperationCase.of("Drop an index while others write", op -> {
                op.autocommit(() -> op.alterTable(
                        "tax_district",
                        t -> t.dropIndex("ix_tax_district_code")
                                .was(i -> i.on("code"))
                                .concurrently()));
            }),
            OperationCase.of("Create an index while others write, unless it is there", op -> {
                op.autocommit(() -> op.table("tax_district")
                        .index("ix_tax_district_closed")
                        .ifNotExists(i -> i.on("closed").concurrently()));
            }),
            OperationCase.of("Drop an index if it is there", op -> {
                op.table("tax_district")
                        .index("ix_tax_district_code")
                        .ifExists()
                        .drop();
            }),
            OperationCase.of("Comment on an index", op -> {
                op.alterTable(
                        "tax_district",
                        t -> t.changeIndexComment("ix_tax_district_code")
                                .fromNone()
                                .to("for the search page"));
            }));

    private IndexCases() {}
}
