package com.levymaster.migrate.lint;

import com.levymaster.migrate.operation.ColumnOperation.AddColumn;
import com.levymaster.migrate.operation.ColumnOperation.ChangeDefault;
import com.levymaster.migrate.operation.DataOperation.ExecuteSql;
import com.levymaster.migrate.operation.DataOperation.InsertRows;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.TypeOperation.AddEnumValue;
import com.levymaster.migrate.operation.TypeOperation.CreateEnum;
import com.levymaster.migrate.schema.DefaultValue;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Checks changes of rows, raw SQL, and enum values that are used in the transaction that adds them. */
final class DataChecks {

    private static final Pattern ALL_ROWS = Pattern.compile("(?is)\\s*(update|delete\\s+from)\\s+(?!.*\\bwhere\\b).*");

    private DataChecks() {}

    static List<Hazard> check(Operation step, LintContext context) {
        if (step instanceof ExecuteSql sql && ALL_ROWS.matcher(sql.sql()).matches()) {
            return List.of(new Hazard(
                    Rule.FULL_TABLE_UPDATE,
                    sql,
                    "All rows are changed in one statement: they stay locked until the revision ends, and each leaves a"
                            + " dead tuple.",
                    RemedyCode.backfill(sql.sql())
                            .map(code -> RemedyCode.lines("change them in batches, each committed by itself", code))
                            .orElseGet(() -> withoutCode(sql))));
        }
        if (step instanceof AddEnumValue add && context.inTransaction() && !isOfNewType(add, context)) {
            Optional<Operation> use =
                    context.later().stream().filter(s -> uses(s, add)).findFirst();
            return use.map(s -> List.of(usedInSameTransaction(add, s))).orElse(List.of());
        }
        return List.of();
    }

    /** Whether the same transaction created the type; its values may then be used immediately. */
    private static String withoutCode(ExecuteSql sql) {
        return sql.sql().strip().regionMatches(true, 0, "delete", 0, "delete".length())
                ? "if no other table refers to it, truncate it: op.truncate(table); else delete the rows in batches, each"
                        + " committed by itself: op.backfill(table).each(description, (jdbc, batch) -> …)"
                : "change them in batches, each committed by itself: op.backfill(table).set(column, expression)";
    }

    private static boolean isOfNewType(AddEnumValue add, LintContext context) {
        return context.earlier().stream()
                .anyMatch(s ->
                        s instanceof CreateEnum create && create.type().name().equals(add.name()));
    }

    private static Hazard usedInSameTransaction(AddEnumValue add, Operation use) {
        return new Hazard(
                Rule.ENUM_VALUE_USED_AT_ONCE,
                add,
                "PostgreSQL does not allow the same transaction to use '" + add.label() + "', but this step does: "
                        + use.describe() + ".",
                "add the value in a separate revision before this one");
    }

    private static boolean uses(Operation step, AddEnumValue add) {
        DefaultValue label = new DefaultValue.StringLiteral(add.label());
        if (step instanceof AddColumn column) {
            return label.equals(column.column().defaultValue());
        }
        if (step instanceof ChangeDefault change) {
            return label.equals(change.to());
        }
        if (step instanceof InsertRows insert) {
            return insert.rows().stream().anyMatch(row -> row.contains(add.label()));
        }
        return step instanceof ExecuteSql sql && sql.sql().contains("'" + add.label() + "'");
    }
}
