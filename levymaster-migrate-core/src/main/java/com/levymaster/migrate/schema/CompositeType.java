package com.levymaster.migrate.schema;

import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A composite type, as created by {@code create type address as (street text, city text)}.
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

    /** Creates a composite type without a comment. */
    public static CompositeType of(ObjectName name, List<Attribute> attributes) {
        return new CompositeType(name, attributes, null);
    }

    /** Returns a copy with this name. */
    public CompositeType withName(ObjectName value) {
        return new CompositeType(value, attributes, comment);
    }

    /** Returns a copy with these attributes. */
    public CompositeType withAttributes(List<Attribute> value) {
        return new CompositeType(name, value, comment);
    }

    /** Applies a change to the attribute of that name. */
    public CompositeType withAttribute(String attribute, UnaryOperator<Attribute> change) {
        return withAttributes(attributes.stream()
                .map(a -> a.name().equals(attribute) ? change.apply(a) : a)
                .toList());
    }

    /** Returns a copy with this comment; {@code null} for none. */
    public CompositeType withComment(@Nullable String value) {
        return new CompositeType(name, attributes, value);
    }

    /**
     * One attribute of a composite type.
     *
     * @param collation {@code null} for the default of the type
     */
    public record Attribute(
            String name,
            ColumnType type,
            @Nullable String collation,
            @Nullable String comment) {

        /** Creates an attribute with the collation of its type and without a comment. */
        public static Attribute of(String name, ColumnType type) {
            return new Attribute(name, type, null, null);
        }

        /** Returns a copy with this name. */
        public Attribute withName(String value) {
            return new Attribute(value, type, collation, comment);
        }

        /** Returns a copy with this type. */
        public Attribute withType(ColumnType value) {
            return new Attribute(name, value, collation, comment);
        }

        /** Returns a copy with this collation; {@code null} for the default of the type. */
        public Attribute withCollation(@Nullable String value) {
            return new Attribute(name, type, value, comment);
        }

        /** Returns a copy with this comment; {@code null} for none. */
        public Attribute withComment(@Nullable String value) {
            return new Attribute(name, type, collation, value);
        }
    }
}
