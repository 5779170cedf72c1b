package com.levymaster.migrate.plan;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.operation.ControlOperation.Autocommit;
import com.levymaster.migrate.operation.ControlOperation.IfExists;
import com.levymaster.migrate.operation.ControlOperation.IfNotExists;
import com.levymaster.migrate.operation.ControlOperation.SetLocal;
import com.levymaster.migrate.operation.IndexOperation.CreateIndex;
import com.levymaster.migrate.operation.IndexOperation.DropIndex;
import com.levymaster.migrate.operation.Operation;
import java.util.List;

/** Steps that a body which inspects the database may commit before its end: those that can be run again. */
public final class RepeatableSteps {

    private RepeatableSteps() {}

    /**
     * Checks the steps of a body that inspects the database.
     *
     * @param transactional whether the revision runs in a transaction, apart from its {@code op.autocommit} blocks
     * @throws MigrationException when a step that cannot be run again may be committed before the revision is
     */
    public static void check(boolean transactional, List<Operation> operations) {
        int committed = transactional ? 1 + lastBlock(operations) : operations.size();
        for (Operation operation : operations.subList(0, committed)) {
            if (!isRepeatable(operation)) {
                throw new MigrationException(
                        "it inspects the database and leaves its transaction, so that after an interruption it could"
                                + " not be resumed exactly: \"" + operation.describe() + "\" would run twice.",
                        "guard that step (op.table(…).ifNotExists(…), op.idempotent(…)), or move op.autocommit(…) to a"
                                + " revision of its own, or do without op.inspector()");
            }
        }
    }

    /** -1 where there is none. */
    private static int lastBlock(List<Operation> operations) {
        for (int i = operations.size() - 1; i >= 0; i--) {
            if (operations.get(i) instanceof Autocommit) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isRepeatable(Operation operation) {
        if (operation instanceof Autocommit block) {
            return block.steps().stream().allMatch(RepeatableSteps::isRepeatable);
        }
        return operation instanceof IfNotExists
                || operation instanceof IfExists
                || operation instanceof SetLocal
                || operation instanceof CreateIndex index && index.concurrently()
                || operation instanceof DropIndex drop && drop.concurrently();
    }
}
