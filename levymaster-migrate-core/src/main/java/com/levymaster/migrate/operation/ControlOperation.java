package com.levymaster.migrate.operation;

import com.levymaster.migrate.schema.DatabaseSchema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An operation that controls how, or whether, other operations run. */
public sealed interface ControlOperation extends Operation {

    @Override
    default <R> R accept(Operation.Visitor<R> visitor) {
        return accept((Visitor<R>) visitor);
    }

    <R> R accept(Visitor<R> visitor);

    /** A visitor of these operations. */
    interface Visitor<R> {
        R autocommit(Autocommit operation);

        R savepoint(Savepoint operation);

        R ifNotExists(IfNotExists operation);

        R ifExists(IfExists operation);

        R setLocal(SetLocal operation);

        R noOp(NoOp operation);

        R stage(SafeStage operation);
    }

    /**
     * Runs steps outside of a transaction; the preceding steps of the revision are committed first.
     *
     * @param safely the operation whose safe form the steps are, by {@code op.safely}; {@code null} for steps of the author
     * @param partOfSafeForm whether the steps are a part of a safe form, or revert one
     */
    record Autocommit(List<Operation> steps, @Nullable Operation safely, boolean partOfSafeForm)
            implements ControlOperation {

        public Autocommit {
            steps = List.copyOf(steps);
        }

        /** Runs steps of the author. */
        public Autocommit(List<Operation> steps) {
            this(steps, null, false);
        }

        /**
         * Runs the safe form of an operation.
         *
         * @throws com.levymaster.migrate.error.MigrationException if it has none, with the reason
         */
        public static Autocommit safely(Operation operation) {
            return new Autocommit(SafeForm.of(operation), operation, false);
        }

        /** Whether no step may keep others waiting for longer than a moment. */
        public boolean isSafe() {
            return safely != null || partOfSafeForm;
        }

        @Override
        public Operation inverse() {
            return safely == null
                    ? new Autocommit(OperationList.inverted(steps), null, partOfSafeForm)
                    : Autocommit.safely(safely.inverse());
        }

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            return OperationList.apply(steps, before);
        }

        @Override
        public String describe() {
            return safely == null
                    ? "outside a transaction: " + OperationList.describe(steps)
                    : "safely: " + safely.describe();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.autocommit(this);
        }
    }

    /**
     * Runs steps that may fail: the savepoint is rolled back, and the steps on failure run instead.
     */
    record Savepoint(String name, List<Operation> steps, List<Operation> onFailure) implements ControlOperation {

        public Savepoint {
            steps = List.copyOf(steps);
            onFailure = List.copyOf(onFailure);
        }

        @Override
        public Operation inverse() {
            if (!onFailure.isEmpty()) {
                throw IrreversibleException.withoutInverse(this, "it is not known which of the steps ran");
            }
            return new Savepoint(name, OperationList.inverted(steps), List.of());
        }

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            return OperationList.apply(steps, before);
        }

        @Override
        public String describe() {
            return "savepoint " + name + ": " + OperationList.describe(steps);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.savepoint(this);
        }
    }

    /**
     * Creates an object unless it exists. An existing object must be equal, otherwise the run stops with the differences.
     */
    record IfNotExists(Operation create) implements ControlOperation {

        @Override
        public Operation inverse() {
            throw IrreversibleException.withoutInverse(
                    this, "the effect of a guarded step is not known; use another guard there");
        }

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            return Existence.of(create, before) == Existence.ABSENT ? create.applyTo(before) : before;
        }

        @Override
        public String describe() {
            return create.describe() + " if missing";
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.ifNotExists(this);
        }
    }

    /**
     * Drops or changes an object if it exists.
     */
    record IfExists(Operation drop) implements ControlOperation {

        @Override
        public Operation inverse() {
            throw IrreversibleException.withoutInverse(
                    this, "the effect of a guarded step is not known; use another guard there");
        }

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            return Existence.of(drop, before) == Existence.ABSENT ? before : drop.applyTo(before);
        }

        @Override
        public String describe() {
            return drop.describe() + " if present";
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.ifExists(this);
        }
    }

    /**
     * Changes a setting of the server until the revision's transaction ends. The inverse also sets it, for the downgrade.
     * Descriptions omit the value, which may be a secret.
     */
    record SetLocal(String setting, String value) implements ControlOperation {

        @Override
        public Operation inverse() {
            return this;
        }

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            return before;
        }

        @Override
        public String describe() {
            return "set local " + setting;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.setLocal(this);
        }
    }

    /**
     * The inverse of a step that needs none, such as a validation.
     */
    record NoOp(Operation forward) implements ControlOperation {

        @Override
        public Operation inverse() {
            return forward;
        }

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            return before;
        }

        @Override
        public String describe() {
            return "nothing to undo: " + forward.describe();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.noOp(this);
        }
    }

    /**
     * One part of the safe form of a column operation that would rewrite the table: a new column takes the place of the old
     * one, or is filled in batches.
     *
     * @param change what the parts do together: adds a column, or changes the type of one
     */
    record SafeStage(ColumnOperation change, Part part) implements ControlOperation {

        /** The parts, in their order. */
        public enum Part {
            /** Adds a column of the new type, and a trigger that keeps it in step. */
            PREPARE("add the new column of"),
            /** Fills the new column in batches, each in its own transaction. */
            FILL("fill in batches"),
            /** Builds the indexes of the new column concurrently. */
            INDEXES("build the new indexes of"),
            /** Adds the constraints of the new column, not valid yet. */
            CONSTRAINTS("add the new constraints of"),
            /** Validates them. */
            VALIDATE("validate the new constraints of"),
            /** Puts the new column in the place of the old one, which is dropped. */
            SWAP("swap the columns of"),
            /** Removes the new column and its trigger: the inverse of the first part, for a change that is given up. */
            ABANDON("remove the new column of");

            private final String words;

            Part(String words) {
                this.words = words;
            }
        }

        @Override
        public Operation inverse() {
            return switch (part) {
                case PREPARE -> new SafeStage(change, Part.ABANDON);
                case ABANDON -> new SafeStage(change, Part.PREPARE);
                case SWAP -> throw IrreversibleException.withoutInverse(this, "the old column is dropped");
                default -> new NoOp(this);
            };
        }

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            return switch (part) {
                case PREPARE -> ReplacedColumn.of(change).prepared(before);
                case ABANDON -> ReplacedColumn.of(change).abandoned(before);
                case SWAP -> ReplacedColumn.of(change).swapped(before);
                default -> before;
            };
        }

        @Override
        public String describe() {
            return part.words + " " + change.table() + "." + SafeForm.column(change);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.stage(this);
        }
    }
}
