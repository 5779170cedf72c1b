package com.levymaster.migrate.diff;

import com.levymaster.migrate.operation.ColumnOperation.ChangeType.Shape;
import com.levymaster.migrate.operation.CommentOperation.ChangeComment;
import com.levymaster.migrate.operation.CompositeOperation.AddAttribute;
import com.levymaster.migrate.operation.CompositeOperation.ChangeAttributeType;
import com.levymaster.migrate.operation.CompositeOperation.CreateComposite;
import com.levymaster.migrate.operation.CompositeOperation.DropAttribute;
import com.levymaster.migrate.operation.CompositeOperation.DropComposite;
import com.levymaster.migrate.operation.Previous;
import com.levymaster.migrate.schema.CommentTarget;
import com.levymaster.migrate.schema.CompositeType;
import com.levymaster.migrate.schema.CompositeType.Attribute;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares composite types: attributes are added before the tables that use them change, and dropped afterwards. */
final class CompositeDiff {

    private final DiffBuilder builder;
    private final DatabaseSchema desiredSchema;

    CompositeDiff(DiffBuilder builder, DatabaseSchema desiredSchema) {
        this.builder = builder;
        this.desiredSchema = desiredSchema;
    }

    /** Creates the type, or adds and changes its attributes. */
    void beforeTables(ObjectName name) {
        CompositeType desired = desiredSchema.composites().get(name);
        CompositeType actual = builder.current().composites().get(name);
        if (desired == null) {
            return;
        }
        if (actual == null) {
            builder.add(new CreateComposite(desired));
        } else {
            change(actual, desired);
        }
    }

    private void change(CompositeType actual, CompositeType desired) {
        Map<String, Attribute> present = byName(actual);
        for (Attribute attribute : desired.attributes()) {
            Attribute other = present.get(attribute.name());
            if (other == null) {
                builder.add(new AddAttribute(desired.name(), attribute));
                continue;
            }
            if (!shape(other).equals(shape(attribute))) {
                builder.add(new ChangeAttributeType(desired.name(), attribute.name(), shape(other), shape(attribute)));
            }
            CommentTarget target =
                    new CommentTarget(CommentTarget.CommentableKind.ATTRIBUTE, desired.name(), attribute.name());
            comment(target, other.comment(), attribute.comment());
        }
        comment(
                new CommentTarget(CommentTarget.CommentableKind.COMPOSITE, desired.name(), null),
                actual.comment(),
                desired.comment());
    }

    private void comment(CommentTarget target, @Nullable String actual, @Nullable String desired) {
        if (!Objects.equals(actual, desired)) {
            builder.add(new ChangeComment(target, Previous.of(actual), desired));
        }
    }

    void dropAttributes() {
        for (CompositeType actual : List.copyOf(builder.current().composites().values())) {
            CompositeType desired = desiredSchema.composites().get(actual.name());
            if (desired != null) {
                actual.attributes().stream()
                        .filter(attribute -> !byName(desired).containsKey(attribute.name()))
                        .forEach(attribute ->
                                builder.add(new DropAttribute(actual.name(), attribute.name(), attribute)));
            }
        }
    }

    /** Drops the type unless it is desired. */
    void drop(ObjectName name) {
        CompositeType actual = builder.current().composites().get(name);
        if (actual != null && !desiredSchema.composites().containsKey(name)) {
            builder.add(new DropComposite(name, actual));
        }
    }

    private static Shape shape(Attribute attribute) {
        return new Shape(attribute.type(), attribute.collation());
    }

    private static Map<String, Attribute> byName(CompositeType type) {
        return type.attributes().stream().collect(Collectors.toMap(Attribute::name, Function.identity()));
    }
}
