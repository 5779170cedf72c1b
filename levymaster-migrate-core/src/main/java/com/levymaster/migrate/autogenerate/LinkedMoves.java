package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Moves columns between tables that a key links: secondary tables, embeddables that become entities, join tables that become
 * foreign keys, and collections of values that become entities; each also the other way round.
 *
 * @param unclear receives for a table why its rows do not go along
 */
record LinkedMoves(PlaceChange change, Map<ObjectName, String> unclear) {

    List<RowMove> moves() {
        List<RowMove> moves = new ArrayList<>();
        for (Table into : change.entering()) {
            Stream.of(beside(into), joinTable(into), elements(into), above(into))
                    .filter(found -> !found.isEmpty())
                    .findFirst()
                    .ifPresent(moves::addAll);
        }
        for (Table into : change.after().tables().values()) {
            if (!change.entering(into).isEmpty()) {
                moves.addAll(values(into));
                moves.addAll(references(into));
            }
        }
        return moves;
    }

    /** A new table with a part of the columns of another: its key refers to the other, or the other refers to it. */
    private List<RowMove> beside(Table into) {
        List<String> key = PlaceChange.key(into);
        for (Table from : change.losing()) {
            List<String> moved = shared(from, into, key);
            Table referring = change.after(from.name()).orElse(from);
            Optional<ForeignKey> link = referring
                    .constraints(ForeignKey.class)
                    .filter(reference -> reference.referencedTable().equals(into.name())
                            && change.entering(referring).stream()
                                    .map(Column::name)
                                    .toList()
                                    .containsAll(reference.columns()))
                    .findFirst();
            boolean below = PlaceChange.reference(into, key, from.name()).isPresent();
            boolean complete = into.columns().stream()
                    .allMatch(column -> key.contains(column.name())
                            || moved.contains(column.name())
                            || !PlaceChange.isRequired(column));
            if (moved.isEmpty() || !complete || !below && link.isEmpty() || !sameKey(from, into)) {
                continue;
            }
            String stated = moved.stream()
                    .map(column -> change.dialect().quote(column) + " is not null")
                    .collect(Collectors.joining(" or "));
            RowMove rows = copy(from, into, key, moved, stated);
            return below
                    ? List.of(rows)
                    : List.of(
                            rows,
                            change.update(
                                    from.name(),
                                    link.orElseThrow().columns(),
                                    PlaceChange.key(from).stream()
                                            .map(change.dialect()::quote)
                                            .toList(),
                                    Set.of(),
                                    stated));
        }
        return List.of();
    }

    /** A new table to which the keys of others refer that have its columns until now, such as that of a supertype. */
    private List<RowMove> above(Table into) {
        List<RowMove> moves = new ArrayList<>();
        for (Table from : change.losing()) {
            Table below = change.after(from.name()).orElse(null);
            List<String> key = PlaceChange.key(into);
            List<String> moved = shared(from, into, key);
            boolean complete = into.columns().stream()
                    .allMatch(column -> key.contains(column.name())
                            || moved.contains(column.name())
                            || !PlaceChange.isRequired(column));
            if (below != null
                    && complete
                    && !moved.isEmpty()
                    && PlaceChange.reference(below, PlaceChange.key(below), into.name())
                            .isPresent()) {
                moves.add(copy(from, into, key, moved, ""));
            }
        }
        return moves;
    }

    /** The row of the other table has the same key. */
    private RowMove copy(Table from, Table into, List<String> key, List<String> moved, String condition) {
        List<String> columns = Stream.concat(key.stream(), moved.stream()).toList();
        List<String> values = Stream.concat(PlaceChange.key(from).stream(), moved.stream())
                .map(change.dialect()::quote)
                .toList();
        return change.insert(into, columns, values, change.quote(from.name()), Set.of(from.name()), condition);
    }

