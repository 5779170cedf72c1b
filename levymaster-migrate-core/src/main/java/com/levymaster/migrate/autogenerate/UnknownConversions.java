package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.diff.MappedColumn;
import com.levymaster.migrate.diff.TypeConversions;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.operation.ColumnOperation.ChangeType;
import com.levymaster.migrate.operation.ColumnOperation.DropColumn;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.render.ReviewedOperation;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.Table;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Type changes for which no conversion of the values is known, in one of the two directions. */
final class UnknownConversions {

    private UnknownConversions() {}

    /** @throws MigrationException that lists all of them, and the ways to proceed */
    static void refuse(Comparison comparison) {
        Set<String> unknown = Stream.concat(comparison.upgrade().stream(), comparison.downgrade().stream())
                .map(ReviewedOperation::operation)
                .filter(operation -> operation instanceof ChangeType change && isUnknown(change))
                .map(operation -> name((ChangeType) operation).toString())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (!unknown.isEmpty()) {
            String types = comparison.upgrade().stream()
                    .map(ReviewedOperation::operation)
                    .filter(operation -> operation instanceof ChangeType change
                            && unknown.contains(name(change).toString()))
                    .map(operation -> describe((ChangeType) operation))
                    .collect(Collectors.joining());
            throw new MigrationException(
                    "No conversion is known that keeps the meaning of the values of these columns, up and down; nothing was"
                            + " written:" + types,
                    "to drop them with their values and add them again, use "
                            + unknown.stream().map(column -> "--drop " + column).collect(Collectors.joining(" "))
                            + "; to keep the values, write a revision with t.changeType(…).from(…).to(…).using(…) that"
                            + " says what they become, apply it, and draft again.");
        }
    }

    private static boolean isUnknown(ChangeType change) {
        return change.using() == null
                && change.from() != null
                && !TypeConversions.exists(change.from().type(), change.to().type());
    }

    private static MappedColumn name(ChangeType change) {
        return new MappedColumn(change.table(), change.column());
    }

    private static String describe(ChangeType change) {
        return System.lineSeparator() + "  - " + name(change) + ": "
                + (change.from() == null ? "" : change.from().type().display() + " -> ")
                + change.to().type().display();
    }

    /** The schema without the columns whose type changes and which the author wants to drop and add again. */
    static DatabaseSchema withoutDropped(DatabaseSchema renamed, DatabaseSchema target, Set<String> dropped) {
        DatabaseSchema without = renamed;
        for (Table table : dropped.isEmpty()
                ? List.<Table>of()
                : List.copyOf(target.tables().values())) {
            for (Column column : table.columns()) {
                Table present = renamed.tables().get(table.name());
                boolean retyped = present != null
                        && present.column(column.name())
                                .filter(other -> !other.type().equals(column.type()))
                                .isPresent();
                if (retyped && dropped.contains(new MappedColumn(table.name(), column.name()).toString())) {
                    Operation drop = new DropColumn(table.name(), column.name(), null, true);
                    without = drop.applyTo(without);
                }
            }
        }
        return without;
    }
}
