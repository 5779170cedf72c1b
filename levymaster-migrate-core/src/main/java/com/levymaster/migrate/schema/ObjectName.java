package com.levymaster.migrate.schema;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Names a table, sequence, type or other object of a schema, exactly as the catalog spells it: unquoted, and with its
 * case.
 *
 * @param schema the schema that holds it; {@code null} for the default schema of the run (as in SQLAlchemy)
 * @param name the object's own name; never empty
 */
public record ObjectName(@Nullable String schema, String name) implements Comparable<ObjectName> {

    private static final Comparator<ObjectName> ORDER = Comparator.comparing(
                    ObjectName::schema, Comparator.nullsFirst(Comparator.<String>naturalOrder()))
            .thenComparing(ObjectName::name);

    public ObjectName {
        if (name.isEmpty() || (schema != null && schema.isEmpty())) {
            throw new IllegalArgumentException("A name must not be empty");
        }
    }

    /** An object of the default schema. */
    public static ObjectName of(String name) {
        return new ObjectName(null, name);
    }

    /** An object of the named schema. */
    public static ObjectName of(@Nullable String schema, String name) {
        return new ObjectName(schema, name);
    }

    /** The same schema, another name. */
    public ObjectName renamed(String newName) {
        return new ObjectName(schema, newName);
    }

    @Override
    public int compareTo(ObjectName other) {
        return ORDER.compare(this, other);
    }

    /** {@code name}, or {@code schema.name}: for people; SQL text is quoted elsewhere. */
    @Override
    public String toString() {
        return schema == null ? name : schema + "." + name;
    }
}
