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

/** Rows, raw SQL, and values that are used too early. */
final class DataChecks {

    private static final Pattern ALL_ROWS = Pattern.compile("(?is)\\s*(update|delete\\s+from)\\s+(?!.*\\bwhere\\b).*");

    private DataChecks() {}

    static List<Hazard> check(Operation step, LintContext situation) {
        if (step instanceof ExecuteSql sql && ALL_ROWS.matcher(sql.sql()).matches()) {
            return List.of(new Hazard(
                    Rule.FULL_TABLE_UPDATE,
                    sql,
                    "All rows are changed in one statement: they stay locked until the revision ends, and each leaves a"
                            + " dead copy.",
                    "do it in batches by primary key, in a data step of a revision of its own"));
        }
        if (step instanceof AddEnumValue add && situation.inTransaction() && !isOfNewType(add, situation)) {
            Optional<Operation> use =
                    situation.later().stream().filter(s -> uses(s, add)).findFirst();
            return use.map(s -> List.of(usedAtOnce(add, s))).orElse(List.of());
        }
        return List.of();
    }

    /** The values of a type that the same transaction has made may be used at once. */
    private static boolean isOfNewType(AddEnumValue add, LintContext situation) {
        return situation.earlier().stream()
                .anyMatch(s ->
                        s instanceof CreateEnum create && create.type().name().equals(add.name()));
    }

    private static Hazard usedAtOnce(AddEnumValue add, Operation use) {
        return new Hazard(
                Rule.ENUM_VALUE_USED_AT_ONCE,
                add,
                "PostgreSQL lets no statement of the same transaction use '" + add.label() + "', but this one does: "
                        + use.describe() + ".",
                "add the value in a revision of its own, before this one");
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
