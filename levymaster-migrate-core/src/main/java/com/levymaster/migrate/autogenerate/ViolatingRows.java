package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.operation.ColumnOperation.ChangeType.Shape;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.DatabaseSchema;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Queries for the rows that a new rule refuses. There is none where every row is known to fit: the rule is about new columns, or
 * the table already has one that is as strict.
 */
record ViolatingRows(Dialect dialect, DatabaseSchema before) {

    private static final Map<String, String> RANGES = Map.of(
            "smallint", "-32768 and 32767",
            "integer", "-2147483648 and 2147483647",
            "bigint", "-9223372036854775808 and 9223372036854775807");

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
        if (!(to.type() instanceof ColumnType.BuiltIn target) || !(from.type() instanceof ColumnType.BuiltIn source)) {
            return Optional.empty();
        }
        String condition = null;
        if (target.isCharacterType()
                && source.isCharacterType()
                && !target.modifiers().isEmpty()) {
            condition = "char_length(" + name + ") > " + target.modifiers().get(0);
        } else if (RANGES.containsKey(target.name()) && source.isInteger()) {
            condition = name + " not between " + RANGES.get(target.name());
        } else if (target.name().equals("numeric")
                && source.name().equals("numeric")
                && target.modifiers().size() == 2) {
            int scale = Integer.parseInt(target.modifiers().get(1));
            int whole = Integer.parseInt(target.modifiers().get(0)) - scale;
            condition = name + " <> round(" + name + ", " + scale + ") or abs(round(" + name + ", " + scale + ")) >= 1e"
                    + whole;
        }
        return Optional.ofNullable(condition).map(sql -> "select * from " + quote(table) + " where " + sql);
    }

    private Optional<String> duplicates(
            Table table, List<String> columns, @org.jspecify.annotations.Nullable String where, boolean nullsEqual) {
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

    private Optional<String> violations(Table table, Constraint.Check check) {
        HashSet<String> words = new HashSet<>();
        SqlTokens.flat(check.expression()).tokens().forEach(token -> words.add(token.text()));
        List<String> columns = table.columns().stream()
                .map(Column::name)
                .filter(name -> words.contains(name) || words.contains(dialect.quote(name)))
                .toList();
        boolean known = table.constraints(Constraint.Check.class)
                .anyMatch(other -> other.expression().equals(check.expression()) || isWider(other, check, columns));
        return known || columns.isEmpty()
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
