package com.levymaster.migrate.op;

import com.levymaster.migrate.operation.CompositeOperation.DropAttribute;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/** Drops an attribute: {@code op.types().dropAttribute("address", "zip").was(varchar(10))}. */
public final class DropAttributeSpec implements OperationBuilder {

    private final ObjectName type;
    private final String name;
    private @Nullable AttributeSpec was;

    DropAttributeSpec(ObjectName type, String name) {
        this.type = type;
        this.name = name;
    }

    /** Describes the attribute as it is, so that undo can add it again; its values are lost. */
    public AttributeSpec was(ColumnType attributeType) {
        AttributeSpec spec = new AttributeSpec(name, attributeType);
        was = spec;
        return spec;
    }

    @Override
    public Operation build() {
        return new DropAttribute(type, name, was == null ? null : was.attribute());
    }
}
