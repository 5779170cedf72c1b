package com.levymaster.migrate.operation;

import com.levymaster.migrate.schema.Schema;
import java.util.List;

/** How and whether other operations run. */
public sealed interface FlowOperation extends Operation {

    @Override
    default <R> R accept(Operation.Visitor<R> visitor) {
        return accept((Visitor<R>) visitor);
    }

    <R> R accept(Visitor<R> visitor);

    /** Answers for every change of this kind. */
    interface Visitor<R> {
        R autocommit(Autocommit operation);

        R savepoint(Savepoint operation);

        R ifMissing(IfMissing operation);

        R ifPresent(IfPresent operation);

        R setLocal(SetLocal operation);

        R nothing(Nothing operation);
    }

    /**
     * Runs steps outside of a transaction, each by itself; what came before in the revision is committed first.
     */
    record Autocommit(List<Operation> steps) implements FlowOperation {

        public Autocommit {
            steps = List.copyOf(steps);
        }

        @Override
        public Operation inverse() {
            return new Autocommit(Flow.inverted(steps));
        }

        @Override
        public Schema applyTo(Schema before) {
            return Flow.apply(steps, before);
        }

        @Override
        public String describe() {
            return "outside a transaction: " + Flow.describe(steps);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.autocommit(this);
        }
    }

    /**
     * Runs steps that may fail: the savepoint is rolled back, and the steps on failure run instead.
     */
    record Savepoint(String name, List<Operation> steps, List<Operation> onFailure) implements FlowOperation {

        public Savepoint {
            steps = List.copyOf(steps);
            onFailure = List.copyOf(onFailure);
        }

        @Override
        public Operation inverse() {
            if (!onFailure.isEmpty()) {
                throw IrreversibleException.forgot(this, "nothing: which of the two ways was taken is not known");
            }
            return new Savepoint(name, Flow.inverted(steps), List.of());
        }

        @Override
        public Schema applyTo(Schema before) {
            return Flow.apply(steps, before);
        }

        @Override
        public String describe() {
            return "savepoint " + name + ": " + Flow.describe(steps);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.savepoint(this);
        }
    }

    /**
     * Creates what is not there. What is there already must be the same, else the run stops with the differences.
     */
    record IfMissing(Operation create) implements FlowOperation {

        @Override
        public Operation inverse() {
            throw IrreversibleException.forgot(
                    this, "a guard of its own in the downgrade: what a guarded step did is not known");
        }

        @Override
        public Schema applyTo(Schema before) {
            return Presence.of(create, before) == Presence.ABSENT ? create.applyTo(before) : before;
        }

        @Override
        public String describe() {
            return create.describe() + " if missing";
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.ifMissing(this);
        }
    }

    /**
     * Drops or changes what is there, and passes over what is not.
     */
    record IfPresent(Operation drop) implements FlowOperation {

        @Override
        public Operation inverse() {
            throw IrreversibleException.forgot(
                    this, "a guard of its own in the downgrade: what a guarded step did is not known");
        }

        @Override
        public Schema applyTo(Schema before) {
            return Presence.of(drop, before) == Presence.ABSENT ? before : drop.applyTo(before);
        }

        @Override
        public String describe() {
            return drop.describe() + " if present";
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.ifPresent(this);
        }
    }

    /**
     * Changes a setting of the server until the revision's transaction ends. Undoing it sets it too, for the way back.
     */
    record SetLocal(String setting, String value) implements FlowOperation {

        @Override
        public Operation inverse() {
            return this;
        }

        @Override
        public Schema applyTo(Schema before) {
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
    record Nothing(Operation forward) implements FlowOperation {

        @Override
        public Operation inverse() {
            return forward;
        }

        @Override
        public Schema applyTo(Schema before) {
            return before;
        }

        @Override
        public String describe() {
            return "nothing to undo: " + forward.describe();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.nothing(this);
        }
    }
}
