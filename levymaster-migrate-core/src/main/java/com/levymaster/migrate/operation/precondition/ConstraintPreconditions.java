package com.levymaster.migrate.operation.precondition;

import static com.levymaster.migrate.operation.precondition.Refusal.all;
import static com.levymaster.migrate.operation.precondition.Refusal.list;
import static com.levymaster.migrate.operation.precondition.Refusal.when;

import com.levymaster.migrate.operation.ConstraintOperation;
import com.levymaster.migrate.operation.IndexOperation;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.schema.effect.InheritanceEffects;
import com.levymaster.migrate.schema.effect.SchemaEffects;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Preconditions of operations on constraints and indexes. */
interface ConstraintPreconditions
        extends TableQueries, ConstraintOperation.Visitor<List<Refusal>>, IndexOperation.Visitor<List<Refusal>> {

    @Override
    default List<Refusal> addConstraint(ConstraintOperation.AddConstraint operation) {
        Constraint constraint = operation.constraint();
        ObjectName table = operation.table();
        boolean newIndex = Names.hasIndex(constraint) && operation.usingIndex() == null;
        boolean second = constraint instanceof Constraint.PrimaryKey
                && tableAndParents(table).anyMatch(t -> t.primaryKey().isPresent());
        return all(
                constraintName(table, constraint.name()),
                constraint instanceof Constraint.Check ? List.of() : inheritedName(table, constraint.name()),
                newIndex && !hasConstraint(table, constraint.name())
                        ? names().relation(table.renamed(constraint.name()))
                        : List.of(),
                when(
                        second,
                        "table " + table + " already has a primary key",
                        "drop it in an earlier step, or add a unique constraint"),
                table(table)
                        .map(t -> KeyPreconditions.of(schema(), t, constraint))
                        .orElse(List.of()));
    }

    /** The table and the partitioned tables above it, whose keys it has. */
    private Stream<Table> tableAndParents(ObjectName name) {
        return table(name).stream()
                .flatMap(t -> t.options().partitionOf() == null
                        ? Stream.of(t)
                        : Stream.concat(
                                Stream.of(t),
                                tableAndParents(t.options().partitionOf().parent())));
    }

    private boolean hasConstraint(ObjectName table, String name) {
        return table(table).filter(t -> t.constraints().containsKey(name)).isPresent();
    }

    private List<Refusal> constraintName(ObjectName table, String name) {
        return when(
                hasConstraint(table, name),
                "table " + table + " already has a constraint " + name,
                "choose another name, or rename or drop the existing constraint in an earlier step");
    }

    /** A check of a name that is inherited is merged with the inherited one. */
    private List<Refusal> inheritedName(ObjectName table, String name) {
        return when(
                !hasConstraint(table, name)
                        && table(table).filter(t -> inherits(t, name)).isPresent(),
                "table " + table + " inherits a constraint " + name,
                "choose another name, or rename the constraint of the parent in an earlier step");
    }

    private boolean inherits(Table table, String name) {
        return InheritanceEffects.parents(table).stream()
                .flatMap(parent -> table(parent).stream())
                .anyMatch(
                        parent -> parent.constraints().get(name) instanceof Constraint.Check check && !check.noInherit()
                                || inherits(parent, name));
    }

    @Override
    default List<Refusal> dropConstraint(ConstraintOperation.DropConstraint operation) {
        Optional<Table> table = table(operation.table());
        Constraint dropped =
                table.map(t -> t.constraints().get(operation.name())).orElse(null);
        Set<String> key = dropped == null ? Set.of() : new HashSet<>(SchemaEffects.keyColumns(dropped));
        if (operation.cascade()
                || key.isEmpty()
                || table.filter(t -> isOnly(t, key)).isEmpty()) {
            return List.of();
        }
        List<String> references = foreignKeys(schema().resolve(operation.table())).stream()
                .filter(reference -> new HashSet<>(reference.key().referencedColumns()).equals(key))
                .map(TableQueries.Reference::toString)
                .toList();
        return list(
                "foreign keys reference the constraint",
                references,
                "drop them in earlier steps, or use .cascade() to drop them with the constraint");
    }

    /** With a second unique index over the same columns, it is not known which of them a foreign key uses. */
    private static boolean isOnly(Table table, Set<String> key) {
        long constraints = table.constraints().values().stream()
                .filter(c -> new HashSet<>(SchemaEffects.keyColumns(c)).equals(key))
                .count();
        return constraints == 1 && table.indexes().values().stream().noneMatch(index -> index.unique());
    }

    @Override
    default List<Refusal> renameConstraint(ConstraintOperation.RenameConstraint operation) {
        return all(constraintName(operation.table(), operation.to()), inheritedName(operation.table(), operation.to()));
    }

    @Override
    default List<Refusal> validateConstraint(ConstraintOperation.ValidateConstraint operation) {
        Optional<Constraint> constraint =
                table(operation.table()).map(t -> t.constraints().get(operation.name()));
        return all(
                when(
                        constraint.filter(Names::hasIndex).isPresent(),
                        "only foreign keys and check constraints can be validated",
                        "remove the step"),
                when(
                        constraint.filter(this::isNotEnforced).isPresent(),
                        "constraint " + operation.name() + " is not enforced, and so cannot be validated",
                        "drop it, and add it without notEnforced(), in earlier steps"));
    }

    private boolean isNotEnforced(Constraint constraint) {
        return constraint instanceof Constraint.Check check && check.notEnforced()
                || constraint instanceof ForeignKey key && key.notEnforced();
    }

    @Override
    default List<Refusal> createIndex(IndexOperation.CreateIndex operation) {
        return all(
                names().relation(operation.table().renamed(operation.index().name())),
                when(
                        operation.concurrently() && isPartitioned(operation.table()),
                        "table " + operation.table()
                                + " is partitioned, and its indexes cannot be created concurrently",
                        "create the index without .concurrently(), or on the partitions"),
                table(operation.table())
                        .map(t -> KeyPreconditions.of(schema(), t, operation.index()))
                        .orElse(List.of()));
    }

    @Override
    default List<Refusal> dropIndex(IndexOperation.DropIndex operation) {
        return List.of();
    }

    @Override
    default List<Refusal> renameIndex(IndexOperation.RenameIndex operation) {
        return names().relation(operation.table().renamed(operation.to()));
    }
}
