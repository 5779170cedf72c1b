package com.levymaster.migrate.lint;

import com.levymaster.migrate.operation.ColumnOperation.ChangeDefault;
import com.levymaster.migrate.operation.ColumnOperation.ChangeIdentity;
import com.levymaster.migrate.operation.ColumnOperation.ChangeType;
import com.levymaster.migrate.operation.ColumnOperation.ConvertColumn;
import com.levymaster.migrate.operation.ColumnOperation.DropColumn;
import com.levymaster.migrate.operation.ConstraintOperation.AddConstraint;
import com.levymaster.migrate.operation.ConstraintOperation.DropConstraint;
import com.levymaster.migrate.operation.DefinitionOperation.ChangeDefaultPrivileges;
import com.levymaster.migrate.operation.DefinitionOperation.ChangeDefinition;
import com.levymaster.migrate.operation.IndexOperation.DropIndex;
import com.levymaster.migrate.operation.IrreversibleException;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.PrivilegeOperation.RevokePrivileges;
import com.levymaster.migrate.operation.SequenceOperation.AlterSequence;
import com.levymaster.migrate.operation.SequenceOperation.DropSequence;
import com.levymaster.migrate.operation.TableOperation.DropTable;
import com.levymaster.migrate.operation.ViewOperation.DropView;
import com.levymaster.migrate.operation.ViewOperation.ReplaceView;
import com.levymaster.migrate.operation.precondition.Preconditions;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.DefaultGrant;
import com.levymaster.migrate.schema.DefinedObject.DefinedKind;
import com.levymaster.migrate.schema.Dependencies;
import com.levymaster.migrate.schema.Grant;
import com.levymaster.migrate.schema.Identity;
import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.SequenceOptions;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.schema.effect.ColumnUses;
import com.levymaster.migrate.schema.effect.GrantEffects;
import com.levymaster.migrate.schema.effect.InheritanceEffects;
import com.levymaster.migrate.schema.effect.SchemaEffects;
import com.levymaster.migrate.schema.effect.SecurityEffects;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Names what the inverse of a step does not bring back. */
final class UndoChecks {

    private UndoChecks() {}

    static List<Hazard> check(Operation step, LintContext context) {
        if (!context.thorough() || !hasInverse(step)) {
            return List.of();
        }
        return Stream.of(
                        lost(step, context),
                        CatalogLosses.of(step, context),
                        MergedPartitionObjects.of(step, context),
                        UndoDifferences.of(step, context))
                .flatMap(List::stream)
                .map(lost -> new Hazard(
                        Rule.INCOMPLETE_UNDO,
                        step,
                        lost,
                        "write the downgrade by hand, or restore what is missing in later steps of it"))
                .toList();
    }

    private static boolean hasInverse(Operation step) {
        try {
            step.inverse();
            return true;
        } catch (IrreversibleException e) {
            return false;
        }
    }

