package com.levymaster.migrate.plan;

import com.levymaster.migrate.operation.AffectedObject;
import com.levymaster.migrate.operation.Backfill;
import com.levymaster.migrate.operation.ColumnOperation.ChangeIdentity;
import com.levymaster.migrate.operation.CompositeOperation.CreateComposite;
import com.levymaster.migrate.operation.ControlOperation;
import com.levymaster.migrate.operation.ControlOperation.Savepoint;
import com.levymaster.migrate.operation.DataOperation;
import com.levymaster.migrate.operation.DataOperation.DeleteRows;
import com.levymaster.migrate.operation.DataOperation.ExecuteSql;
import com.levymaster.migrate.operation.DataOperation.InsertRows;
import com.levymaster.migrate.operation.DataOperation.RunJava;
import com.levymaster.migrate.operation.DataOperation.Truncate;
import com.levymaster.migrate.operation.DefinitionOperation.ChangeDefinition;
import com.levymaster.migrate.operation.DefinitionOperation.ChangeOption;
import com.levymaster.migrate.operation.ExtensionOperation.CreateExtension;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.operation.PrivilegeOperation.GrantPrivileges;
import com.levymaster.migrate.operation.SchemaOperation.CreateSchema;
import com.levymaster.migrate.operation.SequenceOperation.CreateSequence;
import com.levymaster.migrate.operation.TableOperation.CreateTable;
import com.levymaster.migrate.operation.TypeOperation.AlterDomain;
import com.levymaster.migrate.operation.TypeOperation.CreateDomain;
import com.levymaster.migrate.operation.TypeOperation.CreateEnum;
import com.levymaster.migrate.operation.ViewOperation.CreateView;
import com.levymaster.migrate.operation.precondition.MissingObjects;
import com.levymaster.migrate.operation.precondition.Preconditions;
import com.levymaster.migrate.operation.precondition.Refusal;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.Dependencies;
import com.levymaster.migrate.schema.Extension;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds steps that the server would certainly refuse. After raw SQL, Java or another search path nothing is certain. A step is checked against
 * the schema of the database with the steps before it, or, where that is not read, against the objects that the plan
 * itself has created.
 */
final class ExpectedRefusals {

    /** The objects of the plan, and an extension that may be there, which no object names. */
    private DatabaseSchema created;

    private final Start start;
    private final ExpectedDependencies dependencies;
    private final TriedSteps tried;
    private boolean certain = true;
    private @Nullable String uncertainty;

    /**
     * @param serverVersion the major version of the server
     * @param dependencies reads the dependencies before the plan, by the name of the default schema
     * @param tried asks the server
     */
    ExpectedRefusals(Start start, int serverVersion, Function<String, Dependencies> dependencies, TriedSteps tried) {
        this.start = start;
        this.tried = tried;
        this.created = DatabaseSchema.empty(Preconditions.UNKNOWN_SCHEMA)
                .withServerVersion(serverVersion)
                .withExtensions(
                        Map.of(Preconditions.UNKNOWN_SCHEMA, new Extension(Preconditions.UNKNOWN_SCHEMA, null)));
        this.dependencies = new ExpectedDependencies(dependencies, start != Start.REPLAYED);
    }

    /** The schema before a plan. */
    enum Start {
        /** It is read from the database. */
        READ,
        /**
         * It is read only for a step that changes or drops an object from before the plan, which a new database does not
         * have.
         */
        UNVERSIONED,
        /** It does not come from a database. */
        REPLAYED
    }

    /**
     * Returns why the server would refuse the next step of the plan, and what is not known of it.
     *
     * @param transaction the steps of the same transaction before it
     * @param known the schema before the step, if it has been read
     * @param current reads it
     */
    StepCheck of(
            Operation step,
            List<Operation> transaction,
            @Nullable DatabaseSchema known,
            Supplier<DatabaseSchema> current) {
        if (OperationList.leaves(List.of(step)).anyMatch(ExpectedRefusals::makesUncertain)) {
            certain = false;
        }
        if (!certain) {
            return start == Start.REPLAYED
                            && OperationList.leaves(List.of(step)).anyMatch(ExpectedRefusals::isRelative)
                    ? StepCheck.refused(List.of(new Refusal(
                            "what it changes is not known, since an earlier step is raw SQL, and a script cannot look"
                                    + " at the database",
                            "state the former definition with .from(…), or put the step before the raw SQL")))
                    : StepCheck.unknown(isChecked(step) ? uncertainty : null);
        }
        boolean reads = start != Start.REPLAYED
                && (known != null || OperationList.leaves(List.of(step)).anyMatch(this::dependsOnOlderObjects));
        StepCheck check = checked(step, transaction, reads ? current : () -> created, reads);
        dependencies.add(step);
        if (!reads) {
            created = step.applyTo(created);
        }
        if (step instanceof Savepoint block && !block.onFailure().isEmpty()) {
            expectNone("an earlier step runs others if it fails");
            return check.and(StepCheck.unknown("which of their steps run, because some may fail, and others run then"));
        }
        return check;
    }

