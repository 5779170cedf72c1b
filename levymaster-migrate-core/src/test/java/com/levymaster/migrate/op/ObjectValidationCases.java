package com.levymaster.migrate.op;

import static com.levymaster.migrate.Types.integer;
import static com.levymaster.migrate.Types.text;
import static com.levymaster.migrate.Types.varchar;
import static com.levymaster.migrate.op.ValidationCases.backfill;
import static com.levymaster.migrate.op.ValidationCases.cases;
import static com.levymaster.migrate.op.ValidationCases.free;
import static com.levymaster.migrate.op.ValidationCases.insert;
import static com.levymaster.migrate.op.ValidationCases.sequence;
import static com.levymaster.migrate.op.ValidationCases.type;
import static com.levymaster.migrate.op.ValidationCases.types;
import static com.levymaster.migrate.op.ValidationCases.view;
import static com.levymaster.migrate.op.ValidationCases.wrong;

import com.levymaster.migrate.Types;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Cases of types, sequences, views, privileges and rows. */
final class ObjectValidationCases {

    private ObjectValidationCases() {}

    static List<ValidationCases.Case> all() {
        return Stream.of(typeCases(), objects(), rows()).flatMap(List::stream).toList();
    }

    private static List<ValidationCases.Case> typeCases() {
        return cases(
                free("TypeOperations", "dropDomain dropComposite dropAttribute removeEnumValue"),
                type("createEnum", "types().createEnum(\"e\") → the labels", t -> t.createEnum("e")),
                type("createEnum", "it has the value A twice", t -> t.createEnum("e", "A", "B", "A")),
                type("createEnum", "is 64 bytes long", t -> t.createEnum("e", "é".repeat(32))),
                type("dropEnum", "it has the value A twice", t -> t.dropEnum("e", "A", "A")),
                type("addEnumValue", "is 64 bytes long", t -> t.addEnumValue("e", "é".repeat(32))),
                type("addEnumValueBefore", "value A is placed beside itself", t -> t.addEnumValueBefore("e", "A", "A")),
                type("addEnumValueAfter", "value A is placed beside itself", t -> t.addEnumValueAfter("e", "A", "A")),
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
                        "has both wasBefore and wasAfter",
                        t -> t.removeEnumValue("e", "A").wasBefore("B").wasAfter("C")),
                types(
                        "RemoveEnumValueSpec.wasAfter",
                        "value A was placed beside itself",
                        t -> t.removeEnumValue("e", "A").wasAfter("A")),
                types(
                        "RemoveEnumValueSpec.replacedBy",
                        "is replaced by itself",
                        t -> t.removeEnumValue("e", "A").replacedBy("A")),
                types("DomainSpec.check", "check k is empty", t -> t.createDomain("d", text(), d -> d.check("k", ""))),
                types(
                        "DomainSpec.check",
                        "two checks named k",
                        t -> t.createDomain(
                                "d", text(), d -> d.check("k", "true").check("k", "false"))),
                types(
                        "DomainSpec.defaultSql",
                        "the default is empty",
                        t -> t.createDomain("d", text(), d -> d.defaultSql(""))),
                types(
                        "DomainSpec.defaultValue",
                        "Unsupported type of a default value",
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
                        "ChangeAttributeTypeSpec.from",
                        "→ .to(type)",
                        t -> t.changeAttributeType("c", "a").from(text())),
                types(
                        "ChangeAttributeTypeSpec.to",
                        "type integer has no collation",
                        t -> t.changeAttributeType("c", "a").to(integer(), "C")));
    }

    private static List<ValidationCases.Case> objects() {
        return cases(
                sequence("create", "it is of type text", s -> s.ofType(text())),
                wrong(
                        "SequenceOperations.drop",
                        "its increment is 0",
                        op -> op.sequences().drop("s", s -> s.incrementBy(0))),
                wrong(
                        "SequenceOperations.alter",
                        "it is of type text",
                        op -> op.sequences().alter("s", s -> {}, s -> s.ofType(text()))),
                wrong(
                        "SequenceOperations.changeOwner",
                        "→ .to(table, column) or .toNone()",
                        op -> op.sequences().changeOwner("s")),
                wrong(
                        "SequenceOperations.changeComment",
                        "→ .to(…)",
                        op -> op.sequences().changeComment("s")),
                wrong(
                        "SequenceOperations.rename",
                        "→ .to(name)",
                        op -> op.sequences().rename("s")),
                sequence("SequenceSpec.ofType", "it must be smallint, integer or bigint", s -> s.ofType(varchar(5))),
                sequence(
                        "SequenceSpec.startWith",
                        "it starts with 0, which is out of its bounds",
                        s -> s.startWith(0).minValue(1)),
                sequence("SequenceSpec.incrementBy", "its increment is 0", s -> s.incrementBy(0)),
                sequence(
                        "SequenceSpec.minValue",
                        "minimum 5 is not less than its maximum 5",
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
                free("ViewOperations", "drop dropMaterialized refresh refreshConcurrently"),
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
                        "it already has the name v",
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
                        "calls .on…(…) twice",
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
                        "calls .role(…) twice",
                        op -> op.grant("select").role("r").role("q")));
    }

    private static List<ValidationCases.Case> rows() {
        return cases(
                insert("columns", "it has no row", i -> i.columns("a")),
                insert(
                        "columns",
                        "it names column a twice",
                        i -> i.columns("a", "a").row(1, 2)),
                insert("columns", "it names no column", i -> i.columns().row()),
                insert("columns", "calls .columns(…) twice", i -> i.columns("a").columns("b")),
                insert(
                        "row",
                        "a row of 2 values for 1 columns",
                        i -> i.columns("a").row(1, 2)),
                insert(
                        "keyedBy",
                        "identified by b, for which they have no value",
                        i -> i.columns("a").row(1).keyedBy("b")),
                insert("keyedBy", "calls .keyedBy(…) twice", i -> i.keyedBy("a").keyedBy("b")),
                insert("rows", "it has no row", i -> i.columns("a").rows(List.<Object[]>of())),
                insert("rows", "→ .columns(names)", i -> i.rows(List.<Object[]>of(new Object[] {1}))),
                insert(
                        "rows",
                        "row 2 has 2 values for 1 column; row 3 has a value for column a: contains a NUL character",
                        i -> i.columns("a")
                                .rows(() -> Stream.of(new Object[] {1}, new Object[] {1, 2}, new Object[] {"a\0"}))),
                insert("rows", "has rows of several kinds", i -> i.columns("a")
                        .row(1)
                        .rows(List.<Object[]>of(new Object[] {1}))),
                insert("csv", "There is no file db/none.csv", i -> i.csv("db/none.csv")),
                insert(
                        "csv",
                        "db/counties.csv:1: there is no column area among id, name, population",
                        i -> i.columns("area").csv("db/counties.csv")),
                free("InsertSpec", "overridingSystemValue"),
                free("CsvSpec", "separator nullText encoding"),
                wrong("Operations.backfill", "→ .set(column, expression) or .each(", op -> op.backfill("t")),
                backfill("set", "it sets column a twice", b -> b.set("a", "1").set("a", "2")),
                backfill("set", "the expression for column a is empty", b -> b.set("a", " ")),
                backfill("where", "the condition is empty", b -> b.set("a", "1").where("")),
                backfill("where", "calls .where(…) twice", b -> b.where("a").where("b")),
                backfill("mayStayTrue", "has no meaning", b -> b.set("a", "1").mayStayTrue()),
                backfill(
                        "each", "it has both set and each", b -> b.set("a", "1").each("e", (jdbc, batch) -> {})),
                backfill("each", "the description is empty", b -> b.each("", (jdbc, batch) -> {})),
                backfill(
                        "batchSize",
                        "the batch size 0 is not positive",
                        b -> b.set("a", "1").batchSize(0)),
                backfill("pause", "the pause is negative", b -> b.set("a", "1").pause(Duration.ofSeconds(-1))),
                backfill(
                        "reversedBy",
                        "→ .set(column, expression) or .each(",
                        b -> b.set("a", "1").reversedBy(r -> {})),
                backfill(
                        "reversedBy",
                        "the condition of the inverse is empty",
                        b -> b.set("a", "1").reversedBy(r -> r.set("a", "2").where(""))),
                backfill(
                        "keptOnUndo",
                        "it has both reversedBy and keptOnUndo",
                        b -> b.set("a", "1").reversedBy(r -> r.set("a", "2")).keptOnUndo()),
                free(
                        "Types",
                        "smallint integer bigint real doublePrecision money bool text bytea date uuid json jsonb xml"),
                free("Types", "inet cidr macaddr oid array enumType domain userType nativeType"),
                wrong("Types.numeric", "Invalid type numeric(0, 0)", op -> Types.numeric(0, 0)),
                wrong("Types.varchar", "Invalid type varchar(0)", op -> Types.varchar(0)),
                wrong("Types.character", "Invalid type character(-1)", op -> Types.character(-1)),
                wrong("Types.bit", "Invalid type bit(0)", op -> Types.bit(0)),
                wrong("Types.bitVarying", "Invalid type bitVarying(0)", op -> Types.bitVarying(0)),
                wrong("Types.time", "Invalid type time(7)", op -> Types.time(7)),
                wrong("Types.timeWithTimeZone", "Invalid type timeWithTimeZone(7)", op -> Types.timeWithTimeZone(7)),
                wrong("Types.timestamp", "Invalid type timestamp(-1)", op -> Types.timestamp(-1)),
                wrong("Types.timestampWithTimeZone", "timestampWithTimeZone(7)", op -> Types.timestampWithTimeZone(7)),
                wrong("Types.interval", "Invalid type interval(7)", op -> Types.interval(7)));
    }
}
