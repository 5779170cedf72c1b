package com.levymaster.migrate.operation;

import com.levymaster.migrate.operation.ControlOperation.Autocommit;
import com.levymaster.migrate.operation.ControlOperation.IfExists;
import com.levymaster.migrate.operation.ControlOperation.IfNotExists;
import com.levymaster.migrate.operation.ControlOperation.Savepoint;
import com.levymaster.migrate.schema.DatabaseSchema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
        operations.forEach(o -> inverses.add(o.inverse()));
        Collections.reverse(inverses);
        return inverses;
    }

    /** Returns the schema after all operations. */
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
            return leaves(block.steps());
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
}
