package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.diff.AllowedValues;
import com.levymaster.migrate.diff.MappedColumn;
import com.levymaster.migrate.operation.ColumnOperation.AddColumn;
import com.levymaster.migrate.operation.ColumnOperation.ChangeNullability;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.EnumType;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.schema.effect.ColumnUses;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A value for existing rows of a column that becomes NOT NULL.
 *
 * @param sql an SQL expression, in which {@code n.number} is the number of the row
 * @param remark for the author
 * @param generated whether the value is right as it is, since the mapping generates such values itself
 * @param within columns whose equal values make a group in which the rows are numbered; empty for all rows
 */
record BackfillValue(String sql, String remark, boolean generated, List<String> within) {

    private static final String NUMBER = "n.number";

    private static final Pattern ONLY_LEAST = Pattern.compile("\\(*\\S+\\s*>=?\\s*\\(?'?-?[\\d.]+\\S*");

    /** No table has more rows than a number of so many digits. */
    private static final int DIGITS = 10;

    /** A value that does not depend on other rows. */
    BackfillValue(String sql, String remark, boolean generated) {
        this(sql, remark, generated, List.of());
    }

    private static final Map<String, String> VALUES = Map.ofEntries(
            Map.entry("boolean", "false"),
            Map.entry("date", "current_date"),
            Map.entry("timestamp without time zone", "localtimestamp"),
            Map.entry("timestamp with time zone", "current_timestamp"),
            Map.entry("time without time zone", "localtime"),
            Map.entry("time with time zone", "current_time"),
            Map.entry("uuid", "gen_random_uuid()"),
            Map.entry("json", "'{}'"),
            Map.entry("jsonb", "'{}'"),
            Map.entry("interval", "interval '0'"),
            Map.entry("inet", "'0.0.0.0'"),
            Map.entry("cidr", "'0.0.0.0/0'"),
            Map.entry("bytea", "''"),
            Map.entry("text", "''"),
            Map.entry("character varying", "''"),
            Map.entry("character", "''"),
            Map.entry("oid", "lo_create(0)"));

    /**
     * Chooses the value for a column; {@code null} for a foreign key, whose referenced row cannot be guessed.
     *
     * @param next the call that yields the next number of the column's sequence, if there is one
     */
    static BackfillValue of(Column column, Table table, DatabaseSchema schema, @Nullable String next) {
        if (next != null) {
            return new BackfillValue(next, "", true);
        }
        Optional<ForeignKey> key = table.constraints(ForeignKey.class)
                .filter(foreign -> foreign.columns().contains(column.name()))
                .findFirst();
        if (key.isPresent()) {
            return new BackfillValue(
                    "null",
                    "replace null by a row of " + key.get().referencedTable() + ", or the next step fails",
                    false);
        }
        List<Constraint.Check> checks = table.constraints(Constraint.Check.class)
                .filter(check -> ColumnUses.in(check.expression(), column.name()))
                .toList();
        String checked = unmet(checks, table, column.name());
        boolean distinct = isInKey(column, table);
        boolean listed = checks.stream()
                .filter(check -> !ONLY_LEAST.matcher(check.expression()).matches())
                .anyMatch(check -> isList(table.withConstraints(List.of(check)), column.name()));
        Optional<String> number = distinct && !listed ? number(column.type()) : Optional.empty();
        if (number.isPresent()) {
            List<String> others = othersOfKey(table, column.name());
            boolean fromZero = !others.isEmpty() && number.get().equals(NUMBER);
            boolean met = meetsAll(checks, table, column.name(), fromZero ? BigDecimal.ZERO : BigDecimal.ONE);
            return new BackfillValue(
                    fromZero ? NUMBER + " - 1" : number.get(),
                    "are numbers the right ones?" + fitting(column.type()) + (met ? "" : checked),
                    false,
                    others);
        }
        String sql = placeholder(column.type(), table, column.name(), schema);
        return new BackfillValue(
                sql,
                (isKey(column, table)
                                ? "replace " + sql + " by one that differs in each row"
                                : "is " + sql + " the right one?" + (distinct ? uniqueness(column, table) : ""))
                        + checked,
                checks.isEmpty() && sql.equals("gen_random_uuid()") && distinct);
    }

