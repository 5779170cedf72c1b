package com.levymaster.migrate.operation.precondition;

import static com.levymaster.migrate.operation.precondition.Refusal.all;
import static com.levymaster.migrate.operation.precondition.Refusal.list;
import static com.levymaster.migrate.operation.precondition.Refusal.when;

import com.levymaster.migrate.operation.AffectedObject;
import com.levymaster.migrate.operation.ColumnOperation;
import com.levymaster.migrate.operation.ReplacedColumn;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Restriction;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.schema.effect.ColumnUses;
import com.levymaster.migrate.schema.effect.InheritanceEffects;
import java.util.List;
import java.util.Optional;

/** Preconditions of a column whose values are computed anew in all rows. */
interface ReplacementPreconditions extends DependentQueries, ColumnOperation.Visitor<List<Refusal>> {

    /** Preconditions of a change of type by a new column that takes the place of the old one. */
    default List<Refusal> replaced(ColumnOperation change) {
        Optional<Table> table = table(change.table());
        String column = AffectedObject.of(change).map(AffectedObject::part).orElse("");
        String temporary = ReplacedColumn.temporary(column);
        List<String> exclusions = table.stream()
                .flatMap(t -> t.constraints(Constraint.Exclusion.class))
                .filter(e -> e.elements().stream().anyMatch(x -> ColumnUses.in(x.expression(), column)))
                .map(Constraint.Exclusion::name)
                .toList();
        boolean related = table.filter(t -> t.options().partitionBy() != null
                                || !InheritanceEffects.parents(t).isEmpty())
                        .isPresent()
                || !children(change.table()).isEmpty();
        return all(
                change.accept(this),
                when(
                        table.flatMap(t -> t.column(temporary)).isPresent(),
                        "op.safely(…) needs the name " + temporary + " for a column, and table " + change.table()
                                + " has one of this name",
                        "rename or drop that column in an earlier step, or change the type without op.safely(…)"),
                when(
                        related,
                        "table " + change.table()
                                + " is partitioned or inherits, so that its indexes cannot be built concurrently",
                        "change the type without op.safely(…)"),
                list(
                        "exclusion constraints use the column, whose indexes cannot be built concurrently",
                        exclusions,
                        "drop them in an earlier step, or change the type without op.safely(…)"),
                list(
                        "an index over the column is the replica identity of " + change.table(),
                        restrictions(
                                Restriction.Kind.REPLICA_IDENTITY,
                                change.table(),
                                index -> column.equals(index.part())),
                        "choose another replica identity first, by SQL of your own in op.execute(…)"),
                updated(change.table()));
    }

    /** Refuses an update of all rows of a table whose rows a subscriber could not find. */
    default List<Refusal> updated(ObjectName name) {
        boolean keyed = table(name).filter(t -> t.primaryKey().isPresent()).isPresent();
        return list(
                "table " + name + " is published without replica identity, so that its rows cannot be updated",
                restrictions(Restriction.Kind.PUBLICATION, name, publication -> publication.part() == null || !keyed),
                "give it a primary key, or set its replica identity (replica identity full, in op.execute(…))");
    }
}
