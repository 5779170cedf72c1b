package com.levymaster.migrate.op;

import static com.levymaster.migrate.Types.integer;
import static com.levymaster.migrate.op.ValidationCases.alter;
import static com.levymaster.migrate.op.ValidationCases.cases;
import static com.levymaster.migrate.op.ValidationCases.free;
import static com.levymaster.migrate.op.ValidationCases.index;
import static com.levymaster.migrate.op.ValidationCases.table;
import static com.levymaster.migrate.op.ValidationCases.wrong;

import com.levymaster.migrate.schema.ForeignKey.Action;
import java.util.List;
import java.util.stream.Stream;

/** Cases of constraints and indexes. */
final class KeyValidationCases {

    private KeyValidationCases() {}

    static List<ValidationCases.Case> all() {
        return Stream.of(keys(), indexes()).flatMap(List::stream).toList();
    }

    private static List<ValidationCases.Case> keys() {
        return cases(
                alter(
                        "ConstraintSpec.deferrable",
                        "Check k is deferrable",
                        t -> t.addCheck("k").that("true").deferrable()),
                alter(
                        "ConstraintSpec.initiallyDeferred",
                        "Check k is deferrable",
                        t -> t.addCheck("k").that("true").initiallyDeferred()),
                alter(
                        "ConstraintSpec.comment",
                        "the comment is empty",
                        t -> t.addCheck("k").that("true").comment("")),
                alter(
                        "PrimaryKeySpec.on",
                        "it names no column",
                        t -> t.addPrimaryKey("k").on()),
                alter(
                        "PrimaryKeySpec.on",
                        "it names a twice",
                        t -> t.addPrimaryKey("k").on("a", "a")),
                alter(
                        "PrimaryKeySpec.on",
                        "calls .on(…) twice",
                        t -> t.addPrimaryKey("k").on("a").on("b")),
                alter(
                        "PrimaryKeySpec.include",
                        "calls .include(…) twice",
                        t -> t.addPrimaryKey("k").on("a").include("b").include("c")),
                wrong("PrimaryKeySpec.usingIndex", "a new table has no index yet", table(t -> {
                    t.column("a", integer());
                    t.primaryKey("k").on("a").usingIndex("i");
                })),
                alter(
                        "PrimaryKeySpec.wasNullable",
                        "column b is not of the key",
                        t -> t.addPrimaryKey("k").on("a").wasNullable("b")),
                wrong("PrimaryKeySpec.wasNullable", "the columns of a new table have no previous state", table(t -> {
                    t.column("a", integer());
                    t.primaryKey("k").on("a").wasNullable("a");
                })),
                alter("UniqueSpec.on", "it names a twice", t -> t.addUnique("k").on("a", "a")),
                alter(
                        "UniqueSpec.on",
                        "calls .on(…) twice",
                        t -> t.addUnique("k").on("a").on("b")),
                alter(
                        "UniqueSpec.include",
                        "calls .include(…) twice",
                        t -> t.addUnique("k").on("a").include("b").include("c")),
                free("UniqueSpec", "nullsNotDistinct withoutOverlaps"),
                alter(
                        "PrimaryKeySpec.withoutOverlaps",
                        "needs at least one other column before the range",
                        t -> t.addPrimaryKey("k").on("a").withoutOverlaps()),
                wrong("UniqueSpec.usingIndex", "a new table has no index yet", table(t -> {
                    t.column("a", integer());
                    t.unique("k").on("a").usingIndex("i");
                })),
                alter(
                        "CheckSpec.that",
                        "the expression is empty",
                        t -> t.addCheck("k").that("")),
                alter(
                        "CheckSpec.that",
                        "calls .that(…) twice",
                        t -> t.addCheck("k").that("a").that("b")),
                free("CheckSpec", "notValid noInherit notEnforced"),
                alter(
                        "ForeignKeySpec.on",
                        "it names a twice",
                        t -> t.addForeignKey("k").on("a", "a").references("t", "a", "b")),
                alter(
                        "ForeignKeySpec.on",
                        "list the same number of columns on both sides",
                        t -> t.addForeignKey("k").on("a").references("t", "a", "b")),
                alter(
                        "ForeignKeySpec.references",
                        "the columns to .references(table, columns)",
                        t -> t.addForeignKey("k").on("a").references("t")),
                alter(
                        "ForeignKeySpec.references",
                        "calls .references(…) twice",
                        t -> t.addForeignKey("k").on("a").references("t", "a").references("u", "a")),
                alter(
                        "ForeignKeySpec.onDelete",
                        "lists columns for CASCADE, which sets no columns",
                        t -> t.addForeignKey("k").on("a").references("t", "a").onDelete(Action.CASCADE, "a")),
                alter(
                        "ForeignKeySpec.onDelete",
                        "it sets b, which is not one of its columns",
                        t -> t.addForeignKey("k").on("a").references("t", "a").onDelete(Action.SET_NULL, "b")),
                free("ForeignKeySpec", "onUpdate matchFull notValid notEnforced period"),
                alter(
                        "ExclusionSpec.using",
                        "a gin index cannot exclude rows",
                        t -> t.addExclusion("k").using("gin").with("a", "=")),
                alter(
                        "ExclusionSpec.with",
                        "an operator is empty",
                        t -> t.addExclusion("k").with("a", "")),
                alter(
                        "ExclusionSpec.where",
                        "the condition is empty",
                        t -> t.addExclusion("k").with("a", "=").where("")),
                alter(
                        "DropConstraintSpec.was",
                        "unique(\"k\") → .on(columns)",
                        t -> t.dropUnique("k").was(k -> {})),
                free("DropConstraintSpec", "cascade"));
    }

