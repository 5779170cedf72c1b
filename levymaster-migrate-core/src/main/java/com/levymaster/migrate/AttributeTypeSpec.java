package com.levymaster.migrate;

import com.levymaster.migrate.operation.ColumnOperation.ChangeType.Shape;
import com.levymaster.migrate.operation.CompositeOperation.ChangeAttributeType;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/** Changes an attribute's type: {@code op.types().changeAttributeType("address", "zip").from(text()).to(varchar(10))}. */
public final class AttributeTypeSpec implements Sentence {

    private final ObjectName type;
    private final String attribute;
    private @Nullable Shape from;
    private @Nullable Shape to;

    AttributeTypeSpec(ObjectName type, String attribute) {
        this.type = type;
        this.attribute = attribute;
    }

    public AttributeTypeSpec from(ColumnType was) {
        from = new Shape(was, null);
        return this;
    }

    /** The type as it is, with a collation that is not the type's own. */
    public AttributeTypeSpec from(ColumnType was, String collation) {
        from = new Shape(was, collation);
        return this;
    }

    public AttributeTypeSpec to(ColumnType will) {
        to = new Shape(will, null);
        return this;
    }

    /** The new type, with a collation that is not the type's own. */
    public AttributeTypeSpec to(ColumnType will, String collation) {
        to = new Shape(will, collation);
        return this;
    }

    @Override
    public Operation finish() {
        String sentence = "types().changeAttributeType(\"" + type + "\", \"" + attribute + "\")";
        return new ChangeAttributeType(type, attribute, from, Sentence.said(to, sentence, ".to(type)"));
    }
}
