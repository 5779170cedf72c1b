package com.levymaster.migrate.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An enum type with its labels in sort order. */
public record EnumType(
        ObjectName name, List<String> labels, @Nullable String comment) {

    public EnumType {
        labels = List.copyOf(labels);
    }

    /** Creates an enum type without a comment. */
    public static EnumType of(ObjectName name, List<String> labels) {
        return new EnumType(name, labels, null);
    }

    /** Returns a copy with this name. */
    public EnumType withName(ObjectName value) {
        return new EnumType(value, labels, comment);
    }

    /** Returns a copy with these labels. */
    public EnumType withLabels(List<String> value) {
        return new EnumType(name, value, comment);
    }

    /** Returns a copy with this comment; {@code null} for none. */
    public EnumType withComment(@Nullable String value) {
        return new EnumType(name, labels, value);
    }
}
