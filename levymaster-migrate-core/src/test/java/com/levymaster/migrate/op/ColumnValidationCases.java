package com.levymaster.migrate.op;

import static com.levymaster.migrate.Types.array;
import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.integer;
import static com.levymaster.migrate.Types.text;
import static com.levymaster.migrate.op.ValidationCases.alter;
import static com.levymaster.migrate.op.ValidationCases.cases;
import static com.levymaster.migrate.op.ValidationCases.column;
import static com.levymaster.migrate.op.ValidationCases.free;
import static com.levymaster.migrate.op.ValidationCases.table;
import static com.levymaster.migrate.op.ValidationCases.wrong;

import com.levymaster.migrate.schema.GenerationExpression;
import com.levymaster.migrate.schema.Identity;
import com.levymaster.migrate.schema.SequenceOptions;
import java.util.List;
import java.util.stream.Stream;

/** Cases of columns and their changes. */
final class ColumnValidationCases {

    private ColumnValidationCases() {}

    static List<ValidationCases.Case> all() {
        return Stream.of(columns(), changes()).flatMap(List::stream).toList();
    }

    private static List<ValidationCases.Case> columns() {
        return cases(
                free("ColumnSpec", "notNullNoInherit identityAlways"),
                column("notNull", "c_not_null is a name that PostgreSQL itself gives", c -> c.notNull("c_not_null")),
                column(
                        "defaultValue",
                        "more than one of default, identity and generated",
                        c -> c.identity().defaultValue(1)),
                column("defaultValue", "Unsupported type of a default value", c -> c.defaultValue(new Object())),
                column("defaultSql", "the default is empty", c -> c.defaultSql("")),
                column(
                        "identity",
                        "more than one of default, identity and generated",
                        c -> c.generatedStored("1").identity()),
                wrong(
                        "ColumnSpec.identity",
                        "it is an identity of type bigint[]",
                        table(t -> t.column("a", array(bigint())).identity())),
                column(
                        "identityOptions",
                        "column(\"c\").identityOptions(…) → .identity() before it",
                        c -> c.identityOptions(s -> {})),
                column(
                        "identityOptions",
                        "an identity has the type of its column",
                        c -> c.identity().identityOptions(s -> s.ofType(integer()))),
                column("generatedStored", "the expression is empty", c -> c.generatedStored(" ")),
                column(
                        "generatedVirtual",
                        "more than one of default, identity and generated",
                        c -> c.defaultValue(1).generatedVirtual("1")),
                column("collation", "type integer has no collation", c -> c.collation("C")),
                column("comment", "the comment is empty", c -> c.comment("")),
                column("statistics", "from 0 to 10000, not 10001", c -> c.statistics(10_001)),
                column("compression", "'zip' is not a compression", c -> c.compression("zip")),
                column("storage", "'huge' is not a storage", c -> c.storage("huge")),
                free("DropColumnSpec", "cascade"),
                alter(
                        "DropColumnSpec.was",
                        "it is an identity of type text",
                        t -> t.dropColumn("c").was(text()).identity()));
    }

    private static List<ValidationCases.Case> changes() {
        return cases(
                free("AlterTableSpec", "validateConstraint setLogged setUnlogged dropColumn dropIndex"),
                free("AlterTableSpec", "dropPrimaryKey dropUnique dropCheck dropForeignKey dropExclusion"),
                alter(
                        "AlterTableSpec.addColumn",
                        "type integer has no collation",
                        t -> t.addColumn("c", integer()).collation("C")),
                alter("AlterTableSpec.setNotNull", "the name is empty", t -> t.setNotNull("c", " ")),
                alter(
                        "AlterTableSpec.dropNotNull",
                        "t_c_not_null1 is a name that PostgreSQL itself gives",
                        t -> t.dropNotNull("c", "t_c_not_null1")),
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
                        "its increment is 0",
                        t -> t.changeIdentity("c")
                                .to(Identity.byDefault().withOptions(SequenceOptions.DEFAULT.withIncrement(0)))),
                alter(
                        "AlterTableSpec.changeGenerated",
                        "cannot become a generated one",
                        t -> t.changeGenerated("c").fromNone().to(GenerationExpression.stored("1"))),
                alter(
                        "AlterTableSpec.changeGenerated",
                        "no values that a plain one could keep",
                        t -> t.changeGenerated("c")
                                .from(GenerationExpression.virtual("1"))
                                .toNone()),
                alter(
                        "AlterTableSpec.changeGenerated",
                        "cannot become a virtual one",
                        t -> t.changeGenerated("c")
                                .from(GenerationExpression.stored("1"))
                                .to(GenerationExpression.virtual("1"))),
                alter(
                        "AlterTableSpec.changeStatistics",
                        "not -2",
                        t -> t.changeStatistics("c").to(-2)),
                alter(
                        "AlterTableSpec.changeCompression",
                        "'zip' is not a compression",
                        t -> t.changeCompression("c").to("zip")),
                alter(
                        "AlterTableSpec.changeStorage",
                        "'huge' is not a storage",
                        t -> t.changeStorage("c").to("huge")),
                alter("AlterTableSpec.addPrimaryKey", "primaryKey(\"k\") → .on(columns)", t -> t.addPrimaryKey("k")),
                alter("AlterTableSpec.addUnique", "unique(\"k\") → .on(columns)", t -> t.addUnique("k")),
                alter("AlterTableSpec.addCheck", "check(\"k\") → .that(expression)", t -> t.addCheck("k")),
                alter("AlterTableSpec.addForeignKey", "foreignKey(\"k\") → .on(columns)", t -> t.addForeignKey("k")),
                alter(
                        "AlterTableSpec.addExclusion",
                        "exclusion(\"k\") → .with(expression, operator)",
                        t -> t.addExclusion("k")),
                alter("AlterTableSpec.addIndex", "index(\"i\") → .on(columns)", t -> t.addIndex("i")),
                alter("AlterTableSpec.renameConstraint", "→ .to(name)", t -> t.renameConstraint("k")),
                alter(
                        "AlterTableSpec.renameIndex",
                        "it already has the name i",
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
                        "Unsupported type of a default value",
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
}
