package com.levymaster.migrate.op;

import static com.levymaster.migrate.op.ValidationCases.alter;
import static com.levymaster.migrate.op.ValidationCases.cases;
import static com.levymaster.migrate.op.ValidationCases.free;
import static com.levymaster.migrate.op.ValidationCases.wrong;

import java.util.List;

/** Cases of objects known by their definition, options and default privileges. */
final class DefinitionValidationCases {

    private DefinitionValidationCases() {}

    static List<ValidationCases.Case> all() {
        return cases(
                wrong("Operations.functions", "functions() → a method", Operations::functions),
                wrong("Operations.procedures", "procedures() → a method", Operations::procedures),
                wrong("Operations.statistics", "statistics() → a method", Operations::statistics),
                wrong("Operations.publications", "publications() → a method", Operations::publications),
                wrong("Operations.rangeTypes", "rangeTypes() → a method", Operations::rangeTypes),
                alter("AlterTableSpec.triggers", "triggers() → a method", AlterTableSpec::triggers),
                alter("AlterTableSpec.policies", "policies() → a method", AlterTableSpec::policies),
                free("AlterTableSpec", "enableRowSecurity disableRowSecurity forceRowSecurity unforceRowSecurity"),
                wrong(
                        "Operations.changeIndexParameter",
                        "→ .to(…) or .toNone()",
                        op -> op.changeIndexParameter("i", "fillfactor")),
                wrong(
                        "ViewOperations.changeOption",
                        "→ .to(…) or .toNone()",
                        op -> op.views().changeOption("v", "security_invoker")),
                wrong(
                        "ViewOperations.changeMaterializedOption",
                        "the value is empty",
                        op -> op.views()
                                .changeMaterializedOption("v", "fillfactor")
                                .to("")),
                definitions(),
                defaultPrivileges());
    }

    private static List<ValidationCases.Case> definitions() {
        return cases(
                wrong(
                        "DefinitionOperations.create",
                        "lacks its arguments → levy()",
                        op -> op.functions().create("levy", "returns int")),
                wrong(
                        "DefinitionOperations.create",
                        "the definition is empty",
                        op -> op.functions().create("levy()", " ")),
                wrong(
                        "DefinitionOperations.replace",
                        "→ .to(definition)",
                        op -> op.statistics().replace("st")),
                wrong(
                        "ReplaceDefinitionSpec.from",
                        "→ .to(definition)",
                        op -> op.functions().replace("f()").from("x")),
                wrong(
                        "ReplaceDefinitionSpec.to",
                        "the definition is empty",
                        op -> op.functions().replace("f()").to("")),
                free("DefinitionOperations", "drop"),
                wrong(
                        "DropDefinitionSpec.was",
                        "the definition before is empty",
                        op -> op.publications().drop("p").was("")));
    }

    private static List<ValidationCases.Case> defaultPrivileges() {
        return cases(
                wrong(
                        "Operations.grantByDefault",
                        "it names no privilege",
                        op -> op.grantByDefault().onTables().role("r")),
                wrong(
                        "Operations.revokeByDefault",
                        "revokeByDefault(…) → .onTables()",
                        op -> op.revokeByDefault("all").role("r")),
                wrong(
                        "DefaultPrivilegesSpec.onTables",
                        "→ .role(…)",
                        op -> op.grantByDefault("select").onTables()),
                wrong(
                        "DefaultPrivilegesSpec.onSequences",
                        "calls .on…() twice",
                        op -> op.grantByDefault("select").onTables().onSequences()),
                free("DefaultPrivilegesSpec", "onFunctions onTypes"),
                wrong(
                        "DefaultPrivilegesSpec.role",
                        "the role is empty",
                        op -> op.grantByDefault("select").onTables().role("")));
    }
}
