package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.diff.AllowedValues;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Moves the rows of entities whose inheritance is mapped in another way: in one table with a discriminator, in a table for each
 * class with its own columns, or with all columns.
 */
final class InheritanceMoves {

    private static final String USUAL_DISCRIMINATOR = "dtype";

    private final PlaceChange change;
    private final EntityHierarchy hierarchy;

    private final Map<ObjectName, String> left;

    /** @param left receives for a table why rows that were added to it do not go back */
    InheritanceMoves(PlaceChange change, List<MappedEntity> entities, Map<ObjectName, String> left) {
        this.change = change;
        this.left = left;
        this.hierarchy = EntityHierarchy.of(entities);
    }

    /**
     * Where the rows of an entity are.
     *
     * @param tables joined by their keys; the first one is that of the root
     * @param discriminator the column of the first table that tells whose rows they are; {@code null} for none
     */
    private record Place(List<Table> tables, @Nullable String discriminator) {

        boolean has(ObjectName name) {
            return tables.stream().anyMatch(table -> table.name().equals(name));
        }

        Table last() {
            return tables.get(tables.size() - 1);
        }
    }

    /** Statements for each entity, those of a supertype before those of its subtypes. */
    List<RowMove> moves() {
        List<RowMove> moves = new ArrayList<>();
        hierarchy.entities().values().stream()
                .filter(entity -> entity.instantiable() && isInHierarchy(entity))
                .sorted(Comparator.comparingInt(
                        entity -> hierarchy.ancestors(entity).size()))
                .forEach(entity -> moves(entity, moves));
        return moves;
    }

    /** An entity without supertype may have had one that is now a mapped superclass. */
    private boolean isInHierarchy(MappedEntity entity) {
        return !hierarchy.isAlone(entity) || change.enters(entity.table()) || change.leaves(entity.table());
    }

    /**
     * New tables whose rows cannot be told from others, by the table that has them: its discriminator goes, and does not name
     * the entity.
     */
    Map<ObjectName, ObjectName> unplaced() {
        Map<ObjectName, ObjectName> unplaced = new LinkedHashMap<>();
        for (MappedEntity entity : hierarchy.entities().values()) {
            List<MappedEntity> path = new ArrayList<>(hierarchy.ancestors(entity));
            path.add(entity);
            ObjectName root = path.get(0).table();
            boolean subtype = entity.instantiable() && path.size() > 1 && change.enters(entity.table());
            if (subtype && losesDiscriminator(root) && place(entity, true).isEmpty()) {
                path.stream().map(MappedEntity::table).filter(change::enters).forEach(t -> unplaced.put(t, root));
            }
        }
        return unplaced;
    }

    private boolean losesDiscriminator(ObjectName root) {
        Table table = change.enters(root) ? null : change.before(root).orElse(null);
        return table != null
                && change.leaving(table).stream()
                        .anyMatch(column -> column.name().equals(USUAL_DISCRIMINATOR)
                                || !column.nullable() && !listed(table, column).isEmpty());
    }

    private void moves(MappedEntity entity, List<RowMove> moves) {
        Place from = place(entity, true).orElse(null);
        Place to = place(entity, false).orElse(null);
        if (from == null || to == null || isDone(entity, from, to)) {
            return;
        }
        List<RowMove> own = new ArrayList<>();
        for (Table table : to.tables()) {
            if (from.has(table.name())) {
                update(entity, from, to, table).ifPresent(own::add);
            } else {
                RowMove insert = insert(entity, from, to, table).orElse(null);
                if (insert == null) {
                    left.put(from.tables().get(0).name(), notBack(entity, from, to, table));
                    return;
                }
                own.add(insert);
            }
        }
        from.tables().stream()
                .filter(table -> !to.has(table.name()) && !change.leaves(table.name()))
                .forEach(table -> own.add(delete(entity, from, table)));
        moves.addAll(own);
    }

    /**
     * Whether an earlier revision has moved the rows, and kept the tables from which it took them: the older schema has all that
     * the mapping requires.
     */
    private boolean isDone(MappedEntity entity, Place from, Place to) {
        Place mapped = change.backwards() ? from : to;
        Place former = change.backwards() ? to : from;
        return former.tables().stream().anyMatch(table -> change.unmapped().contains(table.name()))
                && Stream.concat(from.tables().stream(), to.tables().stream())
                        .allMatch(table -> change.before(table.name()).isPresent()
                                && change.after(table.name()).isPresent())
                && mapped.tables().stream().allMatch(table -> hasAll(table, former))
                && isDiscriminated(entity, mapped);
    }

