package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.diff.AllowedValues;
import com.levymaster.migrate.operation.ColumnOperation.ChangeType.Shape;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.EnumType;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.sql.SqlTokens;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Queries for the rows that a new rule refuses. There is none where every row is known to fit: the rule is about new columns, or
 * the table already has one that is as strict.
 */
record ViolatingRows(Dialect dialect, DatabaseSchema before, DatabaseSchema after) {

    private static final Map<String, String> RANGES = Map.of(
            "smallint", "-32768 and 32767",
            "integer", "-2147483648 and 2147483647",
            "bigint", "-9223372036854775808 and 9223372036854775807");

    /** The greatest whole number up to which each is exact. */
    private static final Map<String, String> EXACT_UP_TO =
            Map.of("real", "16777216", "double precision", "9007199254740992");

    private static final String WHOLE = "^\\s*[-+]?\\d+\\s*$";

    private static final Set<String> FRACTIONS = Set.of("numeric", "real", "double precision");

    private static final Set<String> TIMES = Set.of(
            "time without time zone", "time with time zone", "timestamp without time zone", "timestamp with time zone");

    private static final String NUMBER = "^\\s*[-+]?(\\d+\\.?\\d*|\\.\\d+)(e[-+]?\\d+)?\\s*$";

    /** The texts that PostgreSQL reads as a value of the type, as regular expressions. */
    private static final Map<String, String> FORMS = Map.of(
            "numeric", "(?i)" + NUMBER,
            "real", "(?i)" + NUMBER,
            "double precision", "(?i)" + NUMBER,
            "uuid", "(?i)^[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}$",
            "boolean", "(?i)^\\s*(t|tr|tru|true|y|ye|yes|on|1|f|fa|fal|fals|false|n|no|of|off|0)\\s*$");

    Optional<String> of(ObjectName tableName, Constraint constraint) {
        Table table = before.tables().get(tableName);
        if (table == null) {
            return Optional.empty();
        }
        if (constraint instanceof Constraint.Unique unique) {
            return duplicates(table, unique.columns(), null, unique.nullsNotDistinct());
        }
        if (constraint instanceof Constraint.PrimaryKey key) {
            return duplicates(table, key.columns(), null, true);
        }
        if (constraint instanceof ForeignKey key) {
            return orphans(table, key);
        }
        return constraint instanceof Constraint.Check check ? violations(table, check) : Optional.empty();
    }

    Optional<String> of(ObjectName tableName, Index index) {
        Table table = before.tables().get(tableName);
        boolean plain = index.keys().stream().allMatch(key -> key.column() != null);
        return table == null || !index.unique() || !plain
                ? Optional.empty()
                : duplicates(
                        table,
                        index.keys().stream()
                                .map(Index.Key::column)
                                .filter(Objects::nonNull)
                                .toList(),
                        index.where(),
                        index.nullsNotDistinct());
    }

    /** Rows with values that the narrower type cannot hold; none where no simple condition finds them. */
    Optional<String> of(ObjectName table, String column, Shape from, Shape to) {
        String name = dialect.quote(column);
        EnumType labels = enumType(to.type());
        if (labels != null && from.type().isCharacterType()) {
            String listed = labels.labels().stream().map(dialect::literal).collect(Collectors.joining(", "));
            return Optional.of("select * from " + quote(table) + " where " + name + " not in (" + listed + ")");
        }
        String condition = condition(name, from.type(), to.type());
        return Optional.ofNullable(condition).map(sql -> "select * from " + quote(table) + " where " + sql);
    }

    private @Nullable String condition(String name, ColumnType from, ColumnType to) {
        if (from instanceof ColumnType.Array one && to instanceof ColumnType.Array other) {
            String element = condition("e.v", one.element(), other.element());
            return element == null ? null : "exists (select from unnest(" + name + ") as e(v) where " + element + ")";
        }
        if (!(to instanceof ColumnType.BuiltIn target) || !(from instanceof ColumnType.BuiltIn source)) {
            return null;
        }
        if (target.isCharacterType()
                && source.isCharacterType()
                && !target.modifiers().isEmpty()) {
            return "char_length(" + name + ") > " + target.modifiers().get(0);
        }
        if (TIMES.contains(source.name()) && source.name().equals(target.name())) {
            return name + " <> " + name + "::" + target.display();
        }
        if (source.isCharacterType() && RANGES.containsKey(target.name())) {
            return "case when " + name + " ~ " + dialect.literal(WHOLE) + " then " + name + "::numeric not between "
                    + RANGES.get(target.name()) + " else " + name + " is not null end";
        }
        return source.isCharacterType() && FORMS.containsKey(target.name())
                ? name + " !~ " + dialect.literal(FORMS.get(target.name()))
                : ofNumbers(name, source, target);
    }

