package com.levymaster.migrate.operation;

import com.levymaster.migrate.schema.DatabaseSchema;
import java.util.List;

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
    }

    /**
     * Runs steps outside of a transaction; the preceding steps of the revision are committed first.
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
}
