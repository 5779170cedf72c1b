package com.levymaster.migrate.op;

import static com.levymaster.migrate.Types.integer;
import static com.levymaster.migrate.Types.text;
import static com.levymaster.migrate.op.ValidationCases.cases;
import static com.levymaster.migrate.op.ValidationCases.conditionalConstraint;
import static com.levymaster.migrate.op.ValidationCases.free;
import static com.levymaster.migrate.op.ValidationCases.table;
import static com.levymaster.migrate.op.ValidationCases.wrong;

import java.util.List;
import java.util.stream.Stream;

/** Cases of {@code Operations} and tables. */
final class TableValidationCases {

    private TableValidationCases() {}

    static List<ValidationCases.Case> all() {
        return Stream.of(operations(), tables()).flatMap(List::stream).toList();
    }

    private static List<ValidationCases.Case> operations() {
        return cases(
                // any name is accepted; see OperationCase and IdentifiersTest
                free(
                        "Operations",
                        "record inSchema argument tag inspector constraintName createSchema createExtension dropSchema"),
                free(
                        "Operations",
                        "dropExtension dropTable alterTable irreversible dataWithJdbcTemplate dataWithConnection"),
                wrong("Operations.createTable", "it has two columns named a", table(t -> {
                    t.column("a", integer());
                    t.column("a", text());
                })),
                wrong("Operations.renameTable", "renameTable(\"t\") → .to(name)", op -> op.renameTable("t")),
                wrong("Operations.moveTable", "moveTable(\"t\") → .toSchema(name)", op -> op.moveTable("t")),
                wrong("Operations.table", "table(\"t\") → .ifNotExists(t -> …)", op -> op.table("t")),
                wrong("Operations.index", "index(\"i\") → .ifExists()", op -> op.index("i")),
                wrong("Operations.convertColumn", ".from(type)", op -> op.convertColumn("t", "c")),
                wrong("Operations.sequences", "sequences() → a method", Operations::sequences),
                wrong("Operations.types", "types() → a method", Operations::types),
                wrong("Operations.views", "views() → a method", Operations::views),
                wrong(
                        "Operations.grant",
                        "it names no privilege",
                        op -> op.grant().onTable("t").role("r")),
                wrong(
                        "Operations.grant",
                        "there is no privilege usage on a table",
                        op -> op.grant("usage").onTable("t").role("r")),
                wrong(
                        "Operations.revoke",
                        "all cannot be combined with other privileges",
                        op -> op.revoke("all", "select").onTable("t").role("r")),
                wrong("Operations.insert", "insert(\"t\") → .columns(names)", op -> op.insert("t")),
                wrong("Operations.truncate", "it names no table", Operations::truncate),
                wrong("Operations.truncateCascade", "it names no table", Operations::truncateCascade),
                wrong("Operations.execute", "the SQL text is empty", op -> op.execute(" ")),
                wrong("Operations.data", "the description is empty", op -> op.data("", jdbc -> {})),
                wrong(
                        "Operations.autocommit",
                        "set local a has no effect",
                        op -> op.autocommit(() -> op.setLocal("a", "b"))),
                wrong(
                        "Operations.autocommit",
                        "there is no savepoint outside of a transaction",
                        op -> op.autocommit(() -> op.savepoint("s", () -> {}, () -> {}))),
                wrong(
                        "Operations.safely",
                        "There is no safe form of \"truncate t\": what rows and locks it takes is not known.",
                        op -> op.safely(o -> o.truncate("t"))),
                wrong(
                        "Operations.safely",
                        "op.safely(…) is nested in another block",
                        op -> op.autocommit(() -> op.safely(o -> {}))),
                wrong(
                        "Operations.savepoint",
                        "op.autocommit(…) is nested in",
                        op -> op.savepoint("s", () -> op.autocommit(() -> {}), () -> {})),
                wrong(
                        "Operations.savepoint",
                        "op.autocommit(…) is outside of it",
                        op -> op.savepoint("s", () -> op.undo(o -> o.autocommit(() -> {})), () -> {})),
                wrong(
                        "Operations.savepoint",
                        "cannot run inside of a transaction",
                        op -> op.savepoint(
                                "s",
                                () -> op.alterTable(
                                        "t", t -> t.addIndex("i").on("a").concurrently()),
                                () -> {})),
                wrong("Operations.setLocal", "the name of the setting is empty", op -> op.setLocal("", "b")),
                wrong("Operations.idempotent", "cannot guard: truncate t", op -> op.idempotent(o -> o.truncate("t"))),
                wrong("Operations.undo", "Cannot undo: truncate t", op -> op.undo(o -> o.truncate("t"))),
                wrong(
                        "SqlSpec.reversedBy",
                        "the SQL text of the inverse is empty",
                        op -> op.execute("select 1").reversedBy(" ")),
                wrong(
                        "SqlSpec.from",
                        "the source of the SQL is empty",
                        op -> op.execute("select 1").from(" ")),
                free("DataSpec", "reversedBy"),
                wrong(
                        "RenameSpec.to",
                        "it already has the name t",
                        op -> op.renameTable("t").to("t")),
                free("MoveTableSpec", "toSchema toDefaultSchema"));
    }

