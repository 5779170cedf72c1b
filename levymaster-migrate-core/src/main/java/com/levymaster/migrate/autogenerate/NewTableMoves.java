package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Moves rows to tables that the entities begin to use: secondary tables, embeddables that become entities, join tables in place of
 * foreign keys, collections of values that become entities, the tables of supertypes; and the other way round.
 *
 * @param unclear receives for a table why its rows do not go along
 */
record NewTableMoves(PlaceChange change, Map<ObjectName, String> unclear) {

    List<RowMove> moves() {
        List<RowMove> moves = new ArrayList<>();
        for (Table into : change.entering()) {
            Stream.of(elsewhere(into), beside(into), joinTable(into), elements(into), above(into))
                    .filter(found -> !found.isEmpty())
                    .findFirst()
                    .ifPresent(moves::addAll);
        }
        return moves;
    }

    /** The same table in another schema. */
    private List<RowMove> elsewhere(Table into) {
        for (Table from : change.losing()) {
            List<String> moved = change.shared(from, into, List.of());
            if (change.leaves(from.name())
                    && from.name().name().equals(into.name().name())
                    && moved.containsAll(TableKeys.key(from))
                    && PlaceChange.complete(into, moved)) {
                return List.of(change.copy(from, into, List.of(), List.of(), moved, ""));
            }
        }
        return List.of();
    }

    /** A new table with a part of the columns of another: its key refers to the other, or the other refers to it. */
    private List<RowMove> beside(Table into) {
        List<String> key = TableKeys.key(into);
        for (Table from : change.losing()) {
            List<String> moved = change.shared(from, into, key);
            Table referring = change.after(from.name()).orElse(from);
            Optional<ForeignKey> link = referring
                    .constraints(ForeignKey.class)
                    .filter(reference -> reference.referencedTable().equals(into.name())
                            && change.entering(referring).stream()
                                    .map(Column::name)
                                    .toList()
                                    .containsAll(reference.columns()))
                    .findFirst();
            boolean below = TableKeys.reference(into, key, from.name()).isPresent();
            boolean complete = PlaceChange.complete(
                    into, Stream.concat(key.stream(), moved.stream()).toList());
            if (moved.isEmpty()
                    || !complete
                    || !below && !TableKeys.isSibling(from, into) && link.isEmpty()
                    || !sameKey(from, into)) {
                continue;
            }
            String stated = change.stated(moved, " or ");
            RowMove rows = change.copy(from, into, key, TableKeys.key(from), moved, stated);
            return below || link.isEmpty()
                    ? List.of(rows)
                    : List.of(
                            rows,
                            change.update(
                                    from.name(),
                                    link.orElseThrow().columns(),
                                    TableKeys.key(from).stream()
                                            .map(change.dialect()::quote)
                                            .toList(),
                                    Set.of(),
                                    stated));
        }
        return List.of();
    }

    private boolean sameKey(Table from, Table into) {
        Table present = change.after(from.name()).orElse(from);
        List<String> one = TableKeys.key(from);
        List<String> other = TableKeys.key(into);
        boolean same = !one.isEmpty() && one.size() == other.size();
        for (int i = 0; same && i < one.size(); i++) {
            Column key = into.column(other.get(i)).orElseThrow();
            same = present.column(one.get(i))
                    .filter(column -> column.type().equals(key.type()))
                    .isPresent();
        }
        return same;
    }

    /** A new table to which the keys of others refer that have its columns until now, such as that of a supertype. */
    private List<RowMove> above(Table into) {
        List<RowMove> moves = new ArrayList<>();
        for (Table from : change.losing()) {
            Table below = change.after(from.name()).orElse(null);
            List<String> key = TableKeys.key(into);
            List<String> moved = change.shared(from, into, key);
            boolean complete = PlaceChange.complete(
                    into, Stream.concat(key.stream(), moved.stream()).toList());
            if (below != null
                    && complete
                    && !moved.isEmpty()
                    && TableKeys.reference(below, TableKeys.key(below), into.name())
                            .isPresent()) {
                moves.add(change.copy(from, into, key, TableKeys.key(from), moved, ""));
            }
        }
        return moves;
    }

