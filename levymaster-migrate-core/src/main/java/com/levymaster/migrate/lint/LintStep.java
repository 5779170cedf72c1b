package com.levymaster.migrate.lint;

import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;

/** A step that an {@link ApplicationRule} checks, and what is known when it begins. */
public final class LintStep {

    private final Operation operation;
    private final LintContext context;

    LintStep(Operation operation, LintContext context) {
        this.operation = operation;
        this.context = context;
    }

    /** The operation; of {@code ifExists()} and {@code ifNotExists()}, the operation that they guard. */
    public Operation operation() {
        return operation;
    }

    /** The schema before the step. It is read from the database once, when it is asked for. */
    public DatabaseSchema schema() {
        return context.before().get();
    }

    /** Whether other sessions may use the table, view or type: false if the plan creates it. */
    public boolean isInUse(ObjectName name) {
        return context.isInUse(name);
    }

    /** Whether the step runs in the transaction of its revision. */
    public boolean isInTransaction() {
        return context.inTransaction();
    }

    /** The {@code server_version_num} of the server, such as 180006. */
    public int serverVersion() {
        return context.serverVersion();
    }
}