    /** The checks that the value has to meet, unless they only list what is allowed. */
    private static String unmet(List<Constraint.Check> checks, Table table, String column) {
        String all = checks.stream()
                .filter(check -> !isList(table.withConstraints(List.of(check)), column))
                .map(Constraint.Check::expression)
                .collect(Collectors.joining(" and "));
        return all.isEmpty() ? "" : " It has to meet " + all;
    }

    /** Whether the numbers from the first one on meet the checks: these are lower bounds alone. */
    private static boolean meetsAll(List<Constraint.Check> checks, Table table, String column, BigDecimal first) {
        return checks.size() == 1
                && ONLY_LEAST.matcher(checks.get(0).expression()).matches()
                && bound(table, column)
                        .filter(least -> new BigDecimal(least).compareTo(first) <= 0)
                        .isPresent();
    }

    /** The limit of the type, if a table of some size may exceed it. */
    private static String fitting(ColumnType type) {
        boolean limited = type instanceof ColumnType.BuiltIn builtIn
                && (builtIn.name().equals("smallint")
                        || !builtIn.modifiers().isEmpty() && whole(builtIn.modifiers()) < DIGITS);
        return limited ? " They have to fit " + type.display() + "." : "";
    }

    /** The digits before the point, or the characters. */
    private static int whole(List<String> modifiers) {
        return Integer.parseInt(modifiers.get(0)) - (modifiers.size() > 1 ? Integer.parseInt(modifiers.get(1)) : 0);
    }

    private static String uniqueness(Column column, Table table) {
        return keys(table)
                .filter(columns -> columns.contains(column.name()))
                .findFirst()
                .map(columns -> " Rows have to be unique in (" + String.join(", ", columns) + ").")
                .orElse("");
    }

    private static boolean isList(Table table, String column) {
        return AllowedValues.isRestricted(table, column)
                || !AllowedValues.numbers(table, column).isEmpty();
    }

    /**
     * A value for a foreign key whose values are lost anyway: of some row, or of another row for each if it is unique; empty if it
     * has several columns.
     */
    static Optional<BackfillValue> ofReference(Column column, Table table, Dialect dialect) {
        return table.constraints(ForeignKey.class)
                .filter(key -> key.columns().equals(List.of(column.name())))
                .findFirst()
                .map(key -> new BackfillValue(
                        "(select " + dialect.quote(key.referencedColumns().get(0)) + " from "
                                + (key.referencedTable().schema() == null
                                        ? ""
                                        : dialect.quote(key.referencedTable().schema()) + ".")
                                + dialect.quote(key.referencedTable().name())
                                + (isKey(column, table)
                                        ? " order by 1 offset " + NUMBER + " - 1 limit 1)"
                                        : " limit 1)"),
                        isKey(column, table)
                                ? "which row of " + key.referencedTable()
                                        + " belongs to which? There have to be as many"
                                : "is any row of " + key.referencedTable() + " the right one?",
                        false));
    }

    /**
     * The statement that fills the column.
     *
     * @param partly whether some rows may have a value: numbers continue behind the greatest of them
     */
    String statement(String table, String name, Dialect dialect, boolean partly) {
        String column = dialect.quote(name);
        if (!sql.contains(NUMBER)) {
            return "update " + table + " set " + column + " = " + sql + " where " + column + " is null";
        }
        String group = within.stream().map(dialect::quote).collect(Collectors.joining(", "));
        String missing = partly ? (group.isEmpty() ? "" : group + ", ") + column + " is null" : group;
        String number = "row_number() over (" + (missing.isEmpty() ? "" : "partition by " + missing) + ")";
        if (partly && sql.startsWith(NUMBER)) {
            String greatest = "max(" + column + ") over (" + (group.isEmpty() ? "" : "partition by " + group) + ")";
            number += sql.equals(NUMBER) ? " + coalesce(" + greatest + ", 0)" : " + coalesce(" + greatest + " + 1, 0)";
        }
        return "update " + table + " t set " + column + " = " + sql + " from (select tableoid, ctid, " + number
                + " as number from " + table + ") n where (t.tableoid, t.ctid) = (n.tableoid, n.ctid) and t." + column
                + " is null";
    }

