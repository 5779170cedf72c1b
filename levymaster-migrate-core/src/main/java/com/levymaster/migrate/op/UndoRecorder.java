package com.levymaster.migrate.op;

import com.levymaster.migrate.operation.IrreversibleException;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.Inspector;
import java.util.List;
import java.util.Optional;

/** Records an upgrade that is to be inverted. Refuses inspection: the state that the upgrade saw is gone. */
record UndoRecorder(List<Operation> recorded, OperationRecorder outer) implements OperationRecorder {

    @Override
    public void record(Operation operation) {
        recorded.add(operation);
    }

    @Override
    public Inspector catalog() {
        throw new IrreversibleException(
                "a body that calls op.inspector(): the state that it inspected is unknown",
                "write the downgrade by hand");
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