    private static List<String> lost(Operation step, LintContext context) {
        if (step instanceof DropTable drop && context.isInUse(drop.name())) {
            boolean isPartition = context.table(drop.name())
                    .map(t -> t.options().partitionOf())
                    .isPresent();
            return withSequences(
                    "An undo creates table " + drop.name() + " without its triggers, rules, policies, row security,"
                            + " privileges, memberships in publications, cluster mark, replica identity, extended"
                            + " statistics, statistics targets of indexes, options of columns, names of not-null"
                            + " constraints, positions of identities, names, comments and privileges of sequences and"
                            + " changes to inherited columns"
                            + (isPartition
                                    ? ", and the names of its indexes and constraints that belong to the partitioned"
                                            + " table"
                                    : ""),
                    drop,
                    drop.was() == null ? List.of() : drop.was().columns(),
                    context.before().get());
        }
        if (step instanceof DropColumn drop && context.isInUse(drop.table())) {
            DatabaseSchema before = context.before().get();
            return Stream.concat(
                            withSequences(
                                    "An undo adds column " + drop.table() + "." + drop.name()
                                            + " without its privileges, options, extended statistics, the name of its"
                                            + " not-null constraint, and the position, name, comment and privileges of"
                                            + " its sequence",
                                    drop,
                                    drop.was() == null ? List.of() : List.of(drop.was()),
                                    before)
                                    .stream(),
                            CatalogLosses.movedToTheEnd(drop, before).stream())
                    .toList();
        }
        if (step instanceof DropView drop && context.isInUse(drop.name())) {
            return List.of("An undo creates view " + drop.name() + " without its "
                    + (drop.materialized() ? "indexes" : "options, triggers, rules, column defaults")
                    + ", privileges and comments of columns.");
        }
        if (step instanceof DropSequence drop) {
            return List.of("An undo creates sequence " + drop.name() + " without its position and privileges.");
        }
        if (step instanceof ChangeDefinition change
                && !change.isCreated()
                && (change.to() == null || change.object().kind() == DefinedKind.RANGE_TYPE)) {
            return List.of(CatalogLosses.ofDropped(change.object()));
        }
        if (step instanceof ReplaceView replace) {
            return lostByReplacement(replace, context.before().get());
        }
        if (step instanceof AlterSequence alter) {
            return restarts(alter.from(), alter.to())
                    ? List.of("Sequence " + alter.name() + " restarts, and an undo does not restore its position.")
                    : List.of();
        }
        if (step instanceof ChangeIdentity change
                && change.from() != null
                && change.from().value() != null) {
            Identity to = change.to();
            String identity = "The identity of " + change.table() + "." + change.column();
            if (to == null) {
                return List.of(identity + " loses its position, and the name, comment and privileges of its sequence,"
                        + " and an undo does not restore them.");
            }
            return restarts(change.from().value().options(), to.options())
                    ? List.of(identity + " loses its position, and an undo does not restore it.")
                    : List.of();
        }
        if (step instanceof DropIndex drop && drop.was() != null) {
            return lostByDrop(drop, drop.was(), context);
        }
        if (step instanceof DropConstraint drop && drop.cascade()) {
            return lostByCascade(drop, context.before().get());
        }
        if (step instanceof DropConstraint drop
                && drop.was() != null
                && !SchemaEffects.keyColumns(drop.was()).isEmpty()
                && isPartitioned(drop.table(), context)) {
            return List.of("An undo creates constraint " + drop.name()
                    + " without the names of its indexes and constraints in partitions.");
        }
        return step instanceof ChangeType || step instanceof ConvertColumn
                ? ChangedTypes.of(step, context)
                : lostByChange(step, context.before().get());
    }

    private static List<String> lostByCascade(DropConstraint drop, DatabaseSchema before) {
        DatabaseSchema without = new DropConstraint(drop.table(), drop.name(), null, null, false).applyTo(before);
        List<String> removed = removed(without, drop.applyTo(before), null);
        return removed.isEmpty()
                ? List.of()
                : List.of("An undo does not create what is dropped with constraint " + drop.name() + ": "
                        + String.join(", ", removed) + ".");
    }

    private static List<String> lostByReplacement(ReplaceView replace, DatabaseSchema before) {
        List<String> lost = new ArrayList<>();
        if (replace.columns() != null) {
            lost.add("An undo creates view " + replace.name()
                    + " without the comments, defaults and privileges of columns that the other query lacks.");
        }
        Preconditions.of(replace.inverse(), replace.applyTo(before), () -> Dependencies.NONE)
                .forEach(refusal -> lost.add("An undo of the query of view " + replace.name()
                        + " is refused as long as this is so: " + refusal.problem() + "."));
        return lost;
    }

    private static List<String> lostByDrop(DropIndex drop, Index was, LintContext context) {
        List<String> lost = new ArrayList<>();
        if (was.keys().stream().anyMatch(key -> key.expression() != null)) {
            lost.add("An undo creates index " + drop.name() + " without the statistics targets of its expressions.");
        }
        if (isPartitioned(drop.table(), context)) {
            lost.add("An undo creates index " + drop.name() + " without the names of its indexes of partitions.");
        }
        return lost;
    }

    private static boolean isPartitioned(ObjectName table, LintContext context) {
        return context.table(table).map(t -> t.options().partitionBy()).isPresent();
    }

