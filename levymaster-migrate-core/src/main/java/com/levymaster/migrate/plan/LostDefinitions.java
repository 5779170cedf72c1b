package com.levymaster.migrate.plan;

import com.levymaster.migrate.operation.AffectedObject;
import com.levymaster.migrate.operation.ColumnOperation.AddColumn;
import com.levymaster.migrate.operation.ColumnOperation.RenameColumn;
import com.levymaster.migrate.operation.DefinitionOperation.ChangeDefinition;
import com.levymaster.migrate.operation.IndexOperation;
import com.levymaster.migrate.operation.IndexOperation.CreateIndex;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.operation.TableOperation.CreateTable;
import com.levymaster.migrate.operation.TableOperation.MoveTable;
import com.levymaster.migrate.operation.TableOperation.RenameTable;
import com.levymaster.migrate.operation.ViewOperation.CreateView;
import com.levymaster.migrate.operation.ViewOperation.RenameView;
import com.levymaster.migrate.operation.precondition.Refusal;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.DefinedObject;
import com.levymaster.migrate.schema.DefinedObject.DefinedKind;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.effect.DefinitionReferences;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds triggers, policies and statistics that went with a table or column: an earlier step of the plan creates it anew,
 * such as the undo of its drop, and not what was on it.
 */
final class LostDefinitions {

    private LostDefinitions() {}

    /**
     * @param steps of the plan before it
     * @param schema before it
     */
    static List<Refusal> of(Operation step, List<Operation> steps, DatabaseSchema schema) {
        if (!(step instanceof ChangeDefinition change)) {
            return ofView(step, steps, schema);
        }
        if (change.isCreated()) {
            return List.of();
        }
        ObjectName table = change.object().table();
        for (int i = steps.size() - 1; i >= 0; i--) {
            Operation earlier = steps.get(i);
            ObjectName formerly = table == null ? null : former(earlier, table, schema);
            if (formerly != null) {
                table = formerly;
                continue;
            }
            if (OperationList.leaves(List.of(earlier)).anyMatch(leaf -> changes(leaf, change.object()))) {
                return List.of();
            }
            String owner = newOwner(earlier, change, table, schema);
            if (owner != null) {
                return List.of(new Refusal(
                        "an earlier step creates " + owner + " without it",
                        "write the downgrade by hand, without this step, or create the object again before it"));
            }
        }
        return List.of();
    }

    /** The index of a materialized view goes with the view, and a schema does not hold it. */
    private static List<Refusal> ofView(Operation step, List<Operation> steps, DatabaseSchema schema) {
        AffectedObject index = AffectedObject.of(step)
                .filter(affected -> affected.kind() == AffectedObject.ObjectKind.INDEX && affected.part() != null)
                .filter(affected -> schema.views().containsKey(schema.resolve(affected.object())))
                .orElse(null);
        if (index == null || step instanceof CreateIndex) {
            return List.of();
        }
        for (int i = steps.size() - 1; i >= 0; i--) {
            if (OperationList.leaves(List.of(steps.get(i))).anyMatch(LostDefinitions::mayBringIndex)) {
                return List.of();
            }
            if (steps.get(i) instanceof CreateView create
                    && isSame(create.view().name(), index.object(), schema)) {
                return List.of(new Refusal(
                        "an earlier step creates materialized view " + index.object() + " without index "
                                + index.part(),
                        "write the downgrade by hand, without this step, or create the index again before it"));
            }
        }
        return List.of();
    }

    private static boolean mayBringIndex(Operation step) {
        return step instanceof IndexOperation || step instanceof RenameView || step instanceof MoveTable;
    }

    /** The name of the table before a step that renames or moves it; {@code null} if the step does not. */
    private static @Nullable ObjectName former(Operation step, ObjectName table, DatabaseSchema schema) {
        if (step instanceof RenameTable rename) {
            return isSame(rename.name().renamed(rename.to()), table, schema) ? rename.name() : null;
        }
        return step instanceof MoveTable move
                        && isSame(ObjectName.of(move.toSchema(), move.name().name()), table, schema)
                ? move.name()
                : null;
    }

    private static boolean isSame(ObjectName one, ObjectName other, DatabaseSchema schema) {
        return schema.resolve(one).equals(schema.resolve(other));
    }

    /** After it, more than the creation of the table or column has to be known. */
    private static boolean changes(Operation step, DefinedObject object) {
        return step instanceof RenameTable
                || step instanceof MoveTable
                || step instanceof RenameColumn
                || step instanceof ChangeDefinition change
                        && change.object().kind() == object.kind()
                        && change.object().name().name().equals(object.name().name());
    }

    private static @Nullable String newOwner(
            Operation step, ChangeDefinition change, @Nullable ObjectName table, DatabaseSchema schema) {
        if (step instanceof CreateTable create) {
            ObjectName name = create.table().name();
            boolean isTable = table != null
                    // a partition gets the triggers of its table
                    ? create.table().options().partitionOf() == null && isSame(table, name, schema)
                    : isStatistics(change, name, null, schema);
            return isTable ? "table " + name : null;
        }
        return step instanceof AddColumn add
                        && isStatistics(change, add.table(), add.column().name(), schema)
                ? "column " + add.table() + "." + add.column().name()
                : null;
    }

    private static boolean isStatistics(
            ChangeDefinition change, ObjectName table, @Nullable String column, DatabaseSchema schema) {
        return change.object().kind() == DefinedKind.STATISTICS
                && change.from() != null
                && DefinitionReferences.statisticsUse(change.from().value(), schema.resolve(table), column);
    }
}
