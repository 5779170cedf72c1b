package com.levymaster.migrate.operation;

import com.levymaster.migrate.schema.DatabaseSchema;
import java.util.List;

/** How and whether other operations run. */
public sealed interface ControlOperation extends Operation {

    @Override
    default <R> R accept(Operation.Visitor<R> visitor) {
        return accept((Visitor<R>) visitor);
    }

    <R> R accept(Visitor<R> visitor);

    /** Answers for every change of this kind. */
    interface Visitor<R> {
        R autocommit(Autocommit operation);

        R savepoint(Savepoint operation);

        R ifNotExists(IfNotExists operation);

        R ifExists(IfExists operation);

        R setLocal(SetLocal operation);

        R noOp(NoOp operation);
    }

    /**
     * Runs steps outside of a transaction, each by itself; what came before in the revision is committed first.
     */
    record Autocommit(List<Operation> steps) implements ControlOperation {

        public Autocommit {
            steps = List.copyOf(steps);
        }

        @Override
        public Operation inverse() {
            return new Autocommit(OperationList.inverted(steps));
        }

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            return OperationList.apply(steps, before);
        }

        @Override
        public String describe() {
            return "outside a transaction: " + OperationList.describe(steps);
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
                throw IrreversibleException.missingHint(this, "nothing: which of the two ways was taken is not known");
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
     * Creates what is not there. What is there already must be the same, else the run stops with the differences.
     */
    record IfNotExists(Operation create) implements ControlOperation {

        @Override
        public Operation inverse() {
            throw IrreversibleException.missingHint(
                    this, "a guard of its own in the downgrade: what a guarded step did is not known");
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
     * Drops or changes what is there, and passes over what is not.
     */
    record IfExists(Operation drop) implements ControlOperation {

        @Override
        public Operation inverse() {
            throw IrreversibleException.missingHint(
                    this, "a guard of its own in the downgrade: what a guarded step did is not known");
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
     * Changes a setting of the server until the revision's transaction ends. Undoing it sets it too, for the way back.
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
            return "set local " + setting + " = " + value;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.setLocal(this);
        }
    }

    /**
     * The inverse of a step that leaves nothing to take back, such as a validation.
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
}
