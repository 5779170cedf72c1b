package com.levymaster.migrate.operation;

import com.levymaster.migrate.schema.CompositeType;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.EnumType;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The object that an operation creates, drops or changes, and that a guard tests for existence.
 *
 * @param object the object itself, or the table or type of the part; for a schema or extension, its name
 * @param part the column, constraint, index, label or attribute; {@code null} for the object itself
 */
public record AffectedObject(
        ObjectKind kind, ObjectName object, @Nullable String part) {

    /** Kinds of objects. */
    public enum ObjectKind {
        TABLE,
        COLUMN,
        CONSTRAINT,
        INDEX,
        SEQUENCE,
        TYPE,
        ENUM_VALUE,
        ATTRIBUTE,
        SCHEMA,
        EXTENSION,
        VIEW
    }

    /** Returns the affected object; empty for operations on several objects, or on rows. */
    public static Optional<AffectedObject> of(Operation operation) {
        return operation.accept(new AffectedObjects());
    }

    /** Whether the object exists in the schema. */
    public boolean isIn(DatabaseSchema schema) {
        ObjectName name = schema.resolve(object);
        return switch (kind) {
            case TABLE -> schema.tables().containsKey(name);
            case COLUMN -> holds(schema, (t, p) -> t.column(p).isPresent());
            case CONSTRAINT -> holds(schema, (t, p) -> t.constraints().containsKey(p));
            case INDEX -> holds(schema, (t, p) -> t.indexes().containsKey(p));
            case SEQUENCE -> schema.sequences().containsKey(name);
            case TYPE -> type(schema, name).isPresent();
            case ENUM_VALUE -> hasLabel(schema.enums().get(name));
            case ATTRIBUTE -> attribute(schema, name).isPresent();
            case SCHEMA -> schema.schemas().contains(object.name());
            case EXTENSION -> schema.extensions().containsKey(object.name());
            case VIEW -> schema.views().containsKey(name);
        };
    }

    /** Returns the record of the object in the schema; empty if it does not exist, or consists of its name only. */
    public Optional<?> in(DatabaseSchema schema) {
        ObjectName name = schema.resolve(object);
        Optional<Table> table = Optional.ofNullable(schema.tables().get(name));
        return switch (kind) {
            case TABLE -> table;
            case COLUMN -> table.flatMap(t -> part == null ? Optional.empty() : t.column(part));
            case CONSTRAINT -> table.map(t -> t.constraints().get(part));
            case INDEX -> table.map(t -> t.indexes().get(part));
            case SEQUENCE -> Optional.ofNullable(schema.sequences().get(name));
            case TYPE -> type(schema, name);
            case ATTRIBUTE -> attribute(schema, name);
            case VIEW -> Optional.ofNullable(schema.views().get(name));
            case ENUM_VALUE, SCHEMA, EXTENSION -> Optional.empty();
        };
    }

    private boolean holds(DatabaseSchema schema, BiPredicate<Table, String> question) {
        Table table = schema.tables().get(schema.resolve(object));
        return table != null && part != null && question.test(table, part);
    }

    private static Optional<Record> type(DatabaseSchema schema, ObjectName name) {
        return Stream.of(schema.enums(), schema.domains(), schema.composites())
                .<Record>map(types -> types.get(name))
                .filter(Objects::nonNull)
                .findFirst();
    }

    private Optional<CompositeType.Attribute> attribute(DatabaseSchema schema, ObjectName name) {
        return Optional.ofNullable(schema.composites().get(name))
                .flatMap(type -> type.attributes().stream()
                        .filter(a -> a.name().equals(part))
                        .findFirst());
    }

    private boolean hasLabel(@Nullable EnumType type) {
        return type != null && part != null && type.labels().contains(part);
    }
}
