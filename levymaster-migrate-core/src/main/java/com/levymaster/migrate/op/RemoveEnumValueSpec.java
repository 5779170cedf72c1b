package com.levymaster.migrate.op;

import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.TypeOperation.RemoveEnumValue;
import com.levymaster.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/** Takes a label out of an enum type. */
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

    /** The label that it stood before, for the way back; the end, unless said. */
    public RemoveEnumValueSpec wasBefore(String next) {
        wasBefore = next;
        return this;
    }

    /** The label that it stood after, for the way back. */
    public RemoveEnumValueSpec wasAfter(String previous) {
        wasAfter = previous;
        return this;
    }

    /** The label that rows get instead; there is no way back then. */
    public RemoveEnumValueSpec replacedBy(String other) {
        replacement = other;
        return this;
    }

    @Override
    public Operation build() {
        return new RemoveEnumValue(type, label, wasBefore, wasAfter, replacement);
    }
}