    private static List<ValidationCases.Case> indexes() {
        return cases(
                alter(
                        "IndexSpec.on",
                        "a hash index has one key only",
                        t -> t.addIndex("i").on("a", "b").using("hash")),
                alter(
                        "IndexSpec.onExpression",
                        "an expression is empty",
                        t -> t.addIndex("i").onExpression("")),
                index("desc", ".desc() → .on(column) before it", i -> i.desc()),
                index("desc", "a gin index has no order", i -> i.on("a").desc().using("gin")),
                index(
                        "nullsFirst",
                        "a brin index has no order",
                        i -> i.on("a").nullsFirst().using("brin")),
                index(
                        "nullsLast",
                        "a gist index has no order",
                        i -> i.on("a").desc().nullsLast().using("gist")),
                index("operatorClass", ".operatorClass(…) → .on(column) before it", i -> i.operatorClass("x")),
                index("collation", ".collation(…) → .on(column) before it", i -> i.collation("C")),
                index(
                        "unique",
                        "a spgist index cannot be unique",
                        i -> i.on("a").unique().using("spgist")),
                index(
                        "nullsNotDistinct",
                        "it is nulls not distinct, but not unique",
                        i -> i.on("a").nullsNotDistinct()),
                index(
                        "using",
                        "a hash index cannot be unique",
                        i -> i.on("a").unique().using("hash")),
                index(
                        "include",
                        "a hash index cannot include columns",
                        i -> i.on("a").include("b").using("hash")),
                index(
                        "include",
                        "a gin index cannot include columns",
                        i -> i.on("a").include("b").using("gin")),
                index(
                        "include",
                        "a brin index cannot include columns",
                        i -> i.on("a").include("b").using("brin")),
                index(
                        "include",
                        "calls .include(…) twice",
                        i -> i.on("a").include("b").include("c")),
                index("where", "the condition is empty", i -> i.on("a").where("")),
                index("comment", "the comment is empty", i -> i.on("a").comment("")),
                free("IndexSpec", "with tablespace"),
                wrong("IndexSpec.only", "a new table has no partitions", table(t -> {
                    t.column("a", integer());
                    t.index("i").on("a").only();
                })),
                wrong("IndexSpec.concurrently", "building an index of a new table blocks no other session", table(t -> {
                    t.column("a", integer());
                    t.index("i").on("a").concurrently();
                })),
                alter(
                        "DropIndexSpec.was",
                        ".was(…) only describes the existing index",
                        t -> t.dropIndex("i").was(i -> i.on("a").concurrently())),
                free("DropIndexSpec", "concurrently"));
    }
}
