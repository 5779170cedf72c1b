package com.levymaster.migrate.schema;

import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A type of several values, as {@code create type address as (street text, city text)} makes it.
 *
 * @param attributes in their order
 */
public record CompositeType(
        ObjectName name,
        List<Attribute> attributes,
        @Nullable String comment) {

    public CompositeType {
        attributes = List.copyOf(attributes);
    }

    public static CompositeType of(ObjectName name, List<Attribute> attributes) {
        return new CompositeType(name, attributes, null);
    }

    public CompositeType withName(ObjectName value) {
        return new CompositeType(value, attributes, comment);
    }

    public CompositeType withAttributes(List<Attribute> value) {
        return new CompositeType(name, value, comment);
    }

    /** Replaces the attribute of that name by what the change makes of it. */
    public CompositeType withAttribute(String attribute, UnaryOperator<Attribute> change) {
        return withAttributes(attributes.stream()
                .map(a -> a.name().equals(attribute) ? change.apply(a) : a)
                .toList());
    }

    public CompositeType withComment(@Nullable String value) {
        return new CompositeType(name, attributes, value);
    }

    /**
     * One value of a composite type.
     *
     * @param collation {@code null} for the type's own
     */
    public record Attribute(
            String name,
            ColumnType type,
            @Nullable String collation,
            @Nullable String comment) {

        public static Attribute of(String name, ColumnType type) {
            return new Attribute(name, type, null, null);
        }

        public Attribute withName(String value) {
            return new Attribute(value, type, collation, comment);
        }

        public Attribute withType(ColumnType value) {
            return new Attribute(name, value, collation, comment);
        }

        public Attribute withCollation(@Nullable String value) {
            return new Attribute(name, type, value, comment);
        }

        public Attribute withComment(@Nullable String value) {
            return new Attribute(name, type, collation, value);
        }
    }
}
