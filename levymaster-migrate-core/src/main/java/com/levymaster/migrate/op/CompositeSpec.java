package com.levymaster.migrate.op;

import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.CompositeType;
import com.levymaster.migrate.schema.CompositeType.Attribute;
import com.levymaster.migrate.schema.ObjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Describes a composite type: {@code op.types().createComposite("address", c -> c.attribute("city", text()))}. */
public final class CompositeSpec {

    private final List<AttributeSpec> attributes = new ArrayList<>();
    private @Nullable String comment;

    CompositeSpec() {}

    public AttributeSpec attribute(String name, ColumnType type) {
        AttributeSpec attribute = new AttributeSpec(name, type);
        attributes.add(attribute);
        return attribute;
    }

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
