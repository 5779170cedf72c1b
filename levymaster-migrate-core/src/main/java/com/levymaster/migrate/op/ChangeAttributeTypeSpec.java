package com.levymaster.migrate.op;

import com.levymaster.migrate.operation.ColumnOperation.ChangeType.Shape;
import com.levymaster.migrate.operation.CompositeOperation.ChangeAttributeType;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/** Changes an attribute's type: {@code op.types().changeAttributeType("address", "zip").from(text()).to(varchar(10))}. */
public final class ChangeAttributeTypeSpec implements OperationBuilder {

    private final ObjectName type;
    private final String attribute;
    private @Nullable Shape from;
    private @Nullable Shape to;

    ChangeAttributeTypeSpec(ObjectName type, String attribute) {
        this.type = type;
        this.attribute = attribute;
    }

    public ChangeAttributeTypeSpec from(ColumnType was) {
        from = new Shape(was, null);
        return this;
    }

    /** The type as it is, with a collation that is not the type's own. */
    public ChangeAttributeTypeSpec from(ColumnType was, String collation) {
        from = new Shape(was, collation);
        return this;
    }

    public ChangeAttributeTypeSpec to(ColumnType will) {
        to = new Shape(will, null);
        return this;
    }

    /** The new type, with a collation that is not the type's own. */
    public ChangeAttributeTypeSpec to(ColumnType will, String collation) {
        to = new Shape(will, collation);
        return this;
    }

    @Override
    public Operation build() {
        String sentence = "types().changeAttributeType(\"" + type + "\", \"" + attribute + "\")";
        return new ChangeAttributeType(type, attribute, from, OperationBuilder.require(to, sentence, ".to(type)"));
    }
}
