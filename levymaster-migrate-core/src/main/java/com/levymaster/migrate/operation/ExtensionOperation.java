package com.levymaster.migrate.operation;

import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.Extension;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A change to an extension. */
public sealed interface ExtensionOperation extends Operation {

    @Override
    default <R> R accept(Operation.Visitor<R> visitor) {
        return accept((Visitor<R>) visitor);
    }

    <R> R accept(Visitor<R> visitor);

    /** A visitor of these operations. */
    interface Visitor<R> {
        R createExtension(CreateExtension operation);

        R dropExtension(DropExtension operation);
    }

    /**
     * Installs an extension of the server in this database.
     */
    record CreateExtension(Extension extension) implements ExtensionOperation {

        @Override
        public Operation inverse() {
            return new DropExtension(extension.name(), extension);
        }

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            Map<String, Extension> all = new TreeMap<>(before.extensions());
            all.put(extension.name(), extension);
            return before.withExtensions(all);
        }

        @Override
        public String describe() {
            return "create extension " + extension.name();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.createExtension(this);
        }
    }

    /**
     * Removes an extension.
     *
     * @param was the extension before the change, for the inverse
     */
    record DropExtension(String name, @Nullable Extension was) implements ExtensionOperation {

        @Override
        public Operation inverse() {
            if (was == null) {
                throw IrreversibleException.missingHint(this, "dropExtension(\"" + name + "\").was(…)");
            }
            return new CreateExtension(was);
        }

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            Map<String, Extension> all = new TreeMap<>(before.extensions());
            all.remove(name);
            return before.withExtensions(all);
        }

        @Override
        public String describe() {
            return "drop extension " + name;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.dropExtension(this);
        }
    }
}
