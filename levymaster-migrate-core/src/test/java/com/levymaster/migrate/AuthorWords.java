package com.levymaster.migrate;

import static com.levymaster.migrate.Types.array;
import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.integer;
import static com.levymaster.migrate.Types.text;
import static com.levymaster.migrate.Types.varchar;

import com.levymaster.migrate.schema.ForeignKey.Action;
import com.levymaster.migrate.schema.Generated;
import com.levymaster.migrate.schema.Identity;
import com.levymaster.migrate.schema.SequenceOptions;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Every word that an author can say, and what is refused when it is said wrongly or not to its end. */
final class AuthorWords {

    /**
     * @param word such as {@code IndexSpec.include}
     * @param refusal what the error says; empty for a word that cannot be said wrongly
     */
    record Case(String word, String refusal, Consumer<Operations> body) {

        @Override
        public String toString() {
            return word + ": " + refusal;
        }
    }

    private AuthorWords() {}

    static List<Case> all() {
        return Stream.of(operations(), tables(), columns(), changes(), keys(), indexes(), types(), objects(), rows())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Case> operations() {
        return cases(
                // a name may be anything; what it can be is told by OperationCase and IdentifiersTest
                free(
                        "Operations",
                        "record inSchema argument tag inspector name createSchema createExtension dropSchema"),
                free(
                        "Operations",
                        "dropExtension dropTable alterTable irreversible dataWithTemplate dataWithConnection"),
                wrong("Operations.createTable", "it has two columns called a", table(t -> {
                    t.column("a", integer());
                    t.column("a", text());
                })),
                wrong("Operations.renameTable", "renameTable(\"t\") → .to(name)", op -> op.renameTable("t")),
                wrong("Operations.moveTable", "moveTable(\"t\") → .toSchema(name)", op -> op.moveTable("t")),
                wrong("Operations.table", "table(\"t\") → .ifMissing(t -> …)", op -> op.table("t")),
                wrong("Operations.index", "index(\"i\") → .ifPresent()", op -> op.index("i")),
                wrong("Operations.convertColumn", ".from(type)", op -> op.convertColumn("t", "c")),
                wrong("Operations.sequences", "sequences() → a word", Operations::sequences),
                wrong("Operations.types", "types() → a word", Operations::types),
                wrong("Operations.views", "views() → a word", Operations::views),
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
                        "all stands alone",
                        op -> op.revoke("all", "select").onTable("t").role("r")),
                wrong("Operations.insert", "insert(\"t\") → .columns(names)", op -> op.insert("t")),
                wrong("Operations.truncate", "it names no table", Operations::truncate),
                wrong("Operations.truncateCascade", "it names no table", Operations::truncateCascade),
                wrong("Operations.execute", "the SQL text is empty", op -> op.execute(" ")),
                wrong("Operations.data", "the description is empty", op -> op.data("", jdbc -> {})),
                wrong(
                        "Operations.autocommit",
                        "set local a = b has no effect",
                        op -> op.autocommit(() -> op.setLocal("a", "b"))),
                wrong(
                        "Operations.autocommit",
                        "there is no savepoint outside of a transaction",
                        op -> op.autocommit(() -> op.savepoint("s", () -> {}, () -> {}))),
                wrong(
                        "Operations.savepoint",
                        "op.autocommit(…) stands inside",
                        op -> op.savepoint("s", () -> op.autocommit(() -> {}), () -> {})),
                wrong(
                        "Operations.savepoint",
                        "op.autocommit(…) stands outside of it",
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
                        "the SQL text of the way back is empty",
                        op -> op.execute("select 1").reversedBy(" ")),
                free("DataSpec", "reversedBy"),
                wrong(
                        "RenameSpec.to",
                        "it is called t already",
                        op -> op.renameTable("t").to("t")),
                wrong(
                        "MoveTableSpec.toSchema",
                        "in that schema already",
                        op -> op.inSchema("s").moveTable("t").toSchema("s")),
                wrong(
                        "MoveTableSpec.toDefaultSchema",
                        "in that schema already",
                        op -> op.moveTable("t").toDefaultSchema()));
    }