    /** Whether the older table has each column of the newer one that the former tables have, too. */
    private boolean hasAll(Table newer, Place former) {
        Table older = change.older(newer.name());
        return newer.columns().stream()
                .map(Column::name)
                .allMatch(column -> older.column(column).isPresent()
                        || former.tables().stream()
                                .allMatch(table -> table.column(column).isEmpty()));
    }

    private boolean isDiscriminated(MappedEntity entity, Place mapped) {
        String column = mapped.discriminator();
        if (column == null) {
            return true;
        }
        Table older = change.older(mapped.tables().get(0).name());
        List<String> allowed = AllowedValues.of(older, column);
        return older.column(column).isPresent()
                && (allowed.isEmpty() || allowed.contains(change.dialect().literal(entity.discriminator())));
    }

    /** The tables with rows of the entity; empty if they are not known. */
    private Optional<Place> place(MappedEntity entity, boolean former) {
        Table own = table(entity.table(), former);
        MappedEntity parent =
                entity.parent() == null ? null : hierarchy.entities().get(entity.parent());
        if (own == null) {
            return shared(entity, parent, former);
        }
        if (parent == null) {
            return Optional.of(new Place(List.of(own), hierarchy.isAlone(entity) ? null : discriminator(own, entity)));
        }
        Table above = table(parent.table(), former);
        if (above == null
                || TableKeys.reference(own, TableKeys.key(own), above.name()).isEmpty()) {
            return Optional.of(new Place(List.of(own), null));
        }
        return place(parent, former)
                .map(place -> new Place(
                        Stream.concat(place.tables().stream(), Stream.of(own)).toList(), place.discriminator()));
    }

    /** The table with rows of several entities. */
    private Optional<Place> shared(MappedEntity entity, @Nullable MappedEntity parent, boolean former) {
        Stream<Table> candidates = parent == null
                ? (former ? change.losing().stream().filter(t -> change.leaves(t.name())) : change.entering().stream())
                : Stream.ofNullable(table(hierarchy.ancestors(entity).get(0).table(), former));
        List<Place> places = candidates
                .filter(table -> discriminator(table, entity) != null)
                .map(table -> new Place(List.of(table), discriminator(table, entity)))
                .toList();
        return places.size() == 1 ? Optional.of(places.get(0)) : Optional.empty();
    }

    private @Nullable Table table(ObjectName name, boolean former) {
        boolean unused = former ? change.enters(name) : change.leaves(name);
        return unused ? null : (former ? change.before(name) : change.after(name)).orElse(null);
    }

    private @Nullable String discriminator(Table table, MappedEntity entity) {
        return table.columns().stream()
                .filter(column -> isListed(entity, column, table)
                        || column.name().equals(entity.discriminatorColumn())
                        || column.name().equals(USUAL_DISCRIMINATOR))
                .map(Column::name)
                .findFirst()
                .orElse(null);
    }

    /** Whether the check of the column lists the entity; one value of which the mapping tells nothing is that of the root. */
    private boolean isListed(MappedEntity entity, Column column, Table table) {
        return listed(table, column).contains(value(entity, column, table));
    }

    private static List<String> listed(Table table, Column column) {
        return column.type().isInteger()
                ? AllowedValues.numbers(table, column.name())
                : AllowedValues.of(table, column.name());
    }

    private String value(MappedEntity entity, Column column, Table table) {
        String stated = stated(entity, column);
        List<String> listed = listed(table, column);
        if (listed.isEmpty() || listed.contains(stated) || entity.parent() != null) {
            return stated;
        }
        List<String> others = new ArrayList<>(listed);
        hierarchy.entities().values().stream()
                .filter(other -> hierarchy.ancestors(other).contains(entity))
                .forEach(other -> others.remove(stated(other, column)));
        return others.size() == 1 && others.size() < listed.size() ? others.get(0) : stated;
    }

    private String stated(MappedEntity entity, Column column) {
        return column.type().isInteger()
                ? entity.discriminator()
                : change.dialect().literal(entity.discriminator());
    }

    private Optional<RowMove> insert(MappedEntity entity, Place from, Place to, Table table) {
        List<String> columns = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (Column column : table.columns()) {
            String value = value(entity, from, to, table, column);
            if (value != null) {
                columns.add(column.name());
                values.add(value);
            } else if (PlaceChange.isRequired(column)) {
                return Optional.empty();
            }
        }
        Set<ObjectName> tables = names(from);
        String source = change.quote(from.tables().get(0).name());
        for (int i = 1; i < from.tables().size(); i++) {
            source += " join " + change.quote(from.tables().get(i).name()) + " on " + toRoot(from, i);
        }
        return Optional.of(change.insert(table, columns, values, source, tables, ofType(entity, from))
                .withRemark(notAlong(entity, from, to)));
    }

