package com.levymaster.migrate.op;

import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.TypeOperation.RemoveEnumValue;
import com.levymaster.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Removes a label from an enum type: {@code op.types().removeEnumValue("status", "HELD").wasBefore("OPEN")}.
 *
 * @see TypeOperations#removeEnumValue
 */
public final class RemoveEnumValueSpec implements OperationBuilder {

    private final ObjectName type;
    private final String label;
    private @Nullable String wasBefore;
    private @Nullable String wasAfter;
    private @Nullable String replacement;

    RemoveEnumValueSpec(ObjectName type, String label) {
        this.type = type;
        this.label = label;
    }

    /**
     * The label that followed it, where undo adds it again. Without {@code wasBefore} or {@code wasAfter}, undo adds it
     * at the end; both together are refused.
     */
    public RemoveEnumValueSpec wasBefore(String next) {
        wasBefore = next;
        return this;
    }

    /** The label that preceded it, where undo adds it again. */
    public RemoveEnumValueSpec wasAfter(String previous) {
        wasAfter = previous;
        return this;
    }

    /** The label that rows and defaults get instead. The operation cannot be undone then. */
    public RemoveEnumValueSpec replacedBy(String other) {
        replacement = other;
        return this;
    }

    @Override
    public Operation build() {
        return new RemoveEnumValue(type, label, wasBefore, wasAfter, replacement);
    }
}
