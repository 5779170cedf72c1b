package com.levymaster.migrate.operation;

import com.levymaster.migrate.schema.Schema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Lists of operations, read as one. */
public final class Flow {

    private Flow() {}

    /**
     * The operations that take the given ones back, last first.
     *
     * @throws IrreversibleException when one of them has no inverse
     */
    public static List<Operation> inverted(List<Operation> operations) {
        List<Operation> inverses = new ArrayList<>(operations.size());
        operations.forEach(o -> inverses.add(o.inverse()));
        Collections.reverse(inverses);
        return inverses;
    }

    /** The schema after all of the operations. */
    public static Schema apply(List<Operation> operations, Schema before) {
        Schema schema = before;
        for (Operation operation : operations) {
            schema = operation.applyTo(schema);
        }
        return schema;
    }

    static String describe(List<Operation> operations) {
        return String.join("; ", operations.stream().map(Operation::describe).toList());
    }
}