    private Optional<RowMove> update(MappedEntity entity, Place from, Place to, Table table) {
        List<String> columns = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (Column column : change.entering(table)) {
            String value = value(entity, from, to, table, column);
            if (value != null) {
                columns.add(column.name());
                values.add(value);
            }
        }
        if (columns.isEmpty()) {
            return Optional.empty();
        }
        Set<ObjectName> others = names(from);
        others.remove(table.name());
        List<String> joins = new ArrayList<>();
        for (int i = 1; i < from.tables().size(); i++) {
            joins.add(toRoot(from, i));
        }
        String type = ofType(entity, from);
        if (!type.isEmpty()) {
            joins.add(type);
        }
        if (joins.isEmpty()) {
            columns.forEach(column -> joins.add(change.dialect().quote(column) + " is null"));
        }
        return Optional.of(change.update(table.name(), columns, values, others, String.join(" and ", joins))
                .withRemark(notAlong(entity, from, to)));
    }

    /** The rows are deleted that are also in the last table, or that have the discriminator of the entity. */
    private RowMove delete(MappedEntity entity, Place from, Table table) {
        Table last = from.last();
        String condition = from.discriminator() != null && from.tables().size() == 1
                ? ofType(entity, from)
                : "exists (select from " + change.quote(last.name()) + " where "
                        + change.join(last.name(), TableKeys.key(last), table.name(), TableKeys.key(table)) + ")";
        return change.delete(table.name(), names(from), condition);
    }

    private static Set<ObjectName> names(Place place) {
        Set<ObjectName> names = new TreeSet<>();
        place.tables().forEach(table -> names.add(table.name()));
        return names;
    }

    private String toRoot(Place place, int index) {
        Table root = place.tables().get(0);
        Table table = place.tables().get(index);
        return change.join(table.name(), TableKeys.key(table), root.name(), TableKeys.key(root));
    }

    private String ofType(MappedEntity entity, Place place) {
        Table first = place.tables().get(0);
        return place.discriminator() == null || place.tables().size() > 1
                ? ""
                : change.dialect().quote(place.discriminator()) + " = " + literal(entity, first, place.discriminator());
    }

    private String notBack(MappedEntity entity, Place from, Place to, Table table) {
        return "rows of " + entity.name() + " do not go along to " + table.name()
                + ", because no column has the value of "
                + table.columns().stream()
                        .filter(column ->
                                PlaceChange.isRequired(column) && value(entity, from, to, table, column) == null)
                        .map(column -> table.name() + "." + column.name())
                        .collect(Collectors.joining(", "));
    }

    /** What the former tables of the entity have and its new ones do not take. */
    private String notAlong(MappedEntity entity, Place from, Place to) {
        String missing = from.tables().stream()
                .filter(table -> !to.has(table.name()))
                .flatMap(table -> table.columns().stream()
                        .filter(column -> !TableKeys.key(table).contains(column.name())
                                && to.tables().stream()
                                        .noneMatch(next ->
                                                next.column(column.name()).isPresent()
                                                        && !hierarchy.isOfAnother(entity, column.name())))
                        .map(column -> table.name() + "." + column.name()))
                .collect(Collectors.joining(", "));
        return missing.isEmpty() || change.backwards()
                ? ""
                : " Not " + missing + ": no column of " + entity.name() + " has this name";
    }

    /** The value of a column in a row of the entity, in SQL; {@code null} if there is none. */
    private @Nullable String value(MappedEntity entity, Place from, Place to, Table table, Column column) {
        boolean discriminator = column.name().equals(to.discriminator())
                && to.tables().get(0).name().equals(table.name());
        if (discriminator) {
            return literal(entity, table, column.name());
        }
        if (hierarchy.isOfAnother(entity, column.name())) {
            return null;
        }
        for (int i = from.tables().size() - 1; i >= 0; i--) {
            Table source = from.tables().get(i);
            Column present = source.column(column.name()).orElse(null);
            if (present != null && PlaceChange.takes(column, present)) {
                return from.tables().size() == 1 && !from.has(table.name())
                        ? change.dialect().quote(column.name())
                        : change.quote(source.name(), column.name());
            }
        }
        return null;
    }

    private String literal(MappedEntity entity, Table table, String column) {
        return table.column(column)
                .map(present -> value(entity, present, table))
                .orElse(change.dialect().literal(entity.discriminator()));
    }
}
