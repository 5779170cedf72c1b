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
            if (TableKeys.isSibling(present, from)
                    && PlaceChange.complete(
                            into,
                            Stream.concat(TableKeys.key(into).stream(), moved.stream())
                                    .toList())) {
                RowMove copy = change.copy(
                        from, into, TableKeys.key(into), TableKeys.key(from), moved, change.stated(moved, " or "));
                moves.add(copy.withSuffix(change.upsert(into, copy.columns())));
            } else {
                link(present, from)
                        .map(condition -> update(into, moved, from, moved, condition))
                        .or(() -> oneOfSeveral(present, moved, from))
                        .ifPresent(moves::add);
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
                .filter(key -> TableKeys.isUnique(from, key.columns()))
                .forEach(key ->
                        conditions.add(change.join(from.name(), key.columns(), into.name(), key.referencedColumns())));
        boolean several = from.constraints(ForeignKey.class)
                .anyMatch(key -> key.referencedTable().equals(into.name()) && !TableKeys.isUnique(from, key.columns()));
        if (conditions.size() != 1 && (several || !conditions.isEmpty())) {
            unclear.put(from.name(), "which of them belongs to which row of " + into.name() + " is not unique");
        }
        return conditions.size() == 1 ? Optional.of(conditions.get(0)) : Optional.empty();
    }

    /** On the way back, each of several rows had the values of the row to which they refer, and may have others since. */
    private Optional<RowMove> oneOfSeveral(Table into, List<String> columns, Table from) {
        List<ForeignKey> links = from.constraints(ForeignKey.class)
                .filter(key -> key.referencedTable().equals(into.name()))
                .toList();
        return change.backwards() && links.size() == 1
                ? Optional.of(change.updateFromOneOf(into.name(), columns, from, columns, links.get(0)))
                : Optional.empty();
    }

    /** New foreign keys of a table, from a table of pairs, or from another foreign key to the same table. */
    private List<RowMove> references(Table into) {
        List<String> entering = change.entering(into).stream().map(Column::name).toList();
        List<RowMove> moves = new ArrayList<>();
        into.constraints(ForeignKey.class).forEach(key -> {
            if (entering.containsAll(key.columns())) {
                fromPairs(into, key).ifPresent(moves::add);
            }
            fromOtherKey(into, key, entering).ifPresent(moves::add);
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
                        && TableKeys.isUnique(pairs, one.columns())
                        && !(self && TableKeys.isUnique(pairs, other.columns()))) {
                    String join = change.join(pairs.name(), one.columns(), into.name(), one.referencedColumns());
                    found.add(update(into, key.columns(), pairs, other.columns(), join));
                } else if (fits && change.backwards() && !self) {
                    found.add(change.updateFromOneOf(into.name(), key.columns(), pairs, other.columns(), one));
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

    /** A reference to the same row by another key of it, or by one with more columns. */
    private Optional<RowMove> fromOtherKey(Table into, ForeignKey key, List<String> entering) {
        Table present = change.before(into.name()).orElse(into);
        List<ForeignKey> replaced = present.constraints(ForeignKey.class)
                .filter(old -> old.referencedTable().equals(key.referencedTable())
                        && !old.referencedColumns().equals(key.referencedColumns())
                        && into.constraints(ForeignKey.class).noneMatch(each -> isSame(each, old)))
                .toList();
        Table referenced = change.before(key.referencedTable()).orElse(null);
        List<String> columns = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (int i = 0; i < key.columns().size(); i++) {
            if (entering.contains(key.columns().get(i))) {
                columns.add(key.columns().get(i));
                values.add(key.referencedColumns().get(i));
            }
        }
        if (columns.isEmpty()
                || replaced.size() != 1
                || referenced == null
                || referenced.name().equals(into.name())) {
            return Optional.empty();
        }
        ForeignKey old = replaced.get(0);
        String join = change.join(into.name(), old.columns(), referenced.name(), old.referencedColumns());
        return Optional.of(update(into, columns, referenced, values, join));
    }

    private static boolean isSame(ForeignKey one, ForeignKey other) {
        return one.columns().equals(other.columns())
                && one.referencedTable().equals(other.referencedTable())
                && one.referencedColumns().equals(other.referencedColumns());
    }
}
