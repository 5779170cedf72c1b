package com.levymaster.migrate.schema;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A domain: a type with its own default, nullability and checks.
 *
 * @param checks expressions over {@code VALUE}, by constraint name
 */
public record Domain(
        ObjectName name,
        ColumnType type,
        boolean nullable,
        @Nullable DefaultValue defaultValue,
        Map<String, String> checks,
        @Nullable String comment) {

    public Domain {
        checks = Collections.unmodifiableMap(new TreeMap<>(checks));
    }

    /** Returns a copy with this name. */
    public Domain withName(ObjectName value) {
        return new Domain(value, type, nullable, defaultValue, checks, comment);
    }

    /** Returns a copy with this type. */
    public Domain withType(ColumnType value) {
        return new Domain(name, value, nullable, defaultValue, checks, comment);
    }

    /** Returns a copy with this default; {@code null} for none. */
    public Domain withDefault(@Nullable DefaultValue value) {
        return new Domain(name, type, nullable, value, checks, comment);
    }

    /** Returns a copy with this comment; {@code null} for none. */
    public Domain withComment(@Nullable String value) {
        return new Domain(name, type, nullable, defaultValue, checks, value);
    }
}