    /** A new table of pairs, where one table had a foreign key to the other. */
    private List<RowMove> joinTable(Table into) {
        List<ForeignKey> ends = into.constraints(ForeignKey.class).toList();
        if (ends.size() != 2) {
            return List.of();
        }
        for (Table from : change.losing()) {
            for (ForeignKey lost : change.lostReferences(from)) {
                for (int i = 0; i < 2; i++) {
                    ForeignKey one = ends.get(i);
                    ForeignKey other = ends.get(1 - i);
                    if (!one.referencedTable().equals(from.name())
                            || !other.referencedTable().equals(lost.referencedTable())) {
                        continue;
                    }
                    if (one.referencedTable().equals(other.referencedTable())) {
                        unclear.put(from.name(), "which column of " + into.name() + " is which is not known");
                        continue;
                    }
                    List<String> more = beside(into, from, ends);
                    List<String> columns = Stream.of(one.columns(), other.columns(), more)
                            .flatMap(List::stream)
                            .toList();
                    List<String> values = Stream.of(one.referencedColumns(), lost.columns(), more)
                            .flatMap(List::stream)
                            .map(change.dialect()::quote)
                            .toList();
                    if (!PlaceChange.complete(into, columns)) {
                        continue;
                    }
                    List<String> required = more.stream()
                            .filter(name ->
                                    PlaceChange.isRequired(into.column(name).orElseThrow()))
                            .toList();
                    return List.of(change.insert(
                            into,
                            columns,
                            values,
                            change.quote(from.name()),
                            Set.of(from.name()),
                            change.stated(
                                    Stream.concat(lost.columns().stream(), required.stream())
                                            .toList(),
                                    " and ")));
                }
            }
        }
        return List.of();
    }

    /** Columns beside the references of a table of pairs which the other table loses, such as the index of a list. */
    private List<String> beside(Table into, Table from, List<ForeignKey> ends) {
        return into.columns().stream()
                .filter(column -> ends.stream().noneMatch(end -> end.columns().contains(column.name()))
                        && change.leaving(from).stream()
                                .anyMatch(old -> old.name().equals(column.name()) && PlaceChange.takes(column, old)))
                .map(Column::name)
                .toList();
    }

    /** A table of values and the table of an entity with the same columns, which belong to rows of the same table. */
    private List<RowMove> elements(Table into) {
        for (Table from : change.losing()) {
            List<Column> columns = into.columns().stream()
                    .filter(column -> from.column(column.name())
                            .filter(present -> PlaceChange.takes(column, present))
                            .isPresent())
                    .toList();
            List<String> names = columns.stream().map(Column::name).toList();
            boolean sameOwner = into.constraints(ForeignKey.class)
                    .anyMatch(owner -> names.containsAll(owner.columns())
                            && columns.size() > owner.columns().size()
                            && TableKeys.reference(from, owner.columns(), owner.referencedTable())
                                    .isPresent());
            boolean whole = holds(from, names) || holds(into, names);
            List<Column> generated = into.columns().stream()
                    .filter(column -> !names.contains(column.name()) && PlaceChange.isRequired(column))
                    .toList();
            boolean complete = generated.stream()
                    .allMatch(column ->
                            TableKeys.key(into).equals(List.of(column.name())) && change.nextKey(into, column) != null);
            if (change.leaves(from.name()) && sameOwner && whole && complete) {
                List<String> required = columns.stream()
                        .filter(column -> !column.nullable()
                                && from.column(column.name())
                                        .map(Column::nullable)
                                        .orElse(false))
                        .map(Column::name)
                        .toList();
                Map<String, String> keys = new LinkedHashMap<>();
                generated.forEach(column -> keys.put(column.name(), String.valueOf(change.nextKey(into, column))));
                return List.of(change.insert(
                        into,
                        names,
                        columns.stream().map(column -> value(column, from)).toList(),
                        keys,
                        change.quote(from.name()),
                        Set.of(from.name()),
                        change.stated(required, " and ")));
            }
        }
        return List.of();
    }

    /** The value of a column of the same name, in the type of this one. */
    private String value(Column column, Table from) {
        boolean sameType = from.column(column.name()).orElseThrow().type().equals(column.type());
        return change.dialect().quote(column.name())
                + (sameType ? "" : "::" + column.type().display());
    }

    /** Whether the columns are all of the table but its generated key. */
    private static boolean holds(Table table, List<String> columns) {
        return table.columns().stream()
                .allMatch(column ->
                        columns.contains(column.name()) || TableKeys.key(table).equals(List.of(column.name())));
    }
}
