package com.levymaster.migrate.operation;

import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.effect.InheritanceEffects;
import com.levymaster.migrate.schema.effect.SchemaEffects;
import org.jspecify.annotations.Nullable;

/** A change to an index of a table. */
public sealed interface IndexOperation extends Operation {

    ObjectName table();

    @Override
    default <R> R accept(Operation.Visitor<R> visitor) {
        return accept((Visitor<R>) visitor);
    }

    <R> R accept(Visitor<R> visitor);

    /** A visitor of index operations. */
    interface Visitor<R> {
        R createIndex(CreateIndex operation);

        R dropIndex(DropIndex operation);

        R renameIndex(RenameIndex operation);
    }

    /**
     * Creates an index.
     *
     * @param concurrently without blocking writers, outside a transaction
     * @param only whether the partitions of the table get no index; that of the table is not valid until theirs are
     *     attached
     */
    record CreateIndex(ObjectName table, Index index, boolean concurrently, boolean only) implements IndexOperation {

        /** Creates an index that partitions have, too. */
        public CreateIndex(ObjectName table, Index index, boolean concurrently) {
            this(table, index, concurrently, false);
        }

        @Override
        public Operation inverse() {
            return new DropIndex(table, index.name(), index, concurrently, only);
        }

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            boolean invalid = only && InheritanceEffects.isPartitioned(before, table);
            return SchemaEffects.onTable(before, table, t -> t.withIndex(invalid ? index.withValid(false) : index));
        }

        @Override
        public String describe() {
            return "create " + (index.unique() ? "unique " : "") + "index " + index.name() + " on " + table
                    + (only ? " only" : "") + (concurrently ? " concurrently" : "");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.createIndex(this);
        }
    }

    /**
     * Drops an index.
     *
     * @param was the index before the change, for the inverse
     * @param wasOnly whether the inverse creates no index on partitions
     */
    record DropIndex(
            ObjectName table, String name, @Nullable Index was, boolean concurrently, boolean wasOnly)
            implements IndexOperation {

        /** Drops an index that partitions have, too. */
        public DropIndex(ObjectName table, String name, @Nullable Index was, boolean concurrently) {
            this(table, name, was, concurrently, false);
        }

        @Override
        public Operation inverse() {
            if (was == null) {
                throw IrreversibleException.missingHint(this, "dropIndex(\"" + name + "\").was(i -> …)");
            }
            return new CreateIndex(table, was, concurrently, wasOnly);
        }

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            return SchemaEffects.onTable(before, table, t -> t.withoutIndex(name));
        }

        @Override
        public String describe() {
            return "drop index " + name + " of " + table + (concurrently ? " concurrently" : "");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.dropIndex(this);
        }
    }

    /** Renames an index. */
    record RenameIndex(ObjectName table, String from, String to) implements IndexOperation {

        @Override
        public Operation inverse() {
            return new RenameIndex(table, to, from);
        }

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            return SchemaEffects.onTable(before, table, t -> {
                Index index = t.indexes().get(from);
                return index == null
                        ? SchemaEffects.renameKey(t, from, to)
                        : t.withoutIndex(from).withIndex(index.withName(to));
            });
        }

        @Override
        public String describe() {
            return "rename index " + from + " of " + table + " to " + to;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.renameIndex(this);
        }
    }
}
