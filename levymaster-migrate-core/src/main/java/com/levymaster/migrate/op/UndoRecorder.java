package com.levymaster.migrate.op;

import com.levymaster.migrate.operation.IrreversibleException;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.Inspector;
import java.util.List;
import java.util.Optional;

/** Takes down an upgrade that is to be inverted. What the upgrade saw when it ran cannot be asked again. */
record UndoRecorder(List<Operation> said, OperationRecorder outer) implements OperationRecorder {

    @Override
    public void record(Operation operation) {
        said.add(operation);
    }

    @Override
    public Inspector catalog() {
        throw new IrreversibleException(
                "a body that asks op.inspector(): what it saw when it ran is not known",
                "write the downgrade explicitly");
    }

    @Override
    public Optional<String> argument(String key) {
        return outer.argument(key);
    }

    @Override
    public Optional<String> tag() {
        return outer.tag();
    }
}
