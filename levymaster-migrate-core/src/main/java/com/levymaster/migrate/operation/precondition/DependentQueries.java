package com.levymaster.migrate.operation.precondition;

import com.levymaster.migrate.schema.Dependencies;
import com.levymaster.migrate.schema.Dependencies.Dependency;
import com.levymaster.migrate.schema.Dependencies.Kind;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Restriction;
import com.levymaster.migrate.schema.Sequence;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.schema.UnknownSql;
import com.levymaster.migrate.schema.View;
import com.levymaster.migrate.schema.effect.ColumnUses;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Questions about dependents that a schema does not hold: rules, triggers, policies, routines, publications and casts. */
interface DependentQueries extends TableQueries {

    /** Those that prevent a change of a column. */
    Set<Kind> OF_COLUMNS = Set.of(Kind.RULE, Kind.TRIGGER, Kind.POLICY, Kind.ROUTINE, Kind.PUBLICATION, Kind.OTHER);

    /** Those that prevent a drop. A publication only loses the table. */
    Set<Kind> OF_OBJECTS = Set.of(Kind.RULE, Kind.TRIGGER, Kind.POLICY, Kind.ROUTINE, Kind.CAST, Kind.OTHER);

    Dependencies dependencies();

    /** Refuses a change of the column, here and in the tables below. */
    default List<Refusal> dependents(ObjectName table, String column, String remedy) {
        return Refusal.list("other objects use the column", described(ofColumn(table, column)), remedy);
    }

    private Stream<Dependency> ofColumn(ObjectName table, String column) {
        return Stream.concat(
                dependencies().of(schema().resolve(table), column).stream()
                        .filter(d -> OF_COLUMNS.contains(d.kind()) || isUnknownView(d)),
                children(table).stream().map(Table::name).flatMap(child -> ofColumn(child, column)));
    }

    /** Refuses a drop of a relation or type. */
    default List<Refusal> dependents(ObjectName object) {
        return Refusal.list(
                "other objects depend on it",
                described(dependencies().of(schema().resolve(object)).stream()
                        .filter(d -> OF_OBJECTS.contains(d.kind()) || isUnknownView(d))),
                "drop them in earlier steps");
    }

    /**
     * Refuses the replacement of a type of columns. Triggers are created again, which fails if they contain the removed
     * label.
     */
    default List<Refusal> dependentsOfEnum(TypeUses uses, String label) {
        Stream<Dependency> onColumns = schema().tables().values().stream()
                .flatMap(table -> table.columns().stream()
                        .filter(column -> uses.isOfType(column.type()))
                        .flatMap(column -> dependencies().of(table.name(), column.name()).stream()))
                .filter(d -> OF_COLUMNS.contains(d.kind()) || isUnknownView(d));
        Stream<Dependency> onType = dependencies().of(schema().resolve(uses.type())).stream()
                .filter(d -> OF_OBJECTS.contains(d.kind()) && !uses.isOfDomain(d.description()));
        return Refusal.list(
                "other objects use the type",
                described(Stream.concat(onColumns, onType)
                        .filter(d -> d.kind() != Kind.TRIGGER || d.create() != null && uses.casts(d.create(), label))),
                "drop them in an earlier step, and create them again after it");
    }

    /** A view that an earlier step changes with a table: its query, which would tell, is not known. */
    private boolean isUnknownView(Dependency dependency) {
        View view = dependency.kind() == Kind.VIEW && dependency.holder() != null
                ? schema().views().get(dependency.holder())
                : null;
        return view != null && UnknownSql.isUnknown(view.query());
    }

    /**
     * The defaults of other columns that use sequences which go with a table or a column.
     *
     * @param column {@code null} for all columns of the table
     */
    default List<String> defaultsOfOwned(ObjectName table, @Nullable String column) {
        ObjectName known = schema().resolve(table);
        List<ObjectName> owned = schema().sequences().values().stream()
                .filter(sequence -> sequence.ownedBy() != null
                        && schema().resolve(sequence.ownedBy().table()).equals(known)
                        && (column == null || sequence.ownedBy().column().equals(column)))
                .map(Sequence::name)
                .toList();
        return owned.isEmpty()
                ? List.of()
                : schema().tables().values().stream()
                        .flatMap(other -> other.columns().stream()
                                .filter(c -> !other.name().equals(known)
                                        || column != null && !c.name().equals(column))
                                .filter(c -> owned.stream().anyMatch(s -> ColumnUses.nextValueOf(schema(), c, s)))
                                .map(c -> "default of " + other.name() + "." + c.name()))
                        .toList();
    }

    /** The descriptions of the restrictions of a kind on an object. */
    default List<String> restrictions(Restriction.Kind kind, ObjectName on, Predicate<Restriction> which) {
        return dependencies().restrictions(kind, schema().resolve(on)).stream()
                .filter(which)
                .map(Restriction::description)
                .distinct()
                .toList();
    }

    private static List<String> described(Stream<Dependency> dependents) {
        return dependents.map(Dependency::description).distinct().toList();
    }
}
