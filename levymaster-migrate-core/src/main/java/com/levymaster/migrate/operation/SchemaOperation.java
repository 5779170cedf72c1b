package com.levymaster.migrate.operation;

import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.GrantableKind;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.effect.GrantEffects;
import com.levymaster.migrate.schema.effect.SecurityEffects;
import java.util.SortedSet;
import java.util.TreeSet;

/** A change to a schema. */
public sealed interface SchemaOperation extends Operation {

    @Override
    default <R> R accept(Operation.Visitor<R> visitor) {
        return accept((Visitor<R>) visitor);
    }

    <R> R accept(Visitor<R> visitor);

    /** A visitor of these operations. */
    interface Visitor<R> {
        R createSchema(CreateSchema operation);

        R dropSchema(DropSchema operation);
    }

    /**
     * Creates a schema.
     */
    record CreateSchema(String name) implements SchemaOperation {

        @Override
        public Operation inverse() {
            return new DropSchema(name, true);
        }

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            SortedSet<String> all = new TreeSet<>(before.schemas());
            all.add(name);
            return SecurityEffects.created(before.withSchemas(all), GrantableKind.SCHEMA, ObjectName.of(name));
        }

        @Override
        public String describe() {
            return "create schema " + name;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.createSchema(this);
        }
    }

    /**
     * Drops an empty schema.
     *
     * @param wasEmpty whether the author declares that the schema was empty, so that the inverse can create it
     */
    record DropSchema(String name, boolean wasEmpty) implements SchemaOperation {

        @Override
        public Operation inverse() {
            if (!wasEmpty) {
                throw IrreversibleException.missingHint(this, "dropSchema(\"" + name + "\").wasEmpty()");
            }
            return new CreateSchema(name);
        }

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            SortedSet<String> all = new TreeSet<>(before.schemas());
            all.remove(name);
            return GrantEffects.without(
                    SecurityEffects.droppedSchema(before.withSchemas(all), name), GrantableKind.SCHEMA, ObjectName.of(name));
        }

        @Override
        public String describe() {
            return "drop schema " + name;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.dropSchema(this);
        }
    }
}
