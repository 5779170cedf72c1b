package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.diff.AllowedValues;
import com.levymaster.migrate.diff.EnumConstants;
import com.levymaster.migrate.diff.MappedColumn;
import com.levymaster.migrate.diff.RenameHint;
import com.levymaster.migrate.diff.ValueConversion;
import com.levymaster.migrate.diff.ValueMapping;
import com.levymaster.migrate.operation.ConstraintOperation.AddConstraint;
import com.levymaster.migrate.operation.DataOperation.ExecuteSql;
import com.levymaster.migrate.operation.IndexOperation.CreateIndex;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.RowCounts;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.schema.effect.ColumnUses;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reviews new rules for existing rows: names the rows that make them fail, and replaces values of enums that go.
 *
 * @param values what the newer mapping states about values
 * @param matches counts the rows of a query in the database; negative if it is not known
 * @param rows reads what else is defined with a value
 * @param backwards whether the renames of values are undone
 */
record RuleReview(
        Dialect dialect,
        DatabaseSchema before,
        DatabaseSchema after,
        ValueMapping values,
        ReviewedSteps steps,
        List<RenameHint> hints,
        ToLongFunction<String> matches,
        RowCounts rows,
        boolean backwards) {

    void review(AddConstraint add) {
        if (add.constraint() instanceof Constraint.Check check
                && (convertValues(add, check) || replaceValues(add, check))) {
            steps.add(add, orderOfConstants(add, check));
            return;
        }
        Optional<String> query = fitting().of(add.table(), add.constraint());
        if (query.isEmpty()
                && add.constraint() instanceof Constraint.Check check
                && !steps.converts(add.table(), check)) {
            query = fitting().unlisted(add.table(), check);
        }
        steps.add(
                add,
                query.map(sql -> failing(add.constraint().name() + " of " + add.table(), sql))
                        .orElse(
                                add.constraint() instanceof Constraint.Check check
                                        ? orderOfConstants(add, check)
                                        : ""));
    }

    private ViolatingRows fitting() {
        return new ViolatingRows(dialect, before, after);
    }

    /** Which constant of an enum came or went, the range of its numbers does not tell. */
    private String orderOfConstants(AddConstraint add, Constraint.Check check) {
        Table present = before.tables().get(add.table());
        if (present == null) {
            return "";
        }
        Table next = Table.of(add.table(), List.of()).withConstraints(List.of(check));
        for (Column column : present.columns()) {
            int more = EnumLabels.values(check, column.name()).size();
            int former = present.constraints(Constraint.Check.class)
                    .mapToInt(old -> EnumLabels.values(old, column.name()).size())
                    .max()
                    .orElse(0);
            if (AllowedValues.isOrdinal(next, column.name())
                    && AllowedValues.isOrdinal(present, column.name())
                    && former != more) {
                return "numbers in " + add.table() + "." + column.name()
                        + " stand for the enum's constants in their order:"
                        + " if "
                        + (more > former == backwards
                                ? "another one than the last was removed"
                                : addedLast(add, column))
                        + ", write here which number becomes which";
            }
        }
        return "";
    }

    private String addedLast(AddConstraint add, Column column) {
        EnumConstants constants = values.enumConstants().get(new MappedColumn(add.table(), column.name()));
        return constants == null
                ? "a new one is not the last"
                : constants.names().get(constants.names().size() - 1) + " is not new";
    }

    void review(CreateIndex create) {
        Optional<String> query = fitting().of(create.table(), create.index());
        steps.add(
                create,
                query.map(sql -> failing(create.index().name() + " of " + create.table(), sql))
                        .orElse(""));
    }

    private String failing(String rule, String query) {
        return "rows that violate " + rule + " make this fail" + here(query) + ": " + query;
    }

    /** {@code  (2 rows here)} or {@code  (none here)}; nothing if it is not known. */
    String here(String query) {
        long count = matches.applyAsLong(query);
        return count < 0 ? "" : count == 0 ? " (none here)" : count == 1 ? " (1 here)" : " (" + count + " here)";
    }

    /** Whether the check lists other values for the same constants of an enum: the column gets these. */
    private boolean convertValues(AddConstraint add, Constraint.Check check) {
        Table present = before.tables().get(add.table());
        Table target = after.tables().get(add.table());
        if (present == null || target == null) {
            return false;
        }
        boolean converts = false;
        for (Column column : present.columns()) {
            ValueConversion conversion = target.column(column.name())
                            .filter(other -> other.type().equals(column.type()))
                            .isPresent()
                    ? ValueConversion.toStored(column, backwards ? target : present, values)
                    : null;
            if (conversion != null && ColumnUses.in(check.expression(), column.name())) {
                String using = (backwards ? conversion.reversed() : conversion).using();
                steps.add(
                        new ExecuteSql(
                                "update " + quote(add.table()) + " set " + dialect.quote(column.name()) + " = " + using,
                                null),
                        "is this what the values of " + add.table() + "." + column.name() + " mean?");
                converts = true;
            }
        }
        return converts;
    }

    /** Whether the check is a list of values that lost some: rows with those get others. */
    private boolean replaceValues(AddConstraint add, Constraint.Check check) {
        Table present = before.tables().get(add.table());
        Table target = after.tables().get(add.table());
        if (present == null || target == null) {
            return false;
        }
        boolean replacing = false;
        for (Column column : present.columns()) {
            if (target.column(column.name())
                    .filter(other -> other.type().isInteger() == column.type().isInteger())
                    .isEmpty()) {
                continue;
            }
            Map<String, String> renamed = renamed(new MappedColumn(add.table(), column.name()));
            Map<String, String> replaced = EnumLabels.replaced(present, column, check, renamed);
            replaced.forEach((value, next) -> replace(add, column, value, next, renamed.containsKey(value)));
            replacing = replacing || !replaced.isEmpty();
        }
        return replacing;
    }

    private Map<String, String> renamed(MappedColumn column) {
        Map<String, String> renamed = EnumLabels.renamed(column, hints, values);
        if (!backwards) {
            return renamed;
        }
        Map<String, String> reversed = new LinkedHashMap<>();
        renamed.forEach((old, next) -> reversed.put(next, old));
        return reversed;
    }

    private void replace(AddConstraint add, Column column, String value, String next, boolean renamed) {
        String name = dialect.quote(column.name());
        ExecuteSql update = new ExecuteSql(
                "update " + quote(add.table()) + " set " + name + " = " + next + " where " + name + " = " + value,
                null);
        String users = users(add, column.name(), value);
        if (renamed) {
            steps.add(update, users.isEmpty() ? "" : value + " remains in " + users + ": is it right there?");
            return;
        }
        String loss = removed(add.table() + "." + column.name(), value, next);
        String collisions = collisions(add.table(), column.name(), value, next);
        String rename = value.startsWith("'")
                ? " (if it was renamed: --rename " + add.table() + "." + column.name() + "." + bare(value) + "="
                        + bare(next) + ")"
                : "";
        steps.loss(add, loss + rename);
        steps.add(update, loss + ": is it the right one?" + collisions);
    }

    /** Names the unique rules that fail where a row has each of the two values. */
    String collisions(ObjectName table, String column, String value, String next) {
        return fitting().collisions(table, column, value, next).entrySet().stream()
                .map(rule -> " Rows that then are equal in " + rule.getKey() + " make this fail" + here(rule.getValue())
                        + ": " + rule.getValue())
                .collect(Collectors.joining());
    }

    /** What else is defined with a value of a text column: PostgreSQL does not change it with the rows. */
    private String users(AddConstraint add, String column, String value) {
        Table table = before.tables().getOrDefault(add.table(), Table.of(add.table(), List.of()));
        Stream<String> indexes = table.indexes().values().stream()
                .filter(index -> index.where() != null && index.where().contains(value))
                .map(index -> "index " + index.name());
        Stream<String> checks = table.constraints(Constraint.Check.class)
                .filter(check -> check.expression().contains(value)
                        && !check.name().equals(add.constraint().name()))
                .map(check -> "check " + check.name());
        Stream<String> views = before.views().values().stream()
                .filter(view -> view.query().contains(value)
                        && view.uses() != null
                        && view.uses().stream()
                                .anyMatch(use -> use.relation().equals(add.table()) && use.includes(column)))
                .map(view -> "view " + view.name());
        return Stream.of(indexes, checks, views, rows.definedWith(value).stream())
                .flatMap(names -> names)
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String bare(String literal) {
        return literal.replaceAll("^'|'$", "");
    }

    /** Describes a value of a column or type that goes. */
    static String removed(String owner, String value, String next) {
        return "rows with " + value + " in " + owner + " get " + next;
    }

    private String quote(ObjectName name) {
        return (name.schema() == null ? "" : dialect.quote(name.schema()) + ".") + dialect.quote(name.name());
    }
}
