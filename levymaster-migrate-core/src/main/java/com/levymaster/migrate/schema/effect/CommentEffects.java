package com.levymaster.migrate.schema.effect;

import com.levymaster.migrate.schema.CommentTarget;
import com.levymaster.migrate.schema.CompositeType;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.Domain;
import com.levymaster.migrate.schema.EnumType;
import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Sequence;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.schema.View;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Sets the comment of an object in a schema. */
final class CommentEffects {

    private CommentEffects() {}

    static DatabaseSchema set(DatabaseSchema schema, CommentTarget on, @Nullable String text) {
        ObjectName name = schema.resolve(on.object());
        return switch (on.kind()) {
            case TABLE -> SchemaEffects.onTable(schema, name, t -> t.withComment(text));
            case COLUMN -> SchemaEffects.onTable(schema, name, t -> t.withColumn(part(on), c -> c.withComment(text)));
            case ATTRIBUTE -> composite(schema, name, t -> t.withAttribute(part(on), a -> a.withComment(text)));
            case CONSTRAINT -> SchemaEffects.onTable(schema, name, t -> constraint(t, part(on), text));
            case INDEX -> SchemaEffects.onTable(schema, name, t -> index(t, part(on), text));
            case SEQUENCE -> sequence(schema, name, text);
            case TYPE -> type(schema, name, text);
            case COMPOSITE -> composite(schema, name, t -> t.withComment(text));
            case DOMAIN -> domain(schema, name, text);
            case VIEW, MATERIALIZED_VIEW -> view(schema, name, text);
        };
    }

    private static String part(CommentTarget on) {
        String part = on.part();
        if (part == null) {
            throw new IllegalArgumentException("A comment on " + on + " needs the name of the part");
        }
        return part;
    }

    private static Table constraint(Table table, String name, @Nullable String text) {
        Constraint constraint = table.constraints().get(name);
        return constraint == null ? table : table.withConstraint(constraint.withComment(text));
    }

    private static Table index(Table table, String name, @Nullable String text) {
        Index index = table.indexes().get(name);
        return index == null ? table : table.withIndex(index.withComment(text));
    }

    private static DatabaseSchema sequence(DatabaseSchema schema, ObjectName name, @Nullable String text) {
        Sequence sequence = schema.sequences().get(name);
        return sequence == null ? schema : schema.with(sequence.withComment(text));
    }

    private static DatabaseSchema type(DatabaseSchema schema, ObjectName name, @Nullable String text) {
        EnumType type = schema.enums().get(name);
        return type == null ? schema : schema.with(type.withComment(text));
    }

    private static DatabaseSchema composite(
            DatabaseSchema schema, ObjectName name, UnaryOperator<CompositeType> change) {
        CompositeType type = schema.composites().get(name);
        return type == null ? schema : schema.with(change.apply(type));
    }

    private static DatabaseSchema domain(DatabaseSchema schema, ObjectName name, @Nullable String text) {
        Domain domain = schema.domains().get(name);
        return domain == null ? schema : schema.with(domain.withComment(text));
    }

    private static DatabaseSchema view(DatabaseSchema schema, ObjectName name, @Nullable String text) {
        View view = schema.views().get(name);
        return view == null ? schema : schema.with(view.withComment(text));
    }
}