    /** What depends on the objects of the schema after the steps so far, where that is certain, and can be read. */
    Dependencies dependencies(DatabaseSchema schema) {
        return certain && start != Start.REPLAYED ? dependencies.current(schema, true) : Dependencies.NONE;
    }

    private static boolean isChecked(Operation step) {
        return OperationList.leaves(List.of(step)).anyMatch(each -> !makesUncertain(each));
    }

    /** Steps of which nothing is known wait for the lock when they run. */
    private StepCheck checked(
            Operation step, List<Operation> transaction, Supplier<DatabaseSchema> schema, boolean reads) {
        try {
            DatabaseSchema before = schema.get();
            Supplier<Dependencies> dependents = () -> dependencies.current(before, reads);
            List<Refusal> refusals = Stream.of(
                            Preconditions.of(step, before, dependents),
                            reads ? MissingObjects.of(step, before, dependents) : List.<Refusal>of(),
                            LostDefinitions.of(step, dependencies.steps(), before),
                            UncommittedLabels.of(step, transaction, before))
                    .flatMap(List::stream)
                    .toList();
            return refusals.isEmpty() && start != Start.REPLAYED
                    ? tried.of(step, dependencies.steps(), before)
                    : StepCheck.refused(refusals);
        } catch (SchemaLockedException e) {
            expectNone("another session held a lock on a table when it was read");
            return StepCheck.unknown(uncertainty);
        }
    }

    /** Raw SQL and Java may do anything; with another search path, unqualified names are those of other objects. */
    static boolean makesUncertain(Operation step) {
        return step instanceof ExecuteSql || step instanceof RunJava || SearchPath.isSetBy(List.of(step));
    }

    /** Whether its SQL is the difference to a definition that it does not remember. */
    private static boolean isRelative(Operation step) {
        return step instanceof AlterDomain domain && domain.from() == null
                || step instanceof ChangeIdentity identity && identity.to() != null && identity.from() == null;
    }

    /** From now on, nothing is certain. */
    void expectNone(String reason) {
        certain = false;
        uncertainty = "whether the schema allows them, because " + reason;
    }

    /** Whether what steps find is not known before they run. Without a database, nothing can be read then. */
    boolean isUncertain() {
        return !certain && start != Start.REPLAYED;
    }

    private boolean dependsOnOlderObjects(Operation operation) {
        if (start == Start.READ) {
            return changesRows(operation)
                    || !(operation instanceof DataOperation || operation instanceof ControlOperation);
        }
        return (operation instanceof GrantPrivileges
                        || operation instanceof ChangeOption
                        || operation instanceof ChangeDefinition change
                                && change.object().table() != null
                        || changesRows(operation)
                        || !creates(operation) && AffectedObject.of(operation).isPresent())
                && !isCreated(operation);
    }

    private static boolean changesRows(Operation operation) {
        return operation instanceof Truncate
                || operation instanceof Backfill
                || operation instanceof InsertRows
                || operation instanceof DeleteRows;
    }

    private static boolean creates(Operation operation) {
        return operation instanceof CreateTable
                || operation instanceof CreateView
                || operation instanceof CreateSequence
                || operation instanceof CreateEnum
                || operation instanceof CreateDomain
                || operation instanceof CreateComposite
                || operation instanceof CreateSchema
                || operation instanceof CreateExtension;
    }

    private boolean isCreated(Operation operation) {
        if (operation instanceof GrantPrivileges grant) {
            return created.tables().containsKey(grant.on())
                    || created.views().containsKey(grant.on())
                    || created.sequences().containsKey(grant.on())
                    || created.schemas().contains(grant.on().name());
        }
        if (operation instanceof ChangeOption change) {
            return created.views().containsKey(change.relation())
                    || NamedObjects.table(change, created).isPresent();
        }
        if (operation instanceof ChangeDefinition change && change.object().table() != null) {
            return created.tables().containsKey(change.object().table())
                    || created.views().containsKey(change.object().table());
        }
        if (changesRows(operation)) {
            return NamedRelations.missing(operation, created).isEmpty();
        }
        return AffectedObject.of(operation)
                .filter(affected -> isCreated(affected) || affected.isIn(created))
                .isPresent();
    }

    private boolean isCreated(AffectedObject affected) {
        return affected.part() != null
                && (created.tables().containsKey(affected.object())
                        || created.enums().containsKey(affected.object())
                        || created.composites().containsKey(affected.object()));
    }
}