    private static List<String> lostByChange(Operation step, DatabaseSchema before) {
        if (step instanceof ChangeDefault change) {
            return before.catalog().table(change.table()).stream()
                    .flatMap(table -> table.column(change.column()).stream()
                            .flatMap(column -> InheritanceEffects.children(before, table.name()).stream()
                                    .filter(child -> hasOtherDefault(child, column))))
                    .map(child -> "The default of " + child.name() + "." + change.column()
                            + " is replaced too, and an undo does not restore it.")
                    .toList();
        }
        if (step instanceof AddConstraint add && add.constraint() instanceof Constraint.PrimaryKey key) {
            List<String> nullable = before.catalog().table(add.table()).stream()
                    .flatMap(table -> key.columns().stream()
                            .filter(name -> !add.wasNullable().contains(name))
                            .filter(name ->
                                    table.column(name).filter(Column::nullable).isPresent()))
                    .toList();
            return nullable.isEmpty()
                    ? List.of()
                    : List.of("An undo leaves the columns of the key of " + add.table()
                            + " not null, because the step lacks wasNullable(\"" + String.join("\", \"", nullable)
                            + "\").");
        }
        if (step instanceof RevokePrivileges revoke) {
            return lostByRevocation(revoke, before);
        }
        if (step instanceof ChangeDefaultPrivileges change && !change.grant()) {
            Set<DefaultGrant> missing = new HashSet<>(SecurityEffects.defaults(
                    before.serverVersion(), change.schema(), change.privileges(), change.objects(), change.role()));
            missing.removeAll(before.security().defaultGrants());
            return missing.isEmpty()
                    ? List.of()
                    : List.of("Role " + change.role() + " does not have the default privileges "
                            + missing.stream()
                                    .map(DefaultGrant::privilege)
                                    .sorted()
                                    .collect(Collectors.joining(", "))
                            + ", and an undo would grant them.");
        }
        return List.of();
    }

    private static List<String> lostByRevocation(RevokePrivileges revoke, DatabaseSchema before) {
        GrantEffects effects = GrantEffects.of(before, revoke.kind(), revoke.on(), revoke.role());
        List<String> missing = effects.missing(revoke.privileges());
        List<String> grantable = effects.grantable(revoke.privileges()).stream()
                .map(Grant::privilege)
                .toList();
        List<String> lost = new ArrayList<>();
        if (!missing.isEmpty()) {
            lost.add("Role " + revoke.role() + " does not have the privileges " + String.join(", ", missing) + " on "
                    + revoke.on() + ", unless it is the owner, and an undo would grant them.");
        }
        if (!grantable.isEmpty()) {
            lost.add("Role " + revoke.role() + " may grant its privileges " + String.join(", ", grantable) + " on "
                    + revoke.on() + " to others, and an undo grants them without this option.");
        }
        return lost;
    }

    private static boolean restarts(@Nullable SequenceOptions from, SequenceOptions to) {
        return from != null && from.sharesNoValueWith(to);
    }

    private static boolean hasOtherDefault(Table child, Column column) {
        return child.column(column.name())
                .filter(own -> !Objects.equals(own.defaultValue(), column.defaultValue()))
                .isPresent();
    }

    /** Adds the dependents that are removed, and the sequences without which the undo fails. */
    private static List<String> withSequences(
            String lost, Operation step, List<Column> columns, DatabaseSchema before) {
        DatabaseSchema after = step.applyTo(before);
        List<String> removed =
                removed(before, after, step instanceof DropTable drop ? before.resolve(drop.name()) : null);
        List<String> problems = new ArrayList<>();
        problems.add(lost + (removed.isEmpty() ? "" : ", and without " + String.join(", ", removed)) + ".");
        before.sequences().keySet().stream()
                .filter(name -> !after.sequences().containsKey(name))
                .filter(name -> columns.stream().anyMatch(column -> ColumnUses.nextValueOf(before, column, name)))
                .forEach(name -> problems.add("An undo fails until sequence " + name
                        + " exists again: its owner is dropped, and with it the sequence, but a default needs it."));
        return problems;
    }

    /** The dependents that are gone: other tables, constraints and indexes of those that still exist, sequences, views. */
    private static List<String> removed(DatabaseSchema before, DatabaseSchema after, @Nullable ObjectName own) {
        List<String> removed = new ArrayList<>();
        for (Table table : before.tables().values()) {
            Table left = after.tables().get(table.name());
            if (left != null) {
                missing(
                        "constraint",
                        table.constraints().keySet(),
                        left.constraints().keySet(),
                        removed);
                missing("index", table.indexes().keySet(), left.indexes().keySet(), removed);
            }
        }
        before.tables().keySet().stream()
                .filter(name -> !after.tables().containsKey(name) && !name.equals(own))
                .forEach(name -> removed.add("table " + name));
        missing("sequence", before.sequences().keySet(), after.sequences().keySet(), removed);
        missing("view", before.views().keySet(), after.views().keySet(), removed);
        return removed;
    }

    private static void missing(String kind, Set<?> before, Set<?> after, List<String> removed) {
        before.stream().filter(name -> !after.contains(name)).forEach(name -> removed.add(kind + " " + name));
    }
}