    private static @Nullable String ofNumbers(String name, ColumnType.BuiltIn source, ColumnType.BuiltIn target) {
        boolean fraction = FRACTIONS.contains(source.name());
        if (RANGES.containsKey(target.name()) && source.isInteger()) {
            return name + " not between " + RANGES.get(target.name());
        }
        if (target.name().equals("numeric")
                && source.name().equals("numeric")
                && target.modifiers().size() == 2) {
            int scale = Integer.parseInt(target.modifiers().get(1));
            int whole = Integer.parseInt(target.modifiers().get(0)) - scale;
            return name + " <> round(" + name + ", " + scale + ") or abs(round(" + name + ", " + scale + ")) >= 1e"
                    + whole;
        }
        if (RANGES.containsKey(target.name()) && fraction) {
            return name + " <> trunc(" + name + ") or " + name + " not between " + RANGES.get(target.name());
        }
        if (EXACT_UP_TO.containsKey(target.name()) && source.isInteger()) {
            return "abs(" + name + "::numeric) > " + EXACT_UP_TO.get(target.name());
        }
        if (EXACT_UP_TO.containsKey(target.name()) && source.name().equals("numeric")) {
            return name + " <> " + name + "::" + target.display() + "::text::numeric";
        }
        // a number beyond the range would make the query fail
        return target.name().equals("real") && fraction
                ? "case when abs(" + name + ") <= 3.4e38 then " + name + " <> " + name + "::real else " + name
                        + " is not null end"
                : null;
    }

    /** Rows that become equal in a unique constraint, primary key or unique index when one value becomes another; by its name. */
    Map<String, String> collisions(ObjectName tableName, String column, String value, String next) {
        Table table = before.tables().get(tableName);
        Table target = after.tables().get(tableName);
        Map<String, String> queries = new TreeMap<>();
        if (table == null || target == null) {
            return queries;
        }
        target.constraints(Constraint.Unique.class)
                .forEach(unique -> collision(table, unique.columns(), column, value, next)
                        .ifPresent(query -> queries.put(unique.name(), query)));
        target.primaryKey()
                .ifPresent(key -> collision(table, key.columns(), column, value, next)
                        .ifPresent(query -> queries.put(key.name(), query)));
        target.indexes().values().stream()
                .filter(index -> index.unique()
                        && index.where() == null
                        && index.keys().stream().allMatch(key -> key.column() != null))
                .forEach(index -> collision(
                                table,
                                index.keys().stream()
                                        .map(Index.Key::column)
                                        .filter(Objects::nonNull)
                                        .toList(),
                                column,
                                value,
                                next)
                        .ifPresent(query -> queries.put(index.name(), query)));
        return queries;
    }

    private Optional<String> collision(Table table, List<String> columns, String column, String value, String next) {
        if (!columns.contains(column) || !present(table, columns)) {
            return Optional.empty();
        }
        List<String> others =
                columns.stream().filter(other -> !other.equals(column)).toList();
        String stated = others.stream()
                .map(other -> " and " + dialect.quote(other) + " is not null")
                .collect(Collectors.joining());
        return Optional.of("select " + (others.isEmpty() ? "" : quoted(others) + ", ") + "count(*) from "
                + quote(table.name()) + " where " + dialect.quote(column) + " in (" + value + ", " + next + ")" + stated
                + (others.isEmpty() ? "" : " group by " + quoted(others)) + " having count(*) > 1");
    }

    /** Rows of a column with a new type whose values, as they are, are not among those that a check lists. */
    Optional<String> unlisted(ObjectName tableName, Constraint.Check check) {
        Table table = before.tables().get(tableName);
        if (table == null) {
            return Optional.empty();
        }
        for (Column column : table.columns()) {
            Table alone = table.withConstraints(List.of(check));
            List<String> allowed = AllowedValues.of(alone, column.name());
            EnumType labels = enumType(column.type());
            boolean fit = labels != null
                    && allowed.containsAll(
                            labels.labels().stream().map(dialect::literal).toList());
            if (!allowed.isEmpty() && isRetyped(table, column.name()) && !fit) {
                return Optional.of("select * from " + quote(tableName) + " where " + dialect.quote(column.name())
                        + "::text not in (" + String.join(", ", allowed) + ")");
            }
        }
        return Optional.empty();
    }

