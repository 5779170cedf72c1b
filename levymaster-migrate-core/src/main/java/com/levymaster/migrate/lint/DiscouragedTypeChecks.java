package com.levymaster.migrate.lint;

import com.levymaster.migrate.operation.ColumnOperation.AddColumn;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.TableOperation.CreateTable;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks the types of new columns for those that are hard to leave later. */
final class DiscouragedTypeChecks {

    private DiscouragedTypeChecks() {}

    static List<Hazard> check(Operation step, LintContext context) {
        if (step instanceof AddColumn add) {
            return discouraged(step, add.table(), add.column()).stream().toList();
        }
        if (!(step instanceof CreateTable create)) {
            return List.of();
        }
        Table table = create.table();
        return Stream.concat(
                        table.columns().stream().flatMap(column -> discouraged(step, table.name(), column).stream()),
                        smallKey(step, table).stream())
                .toList();
    }

    private static Optional<Hazard> discouraged(Operation step, ObjectName table, Column column) {
        String[] reason = reason(column.type());
        return reason == null
                ? Optional.empty()
                : Optional.of(new Hazard(
                        Rule.DISCOURAGED_TYPE,
                        step,
                        reason[0].replace("$", table + "." + column.name()),
                        "use " + reason[1]));
    }

    /** The problem and the better type. */
    private static String @Nullable [] reason(ColumnType type) {
        if (!(type instanceof ColumnType.BuiltIn builtIn)) {
            return null;
        }
        return switch (builtIn.name()) {
            case "json" -> new String[] {"json has no equality operator: select distinct on $ fails.", "jsonb"};
            case "money" ->
                new String[] {"What a value of $ means depends on the setting lc_monetary of the session.", "numeric"};
            case "time with time zone" ->
                new String[] {
                    "$ has an offset, but no date from which daylight saving time would follow.", "timestamptz"
                };
            default -> null;
        };
    }

    /** Keys that the server numbers end with their type; a change rewrites the table and those that refer to it. */
    private static Optional<Hazard> smallKey(Operation step, Table table) {
        return table.primaryKey()
                .map(Constraint.PrimaryKey::columns)
                .filter(columns -> columns.size() == 1)
                .flatMap(columns -> table.column(columns.get(0)))
                .filter(column -> column.identity() != null
                        && column.type().isInteger()
                        && !column.type().display().equals("bigint"))
                .map(column -> new Hazard(
                        Rule.DISCOURAGED_TYPE,
                        step,
                        "The numbers of " + table.name() + "." + column.name() + " end at "
                                + (column.type().display().equals("smallint") ? "32767" : "2147483647")
                                + ", and a change of the type rewrites the tables that refer to it.",
                        "use bigint"));
    }
}
