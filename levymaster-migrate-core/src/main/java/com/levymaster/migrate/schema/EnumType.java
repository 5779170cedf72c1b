package com.levymaster.migrate.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An enum type; its labels in their sort order. */
public record EnumType(
        ObjectName name, List<String> labels, @Nullable String comment) {

    public EnumType {
        labels = List.copyOf(labels);
    }

    public static EnumType of(ObjectName name, List<String> labels) {
        return new EnumType(name, labels, null);
    }

    public EnumType withName(ObjectName value) {
        return new EnumType(value, labels, comment);
    }

    public EnumType withLabels(List<String> value) {
        return new EnumType(name, value, comment);
    }

    public EnumType withComment(@Nullable String value) {
        return new EnumType(name, labels, value);
    }
}