    /**
     * The operations with what is numbered within a reference after what fills that reference.
     *
     * @param schema the schema afterwards
     */
    static List<Operation> referencesFirst(List<Operation> operations, DatabaseSchema schema) {
        List<Operation> ordered = new ArrayList<>(operations);
        for (Operation operation : operations) {
            MappedColumn column = required(operation);
            Table table = column == null ? null : schema.tables().get(column.table());
            List<String> others = table == null || column == null || isReference(table, column.column())
                    ? List.of()
                    : othersOfKey(table, column.column());
            int last = -1;
            for (int i = others.isEmpty() ? ordered.size() : ordered.indexOf(operation); i < ordered.size(); i++) {
                MappedColumn other = required(ordered.get(i));
                boolean before = table != null
                        && other != null
                        && other.table().equals(table.name())
                        && others.contains(other.column())
                        && isReference(table, other.column());
                last = before ? i : last;
            }
            if (last >= 0) {
                ordered.add(last + 1, operation);
                ordered.remove(operation);
            }
        }
        return ordered;
    }

    private static boolean isReference(Table table, String column) {
        return table.constraints(ForeignKey.class).anyMatch(key -> key.columns().contains(column));
    }

    private static @Nullable MappedColumn required(Operation operation) {
        if (operation instanceof AddColumn add && !add.column().nullable()) {
            return new MappedColumn(add.table(), add.column().name());
        }
        return operation instanceof ChangeNullability change && !change.nullable()
                ? new MappedColumn(change.table(), change.column())
                : null;
    }

    /**
     * The other columns of the primary key: an index of a list, whose owner is the rest of the key, counts from 0 for each
     * owner.
     */
    private static List<String> othersOfKey(Table table, String column) {
        return table.primaryKey().map(Constraint.PrimaryKey::columns).stream()
                .filter(columns -> columns.contains(column))
                .flatMap(List::stream)
                .filter(other -> !other.equals(column))
                .toList();
    }

    /** The least number that a check such as {@code n > 0} or {@code n between 1 and 9} allows. */
    private static Optional<String> bound(Table table, String column) {
        Pattern least = Pattern.compile("(?is)\\(*\"?" + Pattern.quote(column)
                + "\"?\\s*(>=?|between)\\s*\\(?'?(-?\\d{1,9}(?:\\.\\d+)?)(?![\\w.]).*");
        return table.constraints(Constraint.Check.class)
                .map(check -> least.matcher(check.expression()))
                .filter(Matcher::matches)
                .map(match -> new BigDecimal(match.group(2))
                        .add(match.group(1).equals(">") ? BigDecimal.ONE : BigDecimal.ZERO)
                        .toPlainString())
                .findFirst();
    }

    /** The number of a row as a value that differs in each. */
    private static Optional<String> number(ColumnType type) {
        String name = type instanceof ColumnType.BuiltIn builtIn ? builtIn.name() : "";
        return switch (name) {
            case "smallint", "integer", "bigint", "numeric", "real", "double precision" -> Optional.of(NUMBER);
            case "text", "character varying" -> Optional.of("cast(" + NUMBER + " as varchar)");
            default -> Optional.empty();
        };
    }

    /** Whether no two rows may have the same value. */
    static boolean isKey(Column column, Table table) {
        return keys(table).anyMatch(List.of(column.name())::equals);
    }

    /** Whether no two rows may have the same value, alone or together with others. */
    private static boolean isInKey(Column column, Table table) {
        return keys(table).anyMatch(columns -> columns.contains(column.name()));
    }

    private static Stream<List<String>> keys(Table table) {
        return Stream.concat(
                table.primaryKey().map(Constraint.PrimaryKey::columns).stream(),
                table.constraints(Constraint.Unique.class).map(Constraint.Unique::columns));
    }

    private static String placeholder(ColumnType type, Table table, String column, DatabaseSchema schema) {
        if (type instanceof ColumnType.Array) {
            return "'{}'";
        }
        if (type instanceof ColumnType.UserDefined user) {
            EnumType known = schema.enums().get(schema.resolve(user.name()));
            return known == null || known.labels().isEmpty()
                    ? "null"
                    : "'" + known.labels().get(0).replace("'", "''") + "'";
        }
        List<String> allowed = Stream.of(
                        AllowedValues.of(table, column),
                        AllowedValues.numbers(table, column),
                        bound(table, column).stream().toList())
                .filter(values -> !values.isEmpty())
                .findFirst()
                .orElse(List.of());
        return allowed.isEmpty() ? VALUES.getOrDefault(((ColumnType.BuiltIn) type).name(), "0") : allowed.get(0);
    }
}