    /** A new table of pairs, where one table had a foreign key to the other. */
    private List<RowMove> joinTable(Table into) {
        List<ForeignKey> ends = into.constraints(ForeignKey.class).toList();
        boolean pairs = ends.size() == 2
                && into.columns().stream()
                        .allMatch(column -> !PlaceChange.isRequired(column)
                                || ends.stream().anyMatch(end -> end.columns().contains(column.name())));
        if (!pairs) {
            return List.of();
        }
        for (Table from : change.losing()) {
            for (ForeignKey lost : lostReferences(from)) {
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
                    List<String> values = Stream.concat(one.referencedColumns().stream(), lost.columns().stream())
                            .map(change.dialect()::quote)
                            .toList();
                    List<String> columns = Stream.concat(one.columns().stream(), other.columns().stream())
                            .toList();
                    String stated = lost.columns().stream()
                            .map(column -> change.dialect().quote(column) + " is not null")
                            .collect(Collectors.joining(" and "));
                    return List.of(change.insert(
                            into, columns, values, change.quote(from.name()), Set.of(from.name()), stated));
                }
            }
        }
        return List.of();
    }

    private List<ForeignKey> lostReferences(Table from) {
        List<String> leaving =
                change.leaving(from).stream().map(Column::name).toList();
        return change.leaves(from.name())
                ? List.of()
                : from.constraints(ForeignKey.class)
                        .filter(key -> leaving.containsAll(key.columns()))
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
                            && PlaceChange.reference(from, owner.columns(), owner.referencedTable())
                                    .isPresent());
            boolean whole = holds(from, names) || holds(into, names);
            List<Column> generated = into.columns().stream()
                    .filter(column -> !names.contains(column.name()) && PlaceChange.isRequired(column))
                    .toList();
            boolean complete = generated.stream()
                    .allMatch(column -> PlaceChange.key(into).equals(List.of(column.name()))
                            && change.nextKey(into, column) != null);
            if (change.leaves(from.name()) && sameOwner && whole && complete) {
                String required = columns.stream()
                        .filter(column -> !column.nullable()
                                && from.column(column.name())
                                        .map(Column::nullable)
                                        .orElse(false))
                        .map(column -> change.dialect().quote(column.name()) + " is not null")
                        .collect(Collectors.joining(" and "));
                List<String> targets = new ArrayList<>(names);
                List<String> values = new ArrayList<>(
                        names.stream().map(change.dialect()::quote).toList());
                for (Column column : generated) {
                    targets.add(column.name());
                    values.add(String.valueOf(change.nextKey(into, column)));
                }
                return List.of(change.insert(
                        into, targets, values, change.quote(from.name()), Set.of(from.name()), required));
            }
        }
        return List.of();
    }

    /** Whether the columns are all of the table but its generated key. */
    private static boolean holds(Table table, List<String> columns) {
        return table.columns().stream()
                .allMatch(column -> columns.contains(column.name())
                        || PlaceChange.key(table).equals(List.of(column.name())));
    }

    /** New columns of a table, with the values of another table that a unique key links to it. */
    private List<RowMove> values(Table into) {
        Table present = change.before(into.name()).orElse(into);
        List<RowMove> moves = new ArrayList<>();
        for (Table from : change.losing()) {
            List<String> moved = change.entering(into).stream()
                    .filter(column -> change.leaving(from).stream()
                            .anyMatch(old -> old.name().equals(column.name()) && PlaceChange.takes(column, old)))
                    .map(Column::name)
                    .toList();
            if (from.name().equals(into.name()) || moved.isEmpty()) {
                continue;
            }
            link(present, from).ifPresent(condition -> moves.add(update(into, moved, from, moved, condition)));
        }
        return moves;
    }

    private RowMove update(Table into, List<String> columns, Table from, List<String> values, String condition) {
        List<String> qualified = values.stream()
                .map(column -> change.quote(from.name(), column))
                .toList();
        return change.update(into.name(), columns, qualified, Set.of(from.name()), condition);
    }

    /** The condition under which rows belong together, where at most one row of the other table belongs to each. */
    private Optional<String> link(Table into, Table from) {
        List<String> conditions = new ArrayList<>();
        into.constraints(ForeignKey.class)
                .filter(key -> key.referencedTable().equals(from.name()))
                .forEach(key -> conditions.add(
                        change.join(into.name(), key.columns(), from.name(), key.referencedColumns())));
        from.constraints(ForeignKey.class)
                .filter(key -> key.referencedTable().equals(into.name()))
                .filter(key -> PlaceChange.isUnique(from, key.columns()))
                .forEach(key -> conditions.add(
                        change.join(from.name(), key.columns(), into.name(), key.referencedColumns())));
        boolean several = from.constraints(ForeignKey.class)
                .anyMatch(key -> key.referencedTable().equals(into.name())
                        && !PlaceChange.isUnique(from, key.columns()));
        if (conditions.size() != 1 && (several || !conditions.isEmpty())) {
            unclear.put(from.name(), "which of them belongs to which row of " + into.name() + " is not unique");
        }
        return conditions.size() == 1 ? Optional.of(conditions.get(0)) : Optional.empty();
    }

    /** New foreign keys of a table, from a table of pairs, or from another foreign key to the same table. */
    private List<RowMove> references(Table into) {
        List<String> entering =
                change.entering(into).stream().map(Column::name).toList();
        List<RowMove> moves = new ArrayList<>();
        into.constraints(ForeignKey.class)
                .filter(key -> entering.containsAll(key.columns()))
                .forEach(key -> {
                    fromPairs(into, key).ifPresent(moves::add);
                    fromOtherKey(into, key).ifPresent(moves::add);
                });
        return moves;
    }

    private Optional<RowMove> fromPairs(Table into, ForeignKey key) {
        List<RowMove> found = new ArrayList<>();
        for (Table pairs : change.losing()) {
            List<ForeignKey> ends = pairs.constraints(ForeignKey.class).toList();
            if (!change.leaves(pairs.name()) || ends.size() != 2 || !isCovered(pairs, ends)) {
                continue;
            }
            for (int i = 0; i < 2; i++) {
                ForeignKey one = ends.get(i);
                ForeignKey other = ends.get(1 - i);
                boolean fits = one.referencedTable().equals(into.name())
                        && other.referencedTable().equals(key.referencedTable())
                        && other.referencedColumns().equals(key.referencedColumns());
                boolean self = one.referencedTable().equals(other.referencedTable());
                if (fits && PlaceChange.isUnique(pairs, one.columns())
                        && !(self && PlaceChange.isUnique(pairs, other.columns()))) {
                    String join = change.join(pairs.name(), one.columns(), into.name(), one.referencedColumns());
                    found.add(update(into, key.columns(), pairs, other.columns(), join));
                } else if (fits) {
                    unclear.putIfAbsent(
                            pairs.name(), "several of them may belong to one row of " + into.name());
                }
            }
        }
        found.forEach(move -> unclear.keySet().removeAll(move.tables()));
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    private static boolean isCovered(Table pairs, List<ForeignKey> ends) {
        return pairs.columns().stream()
                .allMatch(column -> ends.stream().anyMatch(end -> end.columns().contains(column.name())));
    }

    /** A reference to the same row by another key of it. */
    private Optional<RowMove> fromOtherKey(Table into, ForeignKey key) {
        Table present = change.before(into.name()).orElse(into);
        List<ForeignKey> lost = lostReferences(present).stream()
                .filter(old -> old.referencedTable().equals(key.referencedTable())
                        && !old.referencedColumns().equals(key.referencedColumns())
                        && change.after(key.referencedTable())
                                .filter(table -> old.referencedColumns().stream()
                                        .allMatch(column -> table.column(column).isPresent()))
                                .isPresent())
                .toList();
        Table referenced = change.before(key.referencedTable()).orElse(null);
        if (lost.size() != 1 || referenced == null || referenced.name().equals(into.name())) {
            return Optional.empty();
        }
        String join = change.join(
                into.name(), lost.get(0).columns(), referenced.name(), lost.get(0).referencedColumns());
        return Optional.of(update(into, key.columns(), referenced, key.referencedColumns(), join));
    }

    private boolean sameKey(Table from, Table into) {
        List<String> one = PlaceChange.key(from);
        List<String> other = PlaceChange.key(into);
        boolean same = !one.isEmpty() && one.size() == other.size();
        for (int i = 0; same && i < one.size(); i++) {
            Column key = into.column(other.get(i)).orElseThrow();
            same = from.column(one.get(i))
                    .filter(column -> column.type().equals(key.type()))
                    .isPresent();
        }
        return same;
    }

    private List<String> shared(Table from, Table into, List<String> key) {
        List<Column> leaving = change.leaving(from);
        return into.columns().stream()
                .filter(column -> !key.contains(column.name())
                        && leaving.stream()
                                .anyMatch(old -> old.name().equals(column.name())
                                        && PlaceChange.takes(column, old)))
                .map(Column::name)
                .toList();
    }
}
