package com.levymaster.migrate.dialect;

import static com.levymaster.migrate.Types.integer;
import static com.levymaster.migrate.Types.numeric;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

/** Rows, raw SQL, Java, and how steps run. */
final class DataCases {

    static final List<OperationCase> ALL = List.of(
            OperationCase.of("Insert rows", op -> {
                op.insert("county")
                        .columns("id", "name", "population")
                        .row(10, "Walla Walla", 62_000)
                        .row(11, "it's \\ new", null)
                        .keyedBy("id");
            }),
            OperationCase.of(
                    "Insert numbers into a column that is always an identity",
                    "create table office (id bigint generated always as identity, name text)",
                    op -> {
                        op.insert("office")
                                .columns("id", "name")
                                .row(1, "Prosser")
                                .keyedBy("id")
                                .overridingSystemValue();
                    }),
            OperationCase.of("Insert values of many types", """
                    create table sample (day date, rate numeric(10,4), flags boolean[], status district_status)""", op -> {
                op.insert("sample")
                        .columns("day", "rate", "flags", "status")
                        .row(LocalDate.of(2026, 1, 31), new BigDecimal("0.10"), List.of(true, false), "OPEN");
            }),
            OperationCase.of("Insert the rows of a file", op -> {
                op.insert("county").csv("db/counties.csv").keyedBy("id");
            }),
            OperationCase.of("Insert rows that Java makes", op -> {
                op.insert("county")
                        .columns("id", "name")
                        .rows(() -> IntStream.range(20, 23).mapToObj(i -> new Object[] {i, "County " + i}))
                        .keyedBy("id");
            }),
            OperationCase.of("Delete the rows that were inserted", op -> {
                op.undo(o -> o.insert("county")
                        .columns("id", "name", "population")
                        .row(10, "Walla Walla", 62_000)
                        .row(11, "Adams", null)
                        .keyedBy("name", "population"));
            }),
            OperationCase.of("Delete all rows", op -> {
                op.truncate("tax_district");
            }),
            OperationCase.of("Delete all rows of tables that refer to each other", op -> {
                op.truncateCascade("county");
            }),
            OperationCase.of("Run SQL", op -> {
                op.execute("""
                        create function year_of(d date) returns int language sql
                          begin atomic
                            select extract(year from d)::int;
                          end;
                        update county set population = 0 where population is null;""").reversedBy("drop function year_of");
            }),
            OperationCase.of("Run Java", op -> {
                op.data(
                                "double the rates",
                                jdbc -> jdbc.sql("update tax_district set levy_rate = levy_rate * 2")
                                        .update())
                        .reversedBy(jdbc -> jdbc.sql("update tax_district set levy_rate = levy_rate / 2")
                                .update());
            }),
            OperationCase.of("Change rows in batches", op -> {
                op.backfill("county")
                        .set("population", "0")
                        .where("population is null")
                        .batchSize(10_000)
                        .keptOnUndo();
            }),
            OperationCase.of("Run steps that may fail", op -> {
                op.savepoint(
                        "try",
                        () -> op.alterTable("county", t -> t.addColumn("area", integer())),
                        () -> op.execute("select 1"));
            }),
            OperationCase.of("Run operations in their safe forms", op -> {
                op.safely(o -> o.alterTable("tax_district", t -> {
                    t.addIndex("ix_tax_district_legacy").on("legacy_code");
                    t.addCheck("ck_tax_district_rate").that("levy_rate >= 0");
                    t.setNotNull("opened");
                }));
            }),
            OperationCase.of("Change a type by a new column, in its safe form", op -> {
                op.safely(o -> o.alterTable("tax_district", t -> {
                    t.changeType("levy_rate").from(numeric(10, 4)).to(numeric(12, 6));
                }));
            }),
            OperationCase.of("Change a setting for this revision", op -> {
                op.setLocal("lock_timeout", "5s");
            }),
            OperationCase.of("Change the search path for this revision", op -> {
                op.setLocal("search_path", "audit, public");
            }),
            OperationCase.of("Undo what another body says", op -> {
                op.undo(o -> o.alterTable("tax_district", t -> t.validateConstraint("ck_tax_district_dates")));
            }));

    private DataCases() {}
}