    private Optional<String> duplicates(Table table, List<String> columns, @Nullable String where, boolean nullsEqual) {
        if (!present(table, columns) || isUnique(table, columns)) {
            return Optional.empty();
        }
        String names = quoted(columns);
        List<String> conditions = Stream.concat(
                        where == null ? Stream.empty() : Stream.of("(" + where + ")"),
                        nullsEqual ? Stream.empty() : columns.stream().map(c -> dialect.quote(c) + " is not null"))
                .toList();
        return Optional.of("select " + names + ", count(*) from " + quote(table.name())
                + (conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions))
                + " group by " + names + " having count(*) > 1");
    }

    private static boolean isUnique(Table table, List<String> columns) {
        Stream<List<String>> keys = Stream.concat(
                table.primaryKey().map(Constraint.PrimaryKey::columns).stream(),
                table.constraints(Constraint.Unique.class).map(Constraint.Unique::columns));
        Stream<List<String>> indexes = table.indexes().values().stream()
                .filter(index -> index.unique() && index.where() == null)
                .filter(index -> index.keys().stream().allMatch(key -> key.column() != null))
                .map(index -> index.keys().stream()
                        .map(Index.Key::column)
                        .filter(Objects::nonNull)
                        .toList());
        return Stream.concat(keys, indexes).anyMatch(columns::containsAll);
    }

    private Optional<String> orphans(Table table, ForeignKey key) {
        boolean known = table.constraints(ForeignKey.class)
                .anyMatch(other -> other.columns().equals(key.columns())
                        && other.referencedTable().equals(key.referencedTable()));
        if (known || !present(table, key.columns())) {
            return Optional.empty();
        }
        StringBuilder join = new StringBuilder();
        StringBuilder stated = new StringBuilder();
        for (int i = 0; i < key.columns().size(); i++) {
            String column = "a." + dialect.quote(key.columns().get(i));
            stated.append(column).append(" is not null and ");
            join.append(i == 0 ? "" : " and ")
                    .append("b.")
                    .append(dialect.quote(key.referencedColumns().get(i)))
                    .append(" = ")
                    .append(column);
        }
        return Optional.of("select * from " + quote(table.name()) + " a where " + stated + "not exists (select from "
                + quote(key.referencedTable()) + " b where " + join + ")");
    }

    /** Whether all values are among those that an enum, or a check that lists them, allows. */
    boolean alwaysFit(ObjectName name, String column, ColumnType from, ColumnType to) {
        EnumType former = enumType(from);
        EnumType labels = enumType(to);
        Table table = before.tables().get(name);
        if (former != null && to.isCharacterType() && to instanceof ColumnType.BuiltIn text) {
            int length = text.modifiers().isEmpty()
                    ? Integer.MAX_VALUE
                    : Integer.parseInt(text.modifiers().get(0));
            return former.labels().stream().allMatch(label -> label.length() <= length);
        }
        List<String> allowed = table == null ? List.of() : AllowedValues.of(table, column);
        return labels != null
                && from.isCharacterType()
                && !allowed.isEmpty()
                && labels.labels().stream().map(dialect::literal).toList().containsAll(allowed);
    }

    private @Nullable EnumType enumType(ColumnType type) {
        return type instanceof ColumnType.UserDefined user
                ? after.enums().getOrDefault(user.name(), before.enums().get(user.name()))
                : null;
    }

    /** Whether the column has another type afterwards, so that no query can ask for its new values. */
    private boolean isRetyped(Table table, String column) {
        Table target = after.tables().get(table.name());
        ColumnType type = table.column(column).map(Column::type).orElse(null);
        return target != null
                && target.column(column)
                        .filter(other -> !other.type().equals(type))
                        .filter(other -> !(other.type().isCharacterType() && type != null && type.isCharacterType()))
                        .isPresent();
    }

    private Optional<String> violations(Table table, Constraint.Check check) {
        HashSet<String> words = new HashSet<>();
        SqlTokens.flat(check.expression()).tokens().forEach(token -> words.add(token.text()));
        List<String> columns = table.columns().stream()
                .map(Column::name)
                .filter(name -> words.contains(name) || words.contains(dialect.quote(name)))
                .toList();
        boolean known = table.constraints(Constraint.Check.class)
                .anyMatch(other -> other.expression().equals(check.expression()) || isWider(other, check, columns));
        return known || columns.isEmpty() || columns.stream().anyMatch(column -> isRetyped(table, column))
                ? Optional.empty()
                : Optional.of("select * from " + quote(table.name()) + " where not (" + check.expression() + ")");
    }

    /** Whether a list of values, or a range of ordinals, only grows. */
    private static boolean isWider(Constraint.Check old, Constraint.Check next, List<String> columns) {
        if (columns.size() != 1) {
            return false;
        }
        List<String> values = EnumLabels.values(old, columns.get(0));
        List<String> more = EnumLabels.values(next, columns.get(0));
        return !values.isEmpty() && more.containsAll(values);
    }

    private static boolean present(Table table, List<String> columns) {
        return columns.stream().allMatch(column -> table.column(column).isPresent());
    }

    private String quoted(List<String> columns) {
        return columns.stream().map(dialect::quote).collect(Collectors.joining(", "));
    }

    private String quote(ObjectName name) {
        return (name.schema() == null ? "" : dialect.quote(name.schema()) + ".") + dialect.quote(name.name());
    }
}
