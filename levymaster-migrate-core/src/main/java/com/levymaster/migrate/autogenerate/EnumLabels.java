package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.diff.AllowedValues;
import com.levymaster.migrate.diff.MappedColumn;
import com.levymaster.migrate.diff.RenameHint;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.TypeOperation.RenameEnumValue;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.EnumType;
import com.levymaster.migrate.schema.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/**
 * Values of enums that go: those that are removed, and those that the author renames with {@code --rename table.column.OLD=NEW}.
 */
final class EnumLabels {

    private static final Pattern ORDINALS = Pattern.compile("(?is).*(?:between 0 and|<=) (\\d{1,4})\\)*");

    private EnumLabels() {}

    /** The values that the check allows, as SQL literals; empty if it is another kind of check. */
    static List<String> values(Constraint.Check check, String column) {
        Table table = Table.of(com.levymaster.migrate.schema.ObjectName.of("t"), List.of())
                .withConstraints(List.of(check));
        List<String> labels = AllowedValues.of(table, column);
        Matcher ordinals = ORDINALS.matcher(check.expression());
        return labels.isEmpty() && AllowedValues.isOrdinal(table, column) && ordinals.matches()
                ? LongStream.rangeClosed(0, Long.parseLong(ordinals.group(1)))
                        .mapToObj(String::valueOf)
                        .toList()
                : labels;
    }

    /** The values of the column that the table allows and the check does not, each with the one that takes its place. */
    static Map<String, String> replaced(
            Table present, Column column, Constraint.Check check, Map<String, String> renamed) {
        List<String> allowed = values(check, column.name());
        Map<String, String> replaced = new LinkedHashMap<>();
        if (!allowed.isEmpty()) {
            present.constraints(Constraint.Check.class)
                    .flatMap(old -> values(old, column.name()).stream())
                    .filter(value -> !allowed.contains(value))
                    .forEach(value -> replaced.put(value, renamed.getOrDefault(value, allowed.get(0))));
        }
        return replaced;
    }

    /** The renames of values of the column: old and new literals. */
    static Map<String, String> renamed(MappedColumn column, List<RenameHint> hints) {
        Map<String, String> renamed = new LinkedHashMap<>();
        for (RenameHint hint : hints) {
            if (hint.column() != null && hint.table().toString().equals(column.toString())) {
                renamed.put(literal(hint.formerNames().get(0)), literal(hint.column()));
            }
        }
        return renamed;
    }

    /** The operations that rename labels of enum types. */
    static List<Operation> renames(DatabaseSchema renamed, DatabaseSchema target, List<RenameHint> hints) {
        List<Operation> operations = new ArrayList<>();
        for (Table table : hints.isEmpty() ? List.<Table>of() : target.tables().values()) {
            for (Column column : table.columns()) {
                if (column.type() instanceof ColumnType.UserDefined user) {
                    EnumType type = renamed.enums().get(renamed.resolve(user.name()));
                    renamed(new MappedColumn(table.name(), column.name()), hints)
                            .forEach((old, next) -> {
                                if (type != null
                                        && type.labels().contains(label(old))
                                        && !type.labels().contains(label(next))) {
                                    operations.add(new RenameEnumValue(type.name(), label(old), label(next)));
                                }
                            });
                }
            }
        }
        return operations.stream().distinct().toList();
    }

    private static String literal(String label) {
        return "'" + label.replace("'", "''") + "'";
    }

    private static String label(String literal) {
        return literal.substring(1, literal.length() - 1).replace("''", "'");
    }
}
