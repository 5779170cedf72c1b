package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.autogenerate.RowMove.Kind;
import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.diff.MappedColumn;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.schema.TypeCompatibility;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The tables before and after a revision, or before and after its downgrade.
 *
 * @param unmapped tables that no entity uses any more, although they are not dropped
 * @param counters the sequences that number rows, as the mapping declares
 * @param backwards whether this is the downgrade
 */
record PlaceChange(
        Dialect dialect,
        DatabaseSchema before,
        DatabaseSchema after,
        Set<ObjectName> unmapped,
        Map<ObjectName, Set<MappedColumn>> counters,
        boolean backwards) {

    Optional<Table> before(ObjectName name) {
        return Optional.ofNullable(before.tables().get(name));
    }

    Optional<Table> after(ObjectName name) {
        return Optional.ofNullable(after.tables().get(name));
    }

    /** The table as it is before the upgrade. */
    Table older(ObjectName name) {
        return (backwards ? after(name) : before(name)).orElseThrow();
    }

    /** Whether the entities stop using the table. */
    boolean leaves(ObjectName name) {
        return before.tables().containsKey(name)
                && (!after.tables().containsKey(name) || !backwards && unmapped.contains(name));
    }

    /** Whether the entities start to use the table. */
    boolean enters(ObjectName name) {
        return after.tables().containsKey(name)
                && (!before.tables().containsKey(name) || backwards && unmapped.contains(name));
    }

    List<Table> entering() {
        return after.tables().values().stream()
                .filter(table -> enters(table.name()))
                .toList();
    }

    /** Tables that lose columns, or that the entities stop using. */
    List<Table> losing() {
        return before.tables().values().stream()
                .filter(table -> !leaving(table).isEmpty())
                .toList();
    }

    List<Column> leaving(Table table) {
        if (leaves(table.name())) {
            return table.columns();
        }
        return missing(table, after(table.name()).orElse(table));
    }

    /** The columns that a table gains which is there before and after. */
    List<Column> entering(Table table) {
        return enters(table.name())
                ? List.of()
                : missing(table, before(table.name()).orElse(table));
    }

    private static List<Column> missing(Table one, Table other) {
        return one.columns().stream()
                .filter(column -> other.column(column.name()).isEmpty() && column.generated() == null)
                .toList();
    }

    /** Whether the column can take the values of the other without a loss. */
    static boolean takes(Column column, Column from) {
        return column.generated() == null && TypeCompatibility.isLossless(from.type(), column.type());
    }

    /** Whether a row needs a value of this column that nothing but the statement provides. */
    static boolean isRequired(Column column) {
        return !column.nullable()
                && column.defaultValue() == null
                && column.identity() == null
                && column.generated() == null;
    }

    /** The expression that yields a key for a new row; {@code null} if the application assigns it. */
    @Nullable
    String nextKey(Table table, Column column) {
        if (column.type().display().equals("uuid")) {
            return "gen_random_uuid()";
        }
        MappedColumn numbered = new MappedColumn(table.name(), column.name());
        return counters.entrySet().stream()
                .filter(counter -> counter.getValue().contains(numbered)
                        && after.sequences().containsKey(counter.getKey()))
                .map(counter -> "nextval(" + dialect.literal(quote(counter.getKey())) + ")")
                .findFirst()
                .orElse(null);
    }

    RowMove insert(
            Table into,
            List<String> columns,
            List<String> values,
            String from,
            Set<ObjectName> tables,
            String condition) {
        return insert(into, columns, values, Map.of(), from, tables, condition);
    }

    /** @param generated the expressions of columns that no other table has */
    RowMove insert(
            Table into,
            List<String> columns,
            List<String> values,
            Map<String, String> generated,
            String from,
            Set<ObjectName> tables,
            String condition) {
        boolean present = before.tables().containsKey(into.name()) && enters(into.name());
        boolean missingOnly = present && TableKeys.conflictKey(into, columns).isEmpty();
        List<String> targets = new ArrayList<>(columns);
        targets.addAll(generated.keySet());
        String select = "select " + String.join(", ", values);
        String suffix = present && !missingOnly ? upsert(into, columns) : "";
        if (missingOnly) {
            suffix = " except all select " + quoted(columns) + " from " + quote(into.name());
        }
        if (missingOnly && !generated.isEmpty()) {
            select = "select " + quoted(columns) + ", " + String.join(", ", generated.values()) + " from (" + select;
            suffix += ") as missing";
        } else if (!generated.isEmpty()) {
            select += ", " + String.join(", ", generated.values());
        }
        return new RowMove(
                Kind.INSERT,
                into.name(),
                tables,
                targets,
                "insert into " + quote(into.name()) + " (" + quoted(targets) + ") " + select + " from " + from,
                condition.isEmpty() ? List.of() : List.of(condition),
                suffix,
                "rows of " + names(tables) + " go along to " + into.name() + ": are these all?");
    }

    /** What is there already gets the newer values. */
    String upsert(Table into, List<String> columns) {
        List<String> key = TableKeys.conflictKey(into, columns);
        String set = columns.stream()
                .filter(column -> !key.contains(column))
                .map(column -> dialect.quote(column) + " = excluded." + dialect.quote(column))
                .collect(Collectors.joining(", "));
        return set.isEmpty() ? " on conflict do nothing" : " on conflict (" + quoted(key) + ") do update set " + set;
    }

    RowMove update(
            ObjectName table, List<String> columns, List<String> values, Set<ObjectName> from, String condition) {
        String source = from.stream().sorted().map(this::quote).collect(Collectors.joining(", "));
        String review = from.isEmpty()
                ? "is this right for all these rows of " + table + " that no later statement changes?"
                : "values of " + names(from) + " go along to " + table + ": are these all?";
        return update(table, columns, values, from, source, condition, review);
    }

    /** Of the rows that refer to one row of the table, it gets the smallest values. */
    RowMove updateFromOneOf(
            ObjectName table, List<String> columns, Table from, List<String> values, ForeignKey reference) {
        ObjectName chosen = ObjectName.of(table.name().equals("chosen") ? "smallest" : "chosen");
        String selected = quoted(Stream.concat(reference.columns().stream(), values.stream())
                .distinct()
                .toList());
        return update(
                table,
                columns,
                values.stream().map(value -> quote(chosen, value)).toList(),
                Set.of(from.name()),
                "(select distinct on (" + quoted(reference.columns()) + ") " + selected + " from " + quote(from.name())
                        + " order by " + selected + ") as " + quote(chosen),
                join(chosen, reference.columns(), table, reference.referencedColumns()),
                "several rows of " + from.name() + " may belong to one row of " + table + ", which gets the smallest "
                        + String.join(", ", values) + "; the others are lost");
    }

    private RowMove update(
            ObjectName table,
            List<String> columns,
            List<String> values,
            Set<ObjectName> from,
            String source,
            String condition,
            String review) {
        List<String> settings = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            settings.add(dialect.quote(columns.get(i)) + " = " + values.get(i));
        }
        return new RowMove(
                Kind.UPDATE,
                table,
                from,
                columns,
                "update " + quote(table) + " set " + String.join(", ", settings)
                        + (source.isEmpty() ? "" : " from " + source),
                condition.isEmpty() ? List.of() : List.of(condition),
                "",
                review);
    }

    RowMove delete(ObjectName table, Set<ObjectName> moved, String condition) {
        return new RowMove(
                Kind.DELETE,
                table,
                moved,
                List.of(),
                "delete from " + quote(table),
                List.of(condition),
                "",
                "these rows of " + table + " have been moved by the statements above");
    }

    static boolean complete(Table into, List<String> columns) {
        return into.columns().stream().allMatch(column -> columns.contains(column.name()) || !isRequired(column));
    }

    /** The row of the other table has the same key. */
    RowMove copy(Table from, Table into, List<String> key, List<String> fromKey, List<String> moved, String condition) {
        List<String> columns = Stream.concat(key.stream(), moved.stream()).toList();
        List<String> values = Stream.concat(fromKey.stream(), moved.stream())
                .map(dialect::quote)
                .toList();
        return insert(into, columns, values, quote(from.name()), Set.of(from.name()), condition);
    }

    String stated(List<String> columns, String conjunction) {
        return columns.stream()
                .map(column -> dialect.quote(column) + " is not null")
                .collect(Collectors.joining(conjunction));
    }

    List<ForeignKey> lostReferences(Table from) {
        List<String> leaving = leaving(from).stream().map(Column::name).toList();
        return leaves(from.name())
                ? List.of()
                : from.constraints(ForeignKey.class)
                        .filter(key -> leaving.containsAll(key.columns()))
                        .toList();
    }

    List<String> shared(Table from, Table into, List<String> key) {
        List<Column> leaving = leaving(from);
        return into.columns().stream()
                .filter(column -> !key.contains(column.name())
                        && leaving.stream().anyMatch(old -> old.name().equals(column.name()) && takes(column, old)))
                .map(Column::name)
                .toList();
    }

    private static String names(Set<ObjectName> tables) {
        return tables.stream().sorted().map(ObjectName::toString).collect(Collectors.joining(" and "));
    }

    /** {@code a.x = b.y and …}. */
    String join(ObjectName one, List<String> columns, ObjectName other, List<String> referenced) {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            String cast = cast(type(one, columns.get(i)), type(other, referenced.get(i)));
            pairs.add(quote(one, columns.get(i)) + cast + " = " + quote(other, referenced.get(i)));
        }
        return String.join(" and ", pairs);
    }

    /** The type at the time of the moves, when all that stays has its new type. */
    private @Nullable ColumnType type(ObjectName table, String column) {
        return after(table)
                .or(() -> before(table))
                .flatMap(found -> found.column(column))
                .map(Column::type)
                .orElse(null);
    }

    private static String cast(@Nullable ColumnType from, @Nullable ColumnType to) {
        return from == null || to == null || from.equals(to) || from.isInteger() && to.isInteger()
                ? ""
                : "::" + to.display();
    }

    String quoted(List<String> columns) {
        return columns.stream().map(dialect::quote).collect(Collectors.joining(", "));
    }

    String quote(ObjectName table, String column) {
        return quote(table) + "." + dialect.quote(column);
    }

    String quote(ObjectName name) {
        return (name.schema() == null ? "" : dialect.quote(name.schema()) + ".") + dialect.quote(name.name());
    }
}
