package com.levymaster.migrate.operation;

import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.schema.effect.DropEffects;
import com.levymaster.migrate.schema.effect.SchemaEffects;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A change to a constraint of a table. */
public sealed interface ConstraintOperation extends Operation {

    ObjectName table();

    @Override
    default <R> R accept(Operation.Visitor<R> visitor) {
        return accept((Visitor<R>) visitor);
    }

    <R> R accept(Visitor<R> visitor);

    /** A visitor of constraint operations. */
    interface Visitor<R> {
        R addConstraint(AddConstraint operation);

        R dropConstraint(DropConstraint operation);

        R renameConstraint(RenameConstraint operation);

        R validateConstraint(ValidateConstraint operation);
    }

    /**
     * Adds a constraint.
     *
     * @param usingIndex the unique index that becomes the index of a primary key or unique constraint
     * @param wasNullable the columns that a primary key makes not null, and that the inverse makes nullable again
     */
    record AddConstraint(
            ObjectName table,
            Constraint constraint,
            @Nullable String usingIndex,
            List<String> wasNullable) implements ConstraintOperation {

        public AddConstraint {
            wasNullable = List.copyOf(wasNullable);
        }

        /** Adds a constraint that makes no nullable column not null. */
        public AddConstraint(ObjectName table, Constraint constraint, @Nullable String usingIndex) {
            this(table, constraint, usingIndex, List.of());
        }

        @Override
        public Operation inverse() {
            return new DropConstraint(table, constraint.name(), constraint, usingIndex, false, wasNullable);
        }

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            DatabaseSchema after = SchemaEffects.onTable(before, table, old -> {
                Table with = old.withConstraint(SchemaEffects.resolved(before, constraint));
                return usingIndex == null ? with : with.withoutIndex(usingIndex);
            });
            return constraint instanceof Constraint.PrimaryKey key
                    ? SchemaEffects.notNull(after, table, key.columns())
                    : after;
        }

        @Override
        public String describe() {
            return "add " + SchemaEffects.kind(constraint) + " " + constraint.name() + " on " + table;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.addConstraint(this);
        }
    }

    /**
     * Drops a constraint.
     *
     * @param was the constraint before the change, for the inverse
     * @param wasUsingIndex the index that it was created from
     * @param nullable the columns that allow null afterwards, which a primary key does not
     */
    record DropConstraint(
            ObjectName table,
            String name,
            @Nullable Constraint was,
            @Nullable String wasUsingIndex,
            boolean cascade,
            List<String> nullable)
            implements ConstraintOperation {

        public DropConstraint {
            nullable = List.copyOf(nullable);
        }

        /** Drops a constraint that leaves no column nullable. */
        public DropConstraint(
                ObjectName table,
                String name,
                @Nullable Constraint was,
                @Nullable String wasUsingIndex,
                boolean cascade) {
            this(table, name, was, wasUsingIndex, cascade, List.of());
        }

        @Override
        public Operation inverse() {
            if (was == null) {
                throw IrreversibleException.missingHint(this, "what the constraint was: .was…(…)");
            }
            return new AddConstraint(table, was, wasUsingIndex, nullable);
        }

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            Table old = before.tables().get(before.resolve(table));
            Constraint dropped = old == null ? null : old.constraints().get(name);
            if (dropped == null) {
                return before;
            }
            DatabaseSchema after = DropEffects.dropConstraint(before, table, name, cascade);
            return SchemaEffects.onTable(after, table, rest -> {
                Table free = SchemaEffects.withNullable(rest, nullable, true);
                return wasUsingIndex == null
                        ? free
                        : free.withIndex(SchemaEffects.keyIndex(was == null ? dropped : was, wasUsingIndex));
            });
        }

        @Override
        public String describe() {
            return "drop constraint " + name + " of " + table + (cascade ? " cascade" : "");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.dropConstraint(this);
        }
    }

    /** Renames a constraint. */
    record RenameConstraint(ObjectName table, String from, String to) implements ConstraintOperation {

        @Override
        public Operation inverse() {
            return new RenameConstraint(table, to, from);
        }

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            return SchemaEffects.onTable(before, table, t -> SchemaEffects.renameConstraint(t, from, to));
        }

        @Override
        public String describe() {
            return "rename constraint " + from + " of " + table + " to " + to;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.renameConstraint(this);
        }
    }

    /** Checks the rows that existed before a {@code not valid} constraint. The inverse does nothing. */
    record ValidateConstraint(ObjectName table, String name) implements ConstraintOperation {

        @Override
        public Operation inverse() {
            return new ControlOperation.NoOp(this);
        }

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            return SchemaEffects.onTable(before, table, t -> SchemaEffects.validated(t, name));
        }

        @Override
        public String describe() {
            return "validate constraint " + name + " of " + table;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.validateConstraint(this);
        }
    }
}
