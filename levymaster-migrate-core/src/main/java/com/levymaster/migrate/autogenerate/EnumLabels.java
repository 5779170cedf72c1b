package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.diff.AllowedValues;
import com.levymaster.migrate.diff.EnumConstants;
import com.levymaster.migrate.diff.MappedColumn;
import com.levymaster.migrate.diff.RenameCandidate;
import com.levymaster.migrate.diff.RenameHint;
import com.levymaster.migrate.diff.ValueConversion;
import com.levymaster.migrate.diff.ValueMapping;
import com.levymaster.migrate.operation.ColumnOperation.AddColumn;
import com.levymaster.migrate.operation.ColumnOperation.ChangeType;
import com.levymaster.migrate.operation.DataOperation.ExecuteSql;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.TableOperation.CreateTable;
import com.levymaster.migrate.operation.TypeOperation.RenameEnumValue;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.EnumType;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Values of enums that go: those that are removed, and those that the author renames with {@code --rename table.column.OLD=NEW}.
 */
final class EnumLabels {

    private static final Pattern ORDINALS = Pattern.compile("(?is).*(?:between 0 and|<=) (\\d{1,4})\\)*");

    private EnumLabels() {}

    /** The values that the check allows, as SQL literals; empty if it is another kind of check. */
    static List<String> values(Constraint.Check check, String column) {
        Table table = Table.of(ObjectName.of("t"), List.of()).withConstraints(List.of(check));
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

    /** Values of columns and of enum types that go while others come. */
    static List<RenameCandidate> candidates(DatabaseSchema present, DatabaseSchema desired, ValueMapping values) {
        List<RenameCandidate> candidates = new ArrayList<>();
        Set<ObjectName> types = new HashSet<>();
        for (Table table : desired.tables().values()) {
            Table former = present.tables().get(table.name());
            for (Column column : table.columns()) {
                ObjectName type = enumOf(column.type());
                if (type != null && present.enums().containsKey(type) && types.add(type)) {
                    List<String> labels = present.enums().get(type).labels();
                    List<String> next = desired.enums()
                            .getOrDefault(type, present.enums().get(type))
                            .labels();
                    candidates.addAll(candidates(table, column, labels, next));
                } else if (former != null
                        && !former.equals(table)
                        && ValueConversion.toStored(column, former, values) == null) {
                    candidates.addAll(candidates(table, column, listed(former, column), listed(table, column)));
                }
            }
        }
        return candidates;
    }

    private static List<RenameCandidate> candidates(Table table, Column column, List<String> old, List<String> next) {
        List<String> removed = new ArrayList<>(old);
        removed.removeAll(next);
        List<String> added = new ArrayList<>(next);
        added.removeAll(old);
        return old.isEmpty() || next.isEmpty()
                ? List.of()
                : RenameCandidate.labels(new MappedColumn(table.name(), column.name()), removed, added);
    }

    private static List<String> listed(Table table, Column column) {
        return AllowedValues.of(table, column.name()).stream()
                .map(EnumLabels::label)
                .toList();
    }

    private static @Nullable ObjectName enumOf(ColumnType type) {
        return type instanceof ColumnType.Array array
                ? enumOf(array.element())
                : type instanceof ColumnType.UserDefined user ? user.name() : null;
    }

    /** The renames of values of the column, or of another one with the same enum: old and new literals. */
    static Map<String, String> renamed(MappedColumn column, List<RenameHint> hints, ValueMapping values) {
        Map<String, String> renamed = new LinkedHashMap<>();
        for (RenameHint hint : hints) {
            if (hint.column() != null && isFor(hint, column, values)) {
                renamed.put(literal(hint.formerNames().get(0)), literal(hint.column()));
            }
        }
        return renamed;
    }

    /** Two enums with the same constants, of which one had others, are the same. */
    private static boolean isFor(RenameHint hint, MappedColumn column, ValueMapping values) {
        EnumConstants constants = values.enumConstants().get(column);
        String renamed = hint.table().toString();
        return renamed.equals(column.toString())
                || constants != null
                        && values.enumConstants().entrySet().stream()
                                .anyMatch(other -> other.getKey().toString().equals(renamed)
                                        && other.getValue().equals(constants));
    }

    /** Whether the author has answered for the column, or for another one with the same enum. */
    static boolean isAnswered(RenameCandidate candidate, List<RenameHint> hints, ValueMapping values) {
        boolean itself = hints.stream()
                .anyMatch(hint -> candidate
                        .former()
                        .equals(hint.table() + "." + hint.formerNames().get(0)));
        return itself
                || values.enumConstants().keySet().stream()
                        .filter(column ->
                                column.toString().equals(candidate.table().toString()))
                        .anyMatch(column -> renamed(column, hints, values).containsKey(literal(candidate.from())));
    }

    /**
     * Statements that rename values within arrays of text, which no check and no type lists: if other operations tell that the
     * rename is not done yet, or the author names the array itself.
     */
    static List<Operation> inArrays(
            DatabaseSchema target,
            List<RenameHint> hints,
            ValueMapping values,
            Dialect dialect,
            List<Operation> others) {
        List<Operation> operations = new ArrayList<>();
        values.enumConstants().keySet().stream()
                .sorted(Comparator.comparing(MappedColumn::toString))
                .forEach(column -> {
                    List<RenameHint> known = hints.stream()
                            .filter(hint ->
                                    !others.isEmpty() || hint.table().toString().equals(column.toString()))
                            .toList();
                    if (isTexts(target, column) && others.stream().noneMatch(other -> isNew(other, column))) {
                        renamed(column, known, values)
                                .forEach((from, to) -> operations.add(new ExecuteSql(
                                        replace(column, from, to, dialect), replace(column, to, from, dialect))));
                    }
                });
        return operations;
    }

    private static boolean isTexts(DatabaseSchema schema, MappedColumn column) {
        return schema.catalog()
                .table(column.table())
                .flatMap(table -> table.column(column.column()))
                .filter(present -> present.type() instanceof ColumnType.Array array
                        && array.element().isCharacterType())
                .isPresent();
    }

    private static boolean isNew(Operation operation, MappedColumn column) {
        return operation instanceof CreateTable create && create.table().name().equals(column.table())
                || operation instanceof AddColumn add
                        && column.equals(
                                new MappedColumn(add.table(), add.column().name()))
                || operation instanceof ChangeType change
                        && column.equals(new MappedColumn(change.table(), change.column()));
    }

    private static String replace(MappedColumn column, String from, String to, Dialect dialect) {
        ObjectName table = column.table();
        String name = dialect.quote(column.column());
        return "update " + (table.schema() == null ? "" : dialect.quote(table.schema()) + ".")
                + dialect.quote(table.name()) + " set " + name + " = array_replace(" + name + ", " + from + ", " + to
                + ") where " + from + " = any (" + name + ")";
    }

    /** The operations that rename labels of enum types. */
    static List<Operation> renames(
            DatabaseSchema renamed, DatabaseSchema target, List<RenameHint> hints, ValueMapping values) {
        List<Operation> operations = new ArrayList<>();
        for (Table table : hints.isEmpty() ? List.<Table>of() : target.tables().values()) {
            for (Column column : table.columns()) {
                ObjectName name = enumOf(column.type());
                if (name != null) {
                    EnumType type = renamed.enums().get(renamed.resolve(name));
                    EnumType next = target.enums().get(renamed.resolve(name));
                    renamed(new MappedColumn(table.name(), column.name()), hints, values)
                            .forEach((from, to) -> {
                                if (type != null && next != null && isRenamed(label(from), label(to), type, next)) {
                                    operations.add(new RenameEnumValue(type.name(), label(from), label(to)));
                                }
                            });
                }
            }
        }
        return operations.stream().distinct().toList();
    }

    private static boolean isRenamed(String from, String to, EnumType before, EnumType after) {
        return before.labels().contains(from)
                && !before.labels().contains(to)
                && after.labels().contains(to)
                && !after.labels().contains(from);
    }

    private static String literal(String label) {
        return "'" + label.replace("'", "''") + "'";
    }

    private static String label(String literal) {
        return literal.substring(1, literal.length() - 1).replace("''", "'");
    }
}
