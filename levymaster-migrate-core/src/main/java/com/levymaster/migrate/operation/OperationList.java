package com.levymaster.migrate.operation;

import com.levymaster.migrate.operation.ColumnOperation.DropColumn;
import com.levymaster.migrate.operation.ControlOperation.Autocommit;
import com.levymaster.migrate.operation.ControlOperation.IfExists;
import com.levymaster.migrate.operation.ControlOperation.IfNotExists;
import com.levymaster.migrate.operation.ControlOperation.Savepoint;
import com.levymaster.migrate.operation.ControlOperation.SetLocal;
import com.levymaster.migrate.operation.DataOperation.DeleteRows;
import com.levymaster.migrate.operation.DataOperation.InsertRows;
import com.levymaster.migrate.operation.DefinitionOperation.ChangeDefinition;
import com.levymaster.migrate.operation.TableOperation.DropTable;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.DefinedObject.DefinedKind;
import com.levymaster.migrate.schema.effect.DefinitionReferences;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Functions on lists of operations. */
public final class OperationList {

    private OperationList() {}

    /**
     * Returns the inverses of the operations, in reverse order.
     *
     * @throws IrreversibleException if one of them has no inverse
     */
    public static List<Operation> inverted(List<Operation> operations) {
        List<Operation> inverses = new ArrayList<>(operations.size());
        int end = operations.size();
        for (int i = end - 1; i >= 0; i--) {
            if (operations.get(i) instanceof Autocommit block) {
                inverses.addAll(invertedTransaction(operations.subList(i + 1, end)));
                inverses.add(block.inverse());
                end = i;
            }
        }
        inverses.addAll(invertedTransaction(operations.subList(0, end)));
        return inverses;
    }

    /**
     * The inverses of steps that run in one transaction. A setting governs the steps after it, in both directions: it comes
     * before the inverses of the steps that it governed.
     */
    private static List<Operation> invertedTransaction(List<Operation> operations) {
        List<Operation> inverses = new ArrayList<>(operations.size());
        Map<String, SetLocal> inForce = new HashMap<>();
        for (int i = operations.size() - 1; i >= 0; i--) {
            if (operations.get(i) instanceof SetLocal) {
                continue;
            }
            Map<String, SetLocal> governing = settingsBefore(operations, i);
            if (!governing.keySet().containsAll(inForce.keySet())) {
                throw new IrreversibleException(
                        "op.setLocal(…) after other steps cannot be undone: its value before it is not known.",
                        "call op.setLocal(…) before all other steps, or write the downgrade without op.undo(…)");
            }
            governing.values().stream()
                    .filter(setting -> !setting.equals(inForce.get(setting.setting())))
                    .forEach(inverses::add);
            inForce.putAll(governing);
            if (!isDroppedWithTable(operations.get(i), operations.subList(i + 1, operations.size()))) {
                inverses.add(operations.get(i).inverse());
            }
        }
        return inverses;
    }

    /**
     * Whether a later step drops the created trigger, policy or statistics object with its table or column. The inverse of
     * that step does not bring it back, as is right: it is not there before.
     */
    private static boolean isDroppedWithTable(Operation operation, List<Operation> later) {
        return operation instanceof ChangeDefinition change
                && change.isCreated()
                && later.stream().anyMatch(step -> dropsWith(change, step));
    }

    private static boolean dropsWith(ChangeDefinition created, Operation step) {
        if (created.object().kind() == DefinedKind.STATISTICS) {
            return step instanceof DropTable table
                            && DefinitionReferences.statisticsUse(created.to(), table.name(), null)
                    || step instanceof DropColumn column
                            && DefinitionReferences.statisticsUse(created.to(), column.table(), column.name());
        }
        return step instanceof DropTable table
                && table.name().equals(created.object().table());
    }

    private static Map<String, SetLocal> settingsBefore(List<Operation> operations, int end) {
        Map<String, SetLocal> settings = new LinkedHashMap<>();
        for (Operation operation : operations.subList(0, end)) {
            if (operation instanceof SetLocal setting) {
                settings.put(setting.setting(), setting);
            }
        }
        return settings;
    }

    /** The schema after all of the operations. */
    public static DatabaseSchema apply(List<Operation> operations, DatabaseSchema before) {
        DatabaseSchema schema = before;
        for (Operation operation : operations) {
            schema = operation.applyTo(schema);
        }
        return schema;
    }

    /** Returns the operations without the blocks and guards around them. */
    public static Stream<Operation> leaves(List<Operation> operations) {
        return operations.stream().flatMap(OperationList::leaves);
    }

    private static Stream<Operation> leaves(Operation operation) {
        if (operation instanceof Autocommit block) {
            return block.safely() == null ? leaves(block.steps()) : Stream.of(block.safely());
        }
        if (operation instanceof Savepoint block) {
            return Stream.concat(leaves(block.steps()), leaves(block.onFailure()));
        }
        if (operation instanceof IfNotExists guard) {
            return leaves(guard.create());
        }
        return operation instanceof IfExists guard ? leaves(guard.drop()) : Stream.of(operation);
    }

    static String describe(List<Operation> operations) {
        return String.join("; ", operations.stream().map(Operation::describe).toList());
    }

    /** Whether it inserts or deletes rows that are not in memory: outside of a transaction they get one of their own. */
    public static boolean isStreamed(Operation step) {
        return step instanceof InsertRows insert && insert.source() != null
                || step instanceof DeleteRows delete && delete.source() != null;
    }
}
