package com.levymaster.migrate.op;

import com.levymaster.migrate.operation.ColumnOperation.ChangeType.Shape;
import com.levymaster.migrate.operation.CompositeOperation.ChangeAttributeType;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Changes the type of an attribute: {@code op.types().changeAttributeType("address",
 * "zip").from(text()).to(varchar(10))}.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-altertype.html">PostgreSQL: ALTER TYPE</a>
 */
public final class ChangeAttributeTypeSpec implements OperationBuilder {

    private final ObjectName type;
    private final String attribute;
    private @Nullable Shape from;
    private @Nullable Shape to;

    ChangeAttributeTypeSpec(ObjectName type, String attribute) {
        this.type = type;
        this.attribute = attribute;
    }

    /** The current type. Required for undo. */
    public ChangeAttributeTypeSpec from(ColumnType was) {
        from = new Shape(was, null);
        return this;
    }

    /** The current type with a collation other than the default of the type. Required for undo. */
    public ChangeAttributeTypeSpec from(ColumnType was, String collation) {
        from = new Shape(was, collation);
        return this;
    }

    /** The new type: {@code alter type address alter attribute zip type …}. Required. */
    public ChangeAttributeTypeSpec to(ColumnType will) {
        to = new Shape(will, null);
        return this;
    }

    /** The new type with a collation other than the default of the type. */
    public ChangeAttributeTypeSpec to(ColumnType will, String collation) {
        to = new Shape(will, collation);
        return this;
    }

    @Override
    public Operation build() {
        String call = "types().changeAttributeType(\"" + type + "\", \"" + attribute + "\")";
        return new ChangeAttributeType(type, attribute, from, OperationBuilder.require(to, call, ".to(type)"));
    }
}
