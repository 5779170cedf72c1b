package com.levymaster.migrate.schema;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The name of a table, sequence, type or other object of a schema, as in the catalog: unquoted, in its case.
 *
 * @param schema the schema of the object; {@code null} for the default schema of the run (as in SQLAlchemy)
 * @param name the name within the schema; never empty
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

    /** Names an object of the default schema. */
    public static ObjectName of(String name) {
        return new ObjectName(null, name);
    }

    /** Names an object of the given schema. */
    public static ObjectName of(@Nullable String schema, String name) {
        return new ObjectName(schema, name);
    }

    /** Returns another name in the same schema. */
    public ObjectName renamed(String newName) {
        return new ObjectName(schema, newName);
    }

    @Override
    public int compareTo(ObjectName other) {
        return ORDER.compare(this, other);
    }

    /** {@code name}, or {@code schema.name}, for messages; not quoted for SQL. */
    @Override
    public String toString() {
        return schema == null ? name : schema + "." + name;
    }
}
