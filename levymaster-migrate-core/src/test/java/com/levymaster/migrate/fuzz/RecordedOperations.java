package com.levymaster.migrate.fuzz;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.operation.Operation;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.List;

/** A revision whose body records operations that are values already. Its downgrade records them too. */
record RecordedOperations(List<Operation> operations) implements Migration {

    @Override
    public void upgrade(Operations op) {
        try {
            Field field = Operations.class.getDeclaredField("buffer");
            field.setAccessible(true);
            Object buffer = field.get(op);
            Method add = buffer.getClass().getDeclaredMethod("add", Operation.class);
            add.setAccessible(true);
            for (Operation operation : operations) {
                add.invoke(buffer, operation);
            }
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void downgrade(Operations op) {
        upgrade(op);
    }
}
