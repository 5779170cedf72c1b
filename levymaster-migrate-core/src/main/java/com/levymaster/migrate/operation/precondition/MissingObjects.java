package com.levymaster.migrate.operation.precondition;

import com.levymaster.migrate.operation.AffectedObject;
import com.levymaster.migrate.operation.ColumnOperation.AddColumn;
import com.levymaster.migrate.operation.CommentOperation.ChangeComment;
import com.levymaster.migrate.operation.ConstraintOperation.AddConstraint;
import com.levymaster.migrate.operation.ControlOperation.Autocommit;
import com.levymaster.migrate.operation.ControlOperation.IfNotExists;
import com.levymaster.migrate.operation.Existence;
import com.levymaster.migrate.operation.IndexOperation.CreateIndex;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.SequenceOperation.ChangeSequenceOwner;
import com.levymaster.migrate.operation.SequenceOperation.CreateSequence;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.CommentTarget;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.Dependencies;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Restriction;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.schema.effect.InheritanceEffects;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds operations on columns, indexes and sequences that do not exist, and guarded ones on those that are others. To be asked only where the whole database has been
 * read. Of other objects, and of the indexes of partitions, a schema does not hold all.
 */
public final class MissingObjects {

    /** So many characters of the name of a table are in each name that the server derives from it. */
    private static final int SHORTENED = 20;

    private final DatabaseSchema schema;
    private final Supplier<Dependencies> dependencies;

    private MissingObjects(DatabaseSchema schema, Supplier<Dependencies> dependencies) {
        this.schema = schema;
        this.dependencies = dependencies;
    }

    /**
     * Returns which object of the operation does not exist.
     *
     * @param before the whole schema before it
     * @param dependencies supplies what the server would refuse; called for sequences and partitions only
     */
    public static List<Refusal> of(Operation operation, DatabaseSchema before, Supplier<Dependencies> dependencies) {
        if (operation instanceof Autocommit block) {
            List<Refusal> refusals = new ArrayList<>();
            DatabaseSchema current = before;
            for (Operation step : block.steps()) {
                refusals.addAll(of(step, current, dependencies));
                current = step.applyTo(current);
            }
            return refusals;
        }
        if (operation instanceof IfNotExists guard && Existence.of(guard.create(), before) == Existence.PRESENT) {
            return ExistingObjects.different(guard.create(), before);
        }
        return new MissingObjects(before, dependencies).missing(operation);
    }

    private List<Refusal> missing(Operation operation) {
        if (operation instanceof ChangeComment comment) {
            return commented(comment.on());
        }
        if (operation instanceof AddColumn
                || operation instanceof AddConstraint
                || operation instanceof CreateIndex
                || operation instanceof CreateSequence) {
            return List.of();
        }
        if (operation instanceof ChangeSequenceOwner change && change.to() != null) {
            return Refusal.all(
                    sequence(change.name()),
                    column(change.to().table(), change.to().column()));
        }
        return AffectedObject.of(operation).stream()
                .flatMap(affected -> switch (affected.kind()) {
                    case COLUMN -> column(affected.object(), affected.part()).stream();
                    case CONSTRAINT -> constraint(affected.object(), affected.part()).stream();
                    case INDEX -> index(affected.object(), affected.part()).stream();
                    case SEQUENCE -> sequence(affected.object()).stream();
                    default -> Stream.<Refusal>of();
                })
                .toList();
    }

    private List<Refusal> commented(CommentTarget target) {
        return switch (target.kind()) {
            case COLUMN -> column(target.object(), target.part());
            case CONSTRAINT -> constraint(target.object(), target.part());
            case INDEX -> index(target.object(), target.part());
            case SEQUENCE -> sequence(target.object());
            default -> List.of();
        };
    }

    private List<Refusal> column(ObjectName name, @Nullable String column) {
        return refused(
                column != null
                        && table(name)
                                .filter(table -> table.column(column).isEmpty()
                                        && InheritanceEffects.areParentsKnown(schema, table))
                                .isPresent(),
                "table " + name + " has no column " + column);
    }

    /** A schema does not hold names that the server has given. */
    private List<Refusal> constraint(ObjectName name, @Nullable String constraint) {
        return refused(
                constraint != null
                        && !Column.isServers(constraint)
                        && table(name)
                                .filter(table -> !mayHave(table, constraint))
                                .isPresent(),
                "table " + name + " has no constraint " + constraint);
    }

    /** Inherited constraints are those of the parent; to those of a partition, the server may give names that begin with its. */
    private boolean mayHave(Table table, String constraint) {
        List<ObjectName> parents = table.options().parents();
        boolean own = table.constraints().containsKey(constraint)
                || table.columns().stream().anyMatch(column -> constraint.equals(column.notNullName()));
        boolean servers = table.options().partitionOf() != null
                && (!isRead(dependencies.get().restrictions())
                        || constraint.startsWith(table.name()
                                .name()
                                .substring(
                                        0,
                                        Math.min(SHORTENED, table.name().name().length())))
                        || dependencies.get().restrictions().stream()
                                .anyMatch(restriction -> restriction.kind() == Restriction.Kind.CONSTRAINT_OF_PARTITION
                                        && restriction.on().equals(table.name())
                                        && constraint.equals(restriction.part())));
        return own
                || servers
                || parents.stream()
                        .anyMatch(parent -> table(parent)
                                .map(known -> mayHave(known, constraint))
                                .orElse(true));
    }

    /** A partition also has the indexes of its partitioned table, under names that a schema does not hold. */
    private List<Refusal> index(ObjectName name, @Nullable String index) {
        return refused(
                index != null
                        && table(name)
                                .filter(table -> table.options().partitionOf() == null)
                                .isPresent()
                        && new Names(schema).kindOfRelation(name.renamed(index)).isEmpty(),
                "table " + name + " has no index " + index);
    }

    private List<Refusal> sequence(ObjectName name) {
        return refused(
                new Names(schema).kindOfRelation(name).isEmpty() && isNotHidden(schema.resolve(name)),
                "there is no sequence " + name);
    }

    /** A schema holds the sequences neither of identity columns nor of extensions. */
    private boolean isNotHidden(ObjectName name) {
        List<Restriction> all = dependencies.get().restrictions();
        return isRead(all)
                && all.stream()
                        .filter(restriction -> restriction.kind() == Restriction.Kind.IDENTITY
                                || restriction.kind() == Restriction.Kind.MEMBER)
                        .noneMatch(restriction -> restriction.on().equals(name))
                && schema.tables().values().stream().allMatch(table -> hasKnownIdentities(table, all));
    }

    private static boolean isRead(List<Restriction> restrictions) {
        return restrictions.stream().anyMatch(restriction -> restriction.kind() == Restriction.Kind.ROLE);
    }

    /** An earlier step may have created or changed an identity. Partitions use the sequences of their table. */
    private static boolean hasKnownIdentities(Table table, List<Restriction> restrictions) {
        return table.options().partitionOf() != null
                || table.columns().stream()
                        .filter(column -> column.identity() != null)
                        .allMatch(column -> restrictions.stream()
                                .anyMatch(restriction -> restriction.kind() == Restriction.Kind.IDENTITY
                                        && restriction.isHeldBy(table.name(), column.name())));
    }

    private Optional<Table> table(ObjectName name) {
        return Optional.ofNullable(schema.tables().get(schema.resolve(name)));
    }

    private static List<Refusal> refused(boolean missing, String problem) {
        return Refusal.when(
                missing, problem, "check the name, or make the step conditional: ifExists(), or op.idempotent(…)");
    }
}