    private static List<ValidationCases.Case> tables() {
        return cases(
                free("TableSpec", "column check foreignKey exclusion tablespace"),
                wrong("TableSpec.primaryKey", "it has two primary keys", table(t -> {
                    t.column("a", integer());
                    t.primaryKey("pk").on("a");
                    t.primaryKey("pk2").on("a");
                })),
                wrong("TableSpec.unique", "unique constraint uq: it is on b, which is not a column", table(t -> {
                    t.column("a", integer());
                    t.unique("uq").on("b");
                })),
                wrong("TableSpec.index", "index ix: it is on b, which is not a column", table(t -> {
                    t.column("a", integer());
                    t.index("ix").on("a").include("b");
                })),
                wrong("TableSpec.comment", "the comment is empty", table(t -> t.comment(""))),
                wrong(
                        "TableSpec.unlogged",
                        "cannot be unlogged",
                        table(t -> t.unlogged().partitionBy("range (a)"))),
                wrong(
                        "TableSpec.with",
                        "has no storage parameters",
                        table(t -> t.with("fillfactor", "70").partitionBy("range (a)"))),
                wrong(
                        "TableSpec.partitionBy",
                        "a partitioned table cannot inherit",
                        table(t -> t.inherits("p").partitionBy("range (a)"))),
                wrong(
                        "TableSpec.partitionOf",
                        "a partition inherits from its partitioned table",
                        table(t -> t.inherits("p").partitionOf("q", "default"))),
                wrong(
                        "TableSpec.inherits",
                        "a partition inherits from its partitioned table",
                        table(t -> t.partitionOf("q", "default").inherits("p"))),
                wrong(
                        "DropTableSpec.was",
                        "it has two columns named a",
                        op -> op.dropTable("t").was(t -> {
                            t.column("a", integer());
                            t.column("a", text());
                        })),
                free("DropTableSpec", "cascade"),
                free("DropSchemaSpec", "wasEmpty"),
                free("DropExtensionSpec", "wasInstalled wasInstalledIn"),
                wrong(
                        "ConditionalTable.ifNotExists",
                        "it has two columns named a",
                        op -> op.table("t").ifNotExists(t -> {
                            t.column("a", integer());
                            t.column("a", text());
                        })),
                wrong(
                        "ConditionalTable.ifExists",
                        "table(\"t\").ifExists() → .drop()",
                        op -> op.table("t").ifExists()),
                wrong(
                        "ConditionalTable.column",
                        "table(\"t\").column(\"c\") → .ifNotExists(type)",
                        op -> op.table("t").column("c")),
                wrong(
                        "ConditionalTable.index",
                        "table(\"t\").index(\"i\") → .ifNotExists(i -> …)",
                        op -> op.table("t").index("i")),
                wrong(
                        "ConditionalTable.constraint",
                        ".constraint(\"k\") → .ifExists() or a method",
                        op -> op.table("t").constraint("k")),
                wrong(
                        "ConditionalColumn.ifNotExists",
                        "it is an identity of type text",
                        op -> op.table("t").column("c").ifNotExists(text()).identity()),
                wrong(
                        "ConditionalColumn.ifExists",
                        ".ifExists() → .drop()",
                        op -> op.table("t").column("c").ifExists()),
                wrong(
                        "ConditionalTableIndex.ifNotExists",
                        "→ .on(columns)",
                        op -> op.table("t").index("i").ifNotExists(i -> {})),
                wrong(
                        "ConditionalTableIndex.ifExists",
                        ".ifExists() → .drop()",
                        op -> op.table("t").index("i").ifExists()),
                wrong(
                        "ConditionalIndex.ifExists",
                        "index(\"i\").ifExists() → .drop()",
                        op -> op.index("i").ifExists()),
                wrong(
                        "ConditionalIndex.on",
                        "table(\"t\").index(\"i\") → .ifNotExists(i -> …)",
                        op -> op.index("i").on("t")),
                conditionalConstraint("primaryKeyIfNotExists", ".on(columns)", c -> c.primaryKeyIfNotExists(k -> {})),
                conditionalConstraint("uniqueIfNotExists", ".on(columns)", c -> c.uniqueIfNotExists(k -> {})),
                conditionalConstraint("checkIfNotExists", ".that(expression)", c -> c.checkIfNotExists(k -> {})),
                conditionalConstraint("foreignKeyIfNotExists", ".on(columns)", c -> c.foreignKeyIfNotExists(k -> {})),
                conditionalConstraint("exclusionIfNotExists", ".with(", c -> c.exclusionIfNotExists(k -> {})),
                conditionalConstraint("ifExists", ".drop()", ConditionalTable.ConditionalConstraint::ifExists),
                free("DropIfExists", "drop"));
    }
}