    private static List<Case> tables() {
        return cases(
                free("TableSpec", "column check foreignKey exclude tablespace"),
                wrong("TableSpec.primaryKey", "it has two primary keys", table(t -> {
                    t.column("a", integer());
                    t.primaryKey("pk").on("a");
                    t.primaryKey("pk2").on("a");
                })),
                wrong("TableSpec.unique", "unique constraint uq: it is on b, which is no column", table(t -> {
                    t.column("a", integer());
                    t.unique("uq").on("b");
                })),
                wrong("TableSpec.index", "index ix: it is on b, which is no column", table(t -> {
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
                        "a partition inherits from nothing",
                        table(t -> t.inherits("p").partitionOf("q", "default"))),
                wrong(
                        "TableSpec.inherits",
                        "a partition inherits from nothing",
                        table(t -> t.partitionOf("q", "default").inherits("p"))),
                wrong(
                        "DropTableSpec.was",
                        "it has two columns called a",
                        op -> op.dropTable("t").was(t -> {
                            t.column("a", integer());
                            t.column("a", text());
                        })),
                free("DropTableSpec", "cascade"),
                free("DropSchemaSpec", "wasEmpty"),
                free("DropExtensionSpec", "wasInstalled wasInstalledIn"),
                wrong(
                        "GuardedTable.ifMissing",
                        "it has two columns called a",
                        op -> op.table("t").ifMissing(t -> {
                            t.column("a", integer());
                            t.column("a", text());
                        })),
                wrong(
                        "GuardedTable.ifPresent",
                        "table(\"t\").ifPresent() → .drop()",
                        op -> op.table("t").ifPresent()),
                wrong(
                        "GuardedTable.column",
                        "table(\"t\").column(\"c\") → .ifMissing(type)",
                        op -> op.table("t").column("c")),
                wrong(
                        "GuardedTable.index",
                        "table(\"t\").index(\"i\") → .ifMissing(i -> …)",
                        op -> op.table("t").index("i")),
                wrong(
                        "GuardedTable.constraint",
                        ".constraint(\"k\") → .ifPresent(), or a word",
                        op -> op.table("t").constraint("k")),
                wrong(
                        "GuardedColumn.ifMissing",
                        "it is an identity of type text",
                        op -> op.table("t").column("c").ifMissing(text()).identity()),
                wrong(
                        "GuardedColumn.ifPresent",
                        ".ifPresent() → .drop()",
                        op -> op.table("t").column("c").ifPresent()),
                wrong(
                        "GuardedIndexOfTable.ifMissing",
                        "→ .on(columns)",
                        op -> op.table("t").index("i").ifMissing(i -> {})),
                wrong(
                        "GuardedIndexOfTable.ifPresent",
                        ".ifPresent() → .drop()",
                        op -> op.table("t").index("i").ifPresent()),
                wrong(
                        "GuardedIndex.ifPresent",
                        "index(\"i\").ifPresent() → .drop()",
                        op -> op.index("i").ifPresent()),
                wrong(
                        "GuardedIndex.on",
                        "table(\"t\").index(\"i\") → .ifMissing(i -> …)",
                        op -> op.index("i").on("t")),
                guardedConstraint("primaryKeyIfMissing", ".on(columns)", c -> c.primaryKeyIfMissing(k -> {})),
                guardedConstraint("uniqueIfMissing", ".on(columns)", c -> c.uniqueIfMissing(k -> {})),
                guardedConstraint("checkIfMissing", ".that(expression)", c -> c.checkIfMissing(k -> {})),
                guardedConstraint("foreignKeyIfMissing", ".on(columns)", c -> c.foreignKeyIfMissing(k -> {})),
                guardedConstraint("excludeIfMissing", ".with(", c -> c.excludeIfMissing(k -> {})),
                guardedConstraint("ifPresent", ".drop()", GuardedTable.GuardedConstraint::ifPresent),
                free("Present", "drop"));
    }

    private static List<Case> columns() {
        return cases(
                free("ColumnSpec", "notNull identityAlways"),
                column(
                        "defaultValue",
                        "more than one of default, identity and generated",
                        c -> c.identity().defaultValue(1)),
                column("defaultValue", "is no default value", c -> c.defaultValue(new Object())),
                column("defaultSql", "the default is empty", c -> c.defaultSql("")),
                column(
                        "identity",
                        "more than one of default, identity and generated",
                        c -> c.generatedStored("1").identity()),
                wrong(
                        "ColumnSpec.identity",
                        "it is an identity of type bigint[]",
                        table(t -> t.column("a", array(bigint())).identity())),
                column("counting", "column(\"c\").counting(…) → .identity() before it", c -> c.counting(s -> {})),
                column(
                        "counting",
                        "an identity has the type of its column",
                        c -> c.identity().counting(s -> s.ofType(integer()))),
                column("generatedStored", "the expression is empty", c -> c.generatedStored(" ")),
                column(
                        "generatedVirtual",
                        "more than one of default, identity and generated",
                        c -> c.defaultValue(1).generatedVirtual("1")),
                column("collation", "type integer has no collation", c -> c.collation("C")),
                column("comment", "the comment is empty", c -> c.comment("")),
                column("statistics", "from 0 to 10000, not 10001", c -> c.statistics(10_001)),
                column("storage", "'huge' is no storage", c -> c.storage("huge")),
                free("DropColumnSpec", "cascade"),
                alter(
                        "DropColumnSpec.was",
                        "it is an identity of type text",
                        t -> t.dropColumn("c").was(text()).identity()));
    }

    private static List<Case> changes() {
        return cases(
                free(
                        "AlterTableSpec",
                        "setNotNull dropNotNull validateConstraint setLogged setUnlogged dropColumn dropIndex"),
                free("AlterTableSpec", "dropPrimaryKey dropUnique dropCheck dropForeignKey dropExclude"),
                alter(
                        "AlterTableSpec.addColumn",
                        "type integer has no collation",
                        t -> t.addColumn("c", integer()).collation("C")),
                alter("AlterTableSpec.renameColumn", "renameColumn(\"c\") → .to(name)", t -> t.renameColumn("c")),
                alter("AlterTableSpec.changeType", "changeType(\"c\") → .to(type)", t -> t.changeType("c")),
                alter(
                        "AlterTableSpec.convertColumn",
                        "→ .to(type)",
                        t -> t.convertColumn("c").from(text())),
                alter(
                        "AlterTableSpec.changeDefault",
                        "→ .to(value), .toSql(expression) or .toNone()",
                        t -> t.changeDefault("c")),
                alter(
                        "AlterTableSpec.changeIdentity",
                        "changeIdentity(\"c\") → .to(…) or .toNone()",
                        t -> t.changeIdentity("c")),
                alter(
                        "AlterTableSpec.changeIdentity",
                        "it counts by 0",
                        t -> t.changeIdentity("c")
                                .to(Identity.byDefault().withOptions(SequenceOptions.DEFAULT.withIncrement(0)))),
                alter(
                        "AlterTableSpec.changeGenerated",
                        "cannot become a generated one",
                        t -> t.changeGenerated("c").fromNone().to(Generated.stored("1"))),
                alter(
                        "AlterTableSpec.changeGenerated",
                        "no values that a plain one could keep",
                        t -> t.changeGenerated("c").from(Generated.virtual("1")).toNone()),
                alter(
                        "AlterTableSpec.changeGenerated",
                        "cannot become a virtual one",
                        t -> t.changeGenerated("c").from(Generated.stored("1")).to(Generated.virtual("1"))),
                alter(
                        "AlterTableSpec.changeStatistics",
                        "not -2",
                        t -> t.changeStatistics("c").to(-2)),
                alter(
                        "AlterTableSpec.changeStorage",
                        "'huge' is no storage",
                        t -> t.changeStorage("c").to("huge")),
                alter("AlterTableSpec.addPrimaryKey", "primaryKey(\"k\") → .on(columns)", t -> t.addPrimaryKey("k")),
                alter("AlterTableSpec.addUnique", "unique(\"k\") → .on(columns)", t -> t.addUnique("k")),
                alter("AlterTableSpec.addCheck", "check(\"k\") → .that(expression)", t -> t.addCheck("k")),
                alter("AlterTableSpec.addForeignKey", "foreignKey(\"k\") → .on(columns)", t -> t.addForeignKey("k")),
                alter(
                        "AlterTableSpec.addExclude",
                        "exclude(\"k\") → .with(expression, operator)",
                        t -> t.addExclude("k")),
                alter("AlterTableSpec.addIndex", "index(\"i\") → .on(columns)", t -> t.addIndex("i")),
                alter("AlterTableSpec.renameConstraint", "→ .to(name)", t -> t.renameConstraint("k")),
                alter(
                        "AlterTableSpec.renameIndex",
                        "it is called i already",
                        t -> t.renameIndex("i").to("i")),
                alter(
                        "AlterTableSpec.changeStorageParameter",
                        "→ .to(…) or .toNone()",
                        t -> t.changeStorageParameter("fillfactor")),
                alter("AlterTableSpec.changeTablespace", "→ .to(…) or .toNone()", AlterTableSpec::changeTablespace),
                alter("AlterTableSpec.changeComment", "→ .to(…) or .toNone()", AlterTableSpec::changeComment),
                alter(
                        "AlterTableSpec.changeColumnComment",
                        "the comment is empty",
                        t -> t.changeColumnComment("c").to("")),
                alter("AlterTableSpec.changeConstraintComment", "→ .to(…)", t -> t.changeConstraintComment("k")),
                alter("AlterTableSpec.changeIndexComment", "→ .to(…)", t -> t.changeIndexComment("i")),
                alter("ChangeSpec.from", "→ .to(…)", t -> t.changeComment().from("a")),
                alter("ChangeSpec.fromNone", "→ .to(…)", t -> t.changeComment().fromNone()),
                alter(
                        "ChangeSpec.to",
                        "the value of the parameter is empty",
                        t -> t.changeStorageParameter("a").to("")),
                free("ChangeSpec", "toNone"),
                alter(
                        "ChangeDefaultSpec.from",
                        "→ .to(value)",
                        t -> t.changeDefault("c").from(1)),
                alter(
                        "ChangeDefaultSpec.fromSql",
                        "→ .to(value)",
                        t -> t.changeDefault("c").fromSql("1")),
                alter(
                        "ChangeDefaultSpec.fromNone",
                        "→ .to(value)",
                        t -> t.changeDefault("c").fromNone()),
                alter(
                        "ChangeDefaultSpec.to",
                        "is no default value",
                        t -> t.changeDefault("c").to(new Object())),
                alter(
                        "ChangeDefaultSpec.toSql",
                        "the default is empty",
                        t -> t.changeDefault("c").toSql("")),
                free("ChangeDefaultSpec", "toNone"),
                alter(
                        "ChangeTypeSpec.from",
                        "→ .to(type)",
                        t -> t.changeType("c").from(text())),
                alter(
                        "ChangeTypeSpec.to",
                        "type integer has no collation",
                        t -> t.changeType("c").to(integer(), "C")),
                alter(
                        "ChangeTypeSpec.using",
                        "the expression of using is empty",
                        t -> t.changeType("c").to(text()).using("")),
                alter(
                        "ChangeTypeSpec.reversedUsing",
                        "the expression of reversedUsing is empty",
                        t -> t.changeType("c").to(text()).reversedUsing("")),
                alter(
                        "ConvertColumnSpec.from",
                        "→ .to(type)",
                        t -> t.convertColumn("c").from(text())),
                alter(
                        "ConvertColumnSpec.to",
                        "→ .using(expression)",
                        t -> t.convertColumn("c").from(text()).to(integer())),
                alter(
                        "ConvertColumnSpec.using",
                        "the expression of using is empty",
                        t -> t.convertColumn("c").from(text()).to(integer()).using("")),
                alter(
                        "ConvertColumnSpec.reversedUsing",
                        "reversedUsing is empty",
                        t -> t.convertColumn("c")
                                .from(text())
                                .to(integer())
                                .using("1")
                                .reversedUsing("")));
    }

    private static List<Case> keys() {
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
                        "says .on(…) twice",
                        t -> t.addPrimaryKey("k").on("a").on("b")),
                alter(
                        "PrimaryKeySpec.include",
                        "says .include(…) twice",
                        t -> t.addPrimaryKey("k").on("a").include("b").include("c")),
                wrong("PrimaryKeySpec.usingIndex", "a new table has no index yet", table(t -> {
                    t.column("a", integer());
                    t.primaryKey("k").on("a").usingIndex("i");
                })),
                alter(
                        "PrimaryKeySpec.wasNullable",
                        "column b is not of the key",
                        t -> t.addPrimaryKey("k").on("a").wasNullable("b")),
                wrong("PrimaryKeySpec.wasNullable", "a new table was nothing before", table(t -> {
                    t.column("a", integer());
                    t.primaryKey("k").on("a").wasNullable("a");
                })),
                alter("UniqueSpec.on", "it names a twice", t -> t.addUnique("k").on("a", "a")),
                alter(
                        "UniqueSpec.on",
                        "says .on(…) twice",
                        t -> t.addUnique("k").on("a").on("b")),
                alter(
                        "UniqueSpec.include",
                        "says .include(…) twice",
                        t -> t.addUnique("k").on("a").include("b").include("c")),
                free("UniqueSpec", "nullsNotDistinct"),
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
                        "says .that(…) twice",
                        t -> t.addCheck("k").that("a").that("b")),
                free("CheckSpec", "notValid noInherit"),
                alter(
                        "ForeignKeySpec.on",
                        "it names a twice",
                        t -> t.addForeignKey("k").on("a", "a").references("t", "a", "b")),
                alter(
                        "ForeignKeySpec.on",
                        "name as many columns on both sides",
                        t -> t.addForeignKey("k").on("a").references("t", "a", "b")),
                alter(
                        "ForeignKeySpec.references",
                        "the columns to .references(table, columns)",
                        t -> t.addForeignKey("k").on("a").references("t")),
                alter(
                        "ForeignKeySpec.references",
                        "says .references(…) twice",
                        t -> t.addForeignKey("k").on("a").references("t", "a").references("u", "a")),
                alter(
                        "ForeignKeySpec.onDelete",
                        "names columns for CASCADE, which sets none",
                        t -> t.addForeignKey("k").on("a").references("t", "a").onDelete(Action.CASCADE, "a")),
                alter(
                        "ForeignKeySpec.onDelete",
                        "it sets b, which is none of its columns",
                        t -> t.addForeignKey("k").on("a").references("t", "a").onDelete(Action.SET_NULL, "b")),
                free("ForeignKeySpec", "onUpdate matchFull notValid"),
                alter(
                        "ExcludeSpec.using",
                        "a gin index cannot exclude rows",
                        t -> t.addExclude("k").using("gin").with("a", "=")),
                alter(
                        "ExcludeSpec.with",
                        "an operator is empty",
                        t -> t.addExclude("k").with("a", "")),
                alter(
                        "ExcludeSpec.where",
                        "the condition is empty",
                        t -> t.addExclude("k").with("a", "=").where("")),
                alter(
                        "DropConstraintSpec.was",
                        "unique(\"k\") → .on(columns)",
                        t -> t.dropUnique("k").was(k -> {})),
                free("DropConstraintSpec", "cascade"));
    }

    private static List<Case> indexes() {
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
                        "says .include(…) twice",
                        i -> i.on("a").include("b").include("c")),
                index("where", "the condition is empty", i -> i.on("a").where("")),
                index("comment", "the comment is empty", i -> i.on("a").comment("")),
                free("IndexSpec", "with tablespace"),
                wrong("IndexSpec.concurrently", "the indexes of a new table block nobody", table(t -> {
                    t.column("a", integer());
                    t.index("i").on("a").concurrently();
                })),
                alter(
                        "DropIndexSpec.was",
                        "it stands within .was(…)",
                        t -> t.dropIndex("i").was(i -> i.on("a").concurrently())),
                free("DropIndexSpec", "concurrently"));
    }

    private static List<Case> types() {
        return cases(
                free("TypeWords", "dropDomain dropComposite dropAttribute removeEnumValue"),
                type("createEnum", "types().createEnum(\"e\") → its labels", t -> t.createEnum("e")),
                type("createEnum", "it has the value A twice", t -> t.createEnum("e", "A", "B", "A")),
                type("createEnum", "a value of it is empty", t -> t.createEnum("e", "")),
                type("createEnum", "is 64 bytes long", t -> t.createEnum("e", "é".repeat(32))),
                type("dropEnum", "it has the value A twice", t -> t.dropEnum("e", "A", "A")),
                type("addEnumValue", "a value of it is empty", t -> t.addEnumValue("e", "")),
                type(
                        "addEnumValueBefore",
                        "value A is to stand beside itself",
                        t -> t.addEnumValueBefore("e", "A", "A")),
                type("addEnumValueAfter", "value A is to stand beside itself", t -> t.addEnumValueAfter("e", "A", "A")),
                type("renameEnumValue", "→ .to(name)", t -> t.renameEnumValue("e", "A")),
                type("rename", "types().rename(\"e\") → .to(name)", t -> t.rename("e")),
                type("createDomain", "the default is empty", t -> t.createDomain("d", text(), d -> d.defaultSql(""))),
                type("alterDomain", "→ .to(d -> …)", t -> t.alterDomain("d", text())),
                type("createComposite", "→ .attribute(name, type)", t -> t.createComposite("c", c -> {})),
                type(
                        "addAttribute",
                        "type integer has no collation",
                        t -> t.addAttribute("c", "a", integer()).collation("C")),
                type("renameAttribute", "→ .to(name)", t -> t.renameAttribute("c", "a")),
                type("changeAttributeType", "→ .to(type)", t -> t.changeAttributeType("c", "a")),
                type("changeEnumComment", "→ .to(…)", t -> t.changeEnumComment("e")),
                type("changeDomainComment", "→ .to(…)", t -> t.changeDomainComment("d")),
                type("changeCompositeComment", "→ .to(…)", t -> t.changeCompositeComment("c")),
                type("changeAttributeComment", "→ .to(…)", t -> t.changeAttributeComment("c", "a")),
                types(
                        "RemoveEnumValueSpec.wasBefore",
                        "says both wasBefore and wasAfter",
                        t -> t.removeEnumValue("e", "A").wasBefore("B").wasAfter("C")),
                types(
                        "RemoveEnumValueSpec.wasAfter",
                        "value A stood beside itself",
                        t -> t.removeEnumValue("e", "A").wasAfter("A")),
                types(
                        "RemoveEnumValueSpec.replacedBy",
                        "to be replaced by itself",
                        t -> t.removeEnumValue("e", "A").replacedBy("A")),
                types("DomainSpec.check", "check k is empty", t -> t.createDomain("d", text(), d -> d.check("k", ""))),
                types(
                        "DomainSpec.check",
                        "two checks called k",
                        t -> t.createDomain(
                                "d", text(), d -> d.check("k", "true").check("k", "false"))),
                types(
                        "DomainSpec.defaultSql",
                        "the default is empty",
                        t -> t.createDomain("d", text(), d -> d.defaultSql(""))),
                types(
                        "DomainSpec.defaultValue",
                        "is no default value",
                        t -> t.createDomain("d", text(), d -> d.defaultValue(new Object()))),
                types(
                        "DomainSpec.comment",
                        "the comment is empty",
                        t -> t.createDomain("d", text(), d -> d.comment(""))),
                free("DomainSpec", "notNull"),
                types(
                        "DropDomainSpec.was",
                        "check k is empty",
                        t -> t.dropDomain("d").was(text(), d -> d.check("k", ""))),
                types(
                        "AlterDomainSpec.from",
                        "→ .to(d -> …)",
                        t -> t.alterDomain("d", text()).from(d -> {})),
                types(
                        "AlterDomainSpec.to",
                        "check k is empty",
                        t -> t.alterDomain("d", text()).to(d -> d.check("k", ""))),
                types(
                        "CompositeSpec.attribute",
                        "it has the attribute a twice",
                        t -> t.createComposite("c", c -> {
                            c.attribute("a", text());
                            c.attribute("a", text());
                        })),
                types(
                        "CompositeSpec.comment",
                        "→ .attribute(name, type)",
                        t -> t.createComposite("c", c -> c.comment("x"))),
                types(
                        "AttributeSpec.collation",
                        "type integer has no collation",
                        t -> t.addAttribute("c", "a", integer()).collation("C")),
                types(
                        "AttributeSpec.comment",
                        "the comment is empty",
                        t -> t.addAttribute("c", "a", text()).comment("")),
                types(
                        "DropAttributeSpec.was",
                        "type integer has no collation",
                        t -> t.dropAttribute("c", "a").was(integer()).collation("C")),
                types(
                        "DropCompositeSpec.was",
                        "→ .attribute(name, type)",
                        t -> t.dropComposite("c").was(c -> {})),
                types(
                        "AttributeTypeSpec.from",
                        "→ .to(type)",
                        t -> t.changeAttributeType("c", "a").from(text())),
                types(
                        "AttributeTypeSpec.to",
                        "type integer has no collation",
                        t -> t.changeAttributeType("c", "a").to(integer(), "C")));
    }

    private static List<Case> objects() {
        return cases(
                sequence("create", "it is of type text", s -> s.ofType(text())),
                wrong(
                        "SequenceWords.drop",
                        "it counts by 0",
                        op -> op.sequences().drop("s", s -> s.incrementBy(0))),
                wrong(
                        "SequenceWords.alter",
                        "a sequence keeps its type",
                        op -> op.sequences().alter("s", s -> {}, s -> s.ofType(integer()))),
                wrong(
                        "SequenceWords.changeOwner",
                        "→ .to(table, column) or .toNone()",
                        op -> op.sequences().changeOwner("s")),
                wrong(
                        "SequenceWords.changeComment",
                        "→ .to(…)",
                        op -> op.sequences().changeComment("s")),
                wrong(
                        "SequenceWords.rename",
                        "→ .to(name)",
                        op -> op.sequences().rename("s")),
                sequence("SequenceSpec.ofType", "only smallint, integer and bigint count", s -> s.ofType(varchar(5))),
                sequence(
                        "SequenceSpec.startWith",
                        "it starts with 0, which is out of its bounds",
                        s -> s.startWith(0).minValue(1)),
                sequence("SequenceSpec.incrementBy", "it counts by 0", s -> s.incrementBy(0)),
                sequence(
                        "SequenceSpec.minValue",
                        "least value 5 is not less than its greatest 5",
                        s -> s.minValue(5).maxValue(5)),
                sequence(
                        "SequenceSpec.maxValue",
                        "it starts with 9, which is out of its bounds",
                        s -> s.startWith(9).maxValue(5)),
                sequence("SequenceSpec.cache", "it caches 0 values", s -> s.cache(0)),
                free("SequenceSpec", "cycle"),
                wrong(
                        "SequenceOwnerSpec.from",
                        "→ .to(table, column)",
                        op -> op.sequences().changeOwner("s").from("t", "c")),
                wrong(
                        "SequenceOwnerSpec.fromNone",
                        "→ .to(table, column)",
                        op -> op.sequences().changeOwner("s").fromNone()),
                free("SequenceOwnerSpec", "to toNone"),
                view("create", "the query is empty", v -> v.create("v", "")),
                view("createMaterialized", "the query is empty", v -> v.createMaterialized("v", "")),
                free("ViewWords", "drop dropMaterialized refresh refreshConcurrently"),
                view("replace", "views().replace(\"v\") → .to", v -> v.replace("v")),
                wrong(
                        "ReplaceViewSpec.from",
                        "→ .to(query)",
                        op -> op.views().replace("v").from("select 1")),
                wrong(
                        "ReplaceViewSpec.to",
                        "the query is empty",
                        op -> op.views().replace("v").to("")),
                free("ReplaceViewSpec", "removingColumns changingColumns"),
                view("rename", "→ .to(name)", v -> v.rename("v")),
                view(
                        "renameMaterialized",
                        "it is called v already",
                        v -> v.renameMaterialized("v").to("v")),
                view("changeComment", "→ .to(…)", v -> v.changeComment("v")),
                view("changeMaterializedComment", "→ .to(…)", v -> v.changeMaterializedComment("v")),
                wrong(
                        "DropViewSpec.was",
                        "the query is empty",
                        op -> op.views().drop("v").was("")),
                wrong(
                        "PrivilegeSpec.onTable",
                        "grant(…) → .role(…)",
                        op -> op.grant("select").onTable("t")),
                wrong(
                        "PrivilegeSpec.onTable",
                        "says .on…(…) twice",
                        op -> op.grant("select").onTable("t").onTable("u")),
                wrong(
                        "PrivilegeSpec.onSequence",
                        "there is no privilege insert on a sequence",
                        op -> op.grant("insert").onSequence("s").role("r")),
                wrong(
                        "PrivilegeSpec.onSchema",
                        "there is no privilege select on a schema",
                        op -> op.revoke("select").onSchema("s").role("r")),
                wrong(
                        "PrivilegeSpec.role",
                        "grant(…) → .onTable(…)",
                        op -> op.grant("select").role("r")),
                wrong(
                        "PrivilegeSpec.role",
                        "says .role(…) twice",
                        op -> op.grant("select").role("r").role("q")));
    }

    private static List<Case> rows() {
        return cases(
                insert("columns", "it has no row", i -> i.columns("a")),
                insert(
                        "columns",
                        "it names column a twice",
                        i -> i.columns("a", "a").row(1, 2)),
                insert("columns", "it names no column", i -> i.columns().row()),
                insert("columns", "says .columns(…) twice", i -> i.columns("a").columns("b")),
                insert(
                        "row",
                        "a row of 2 values for 1 columns",
                        i -> i.columns("a").row(1, 2)),
                insert(
                        "keyedBy",
                        "told apart by b, which they give no value for",
                        i -> i.columns("a").row(1).keyedBy("b")),
                insert("keyedBy", "says .keyedBy(…) twice", i -> i.keyedBy("a").keyedBy("b")),
                free("InsertSpec", "overridingSystemValue"),
                free(
                        "Types",
                        "smallint integer bigint real doublePrecision money bool text bytea date uuid json jsonb xml"),
                free("Types", "inet cidr macaddr oid array enumType domain userType nativeType"),
                wrong("Types.numeric", "There is no type numeric(0, 0)", op -> Types.numeric(0, 0)),
                wrong("Types.varchar", "There is no type varchar(0)", op -> Types.varchar(0)),
                wrong("Types.character", "There is no type character(-1)", op -> Types.character(-1)),
                wrong("Types.bit", "There is no type bit(0)", op -> Types.bit(0)),
                wrong("Types.bitVarying", "There is no type bitVarying(0)", op -> Types.bitVarying(0)),
                wrong("Types.time", "There is no type time(7)", op -> Types.time(7)),
                wrong("Types.timeWithTimeZone", "no type timeWithTimeZone(7)", op -> Types.timeWithTimeZone(7)),
                wrong("Types.timestamp", "There is no type timestamp(-1)", op -> Types.timestamp(-1)),
                wrong("Types.timestampWithTimeZone", "timestampWithTimeZone(7)", op -> Types.timestampWithTimeZone(7)),
                wrong("Types.interval", "There is no type interval(7)", op -> Types.interval(7)));
    }

    @SafeVarargs
    private static List<Case> cases(List<Case>... cases) {
        return Stream.of(cases).flatMap(List::stream).toList();
    }

    private static List<Case> free(String type, String words) {
        return Arrays.stream(words.split(" "))
                .map(word -> new Case(type + "." + word, "", op -> {}))
                .toList();
    }

    private static List<Case> wrong(String word, String refusal, Consumer<Operations> body) {
        return List.of(new Case(word, refusal, body));
    }

    private static List<Case> alter(String word, String refusal, Consumer<AlterTableSpec> body) {
        return wrong(word, refusal, op -> op.alterTable("t", body));
    }

    private static List<Case> column(String word, String refusal, Consumer<ColumnSpec> body) {
        return alter("ColumnSpec." + word, refusal, t -> body.accept(t.addColumn("c", integer())));
    }

    private static List<Case> index(String word, String refusal, Consumer<IndexSpec> body) {
        return alter("IndexSpec." + word, refusal, t -> body.accept(t.addIndex("i")));
    }

    private static List<Case> type(String word, String refusal, Consumer<TypeWords> body) {
        return types("TypeWords." + word, refusal, body);
    }

    private static List<Case> types(String word, String refusal, Consumer<TypeWords> body) {
        return wrong(word, refusal, op -> body.accept(op.types()));
    }

    private static List<Case> sequence(String word, String refusal, Consumer<SequenceSpec> body) {
        String of = word.contains(".") ? word : "SequenceWords." + word;
        return wrong(of, refusal, op -> op.sequences().create("s", body));
    }

    private static List<Case> view(String word, String refusal, Consumer<ViewWords> body) {
        return wrong("ViewWords." + word, refusal, op -> body.accept(op.views()));
    }

    private static List<Case> insert(String word, String refusal, Consumer<InsertSpec> body) {
        return wrong("InsertSpec." + word, refusal, op -> body.accept(op.insert("t")));
    }

    private static List<Case> guardedConstraint(
            String word, String missing, Consumer<GuardedTable.GuardedConstraint> body) {
        return wrong(
                "GuardedConstraint." + word,
                "→ " + missing,
                op -> body.accept(op.table("t").constraint("k")));
    }

    private static Consumer<Operations> table(Consumer<TableSpec> body) {
        return op -> op.createTable("t", body);
    }
}
