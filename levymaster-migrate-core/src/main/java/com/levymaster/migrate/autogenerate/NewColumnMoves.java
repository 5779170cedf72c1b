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
import java.util.stream.Stream;

/**
 * Moves values to new columns of tables: from a table that a unique key links to it, and into foreign keys in place of a join table
 * or of a foreign key to another column.
 *
 * @param unclear receives for a table why its rows do not go along
 */
record NewColumnMoves(PlaceChange change, Map<ObjectName, String> unclear) {

    List<RowMove> moves() {
        List<RowMove> moves = new ArrayList<>();
        for (Table into : change.after().tables().values()) {
            if (!change.entering(into).isEmpty()) {
                moves.addAll(values(into));
                moves.addAll(references(into));
            }
        }
        return moves;
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
            if (PlaceChange.isSibling(present, from)
                    && PlaceChange.complete(
                            into,
                            Stream.concat(PlaceChange.key(into).stream(), moved.stream())
                                    .toList())) {
                RowMove copy = change.copy(
                        from, into, PlaceChange.key(into), PlaceChange.key(from), moved, change.stated(moved, " or "));
                moves.add(copy.withSuffix(change.upsert(into, copy.columns())));
            } else {
                link(present, from).ifPresent(condition -> moves.add(update(into, moved, from, moved, condition)));
            }
        }
        return moves;
    }

    private RowMove update(Table into, List<String> columns, Table from, List<String> values, String condition) {
        List<String> qualified =
                values.stream().map(column -> change.quote(from.name(), column)).toList();
        return change.update(into.name(), columns, qualified, Set.of(from.name()), condition);
    }

    /** The condition under which rows belong together, where at most one row of the other table belongs to each. */
    private Optional<String> link(Table into, Table from) {
        List<String> conditions = new ArrayList<>();
        into.constraints(ForeignKey.class)
                .filter(key -> key.referencedTable().equals(from.name()))
                .forEach(key ->
                        conditions.add(change.join(into.name(), key.columns(), from.name(), key.referencedColumns())));
        from.constraints(ForeignKey.class)
                .filter(key -> key.referencedTable().equals(into.name()))
                .filter(key -> PlaceChange.isUnique(from, key.columns()))
                .forEach(key ->
                        conditions.add(change.join(from.name(), key.columns(), into.name(), key.referencedColumns())));
        boolean several = from.constraints(ForeignKey.class)
                .anyMatch(
                        key -> key.referencedTable().equals(into.name()) && !PlaceChange.isUnique(from, key.columns()));
        if (conditions.size() != 1 && (several || !conditions.isEmpty())) {
            unclear.put(from.name(), "which of them belongs to which row of " + into.name() + " is not unique");
        }
        return conditions.size() == 1 ? Optional.of(conditions.get(0)) : Optional.empty();
    }

    /** New foreign keys of a table, from a table of pairs, or from another foreign key to the same table. */
    private List<RowMove> references(Table into) {
        List<String> entering = change.entering(into).stream().map(Column::name).toList();
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
                if (fits
                        && PlaceChange.isUnique(pairs, one.columns())
                        && !(self && PlaceChange.isUnique(pairs, other.columns()))) {
                    String join = change.join(pairs.name(), one.columns(), into.name(), one.referencedColumns());
                    found.add(update(into, key.columns(), pairs, other.columns(), join));
                } else if (fits) {
                    unclear.putIfAbsent(pairs.name(), "several of them may belong to one row of " + into.name());
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
        List<ForeignKey> lost = change.lostReferences(present).stream()
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
                into.name(),
                lost.get(0).columns(),
                referenced.name(),
                lost.get(0).referencedColumns());
        return Optional.of(update(into, key.columns(), referenced, key.referencedColumns(), join));
    }
}
