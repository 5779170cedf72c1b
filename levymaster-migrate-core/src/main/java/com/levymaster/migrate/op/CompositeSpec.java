package com.levymaster.migrate.op;

import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.CompositeType;
import com.levymaster.migrate.schema.CompositeType.Attribute;
import com.levymaster.migrate.schema.ObjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Describes a composite type: {@code op.types().createComposite("address", c -> c.attribute("city", text()))}. At least
 * one attribute is required.
 *
 * @see <a href="https://www.postgresql.org/docs/current/rowtypes.html">PostgreSQL: composite types</a>
 */
public final class CompositeSpec {

    private final List<AttributeSpec> attributes = new ArrayList<>();
    private @Nullable String comment;

    CompositeSpec() {}

    /** Adds an attribute. Two attributes of the same name are refused. */
    public AttributeSpec attribute(String name, ColumnType type) {
        AttributeSpec attribute = new AttributeSpec(name, type);
        attributes.add(attribute);
        return attribute;
    }

    /** Sets the comment: {@code comment on type address is '…'}. An empty text is refused. */
    public CompositeSpec comment(String text) {
        comment = text;
        return this;
    }

    static CompositeType composite(ObjectName name, Consumer<CompositeSpec> body) {
        CompositeSpec spec = new CompositeSpec();
        body.accept(spec);
        List<Attribute> all =
                spec.attributes.stream().map(AttributeSpec::attribute).toList();
        OperationBuilder.require(
                all.isEmpty() ? null : all, "createComposite(\"" + name + "\")", ".attribute(name, type)");
        return new CompositeType(name, all, spec.comment);
    }
}
