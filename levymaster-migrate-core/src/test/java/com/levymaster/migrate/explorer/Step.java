package com.levymaster.migrate.explorer;

import static com.levymaster.migrate.Types.integer;

import com.levymaster.migrate.op.Operations;
import java.util.List;

/** A step of a revision: the operation that it records, and what that does to the database. */
sealed interface Step {

    /** Records the step. */
    void record(Operations op);

    /** Records its inverse, for a downgrade that {@code op.undo} cannot derive. */
    void recordInverse(Operations op);

    /** @throws Effects.ImpossibleException when the step fails */
    Effects apply(Effects before);

    /** @throws Effects.ImpossibleException when the inverse fails */
    Effects revert(Effects before);

    /** Whether the step inserts rows by {@code op.insert}: a revision that was stamped has not inserted them. */
    default boolean isInsert() {
        return false;
    }

    /** Whether only a person can tell if the step was done, when it was interrupted outside a transaction. */
    default boolean isUnknownWhenInterrupted() {
        return false;
    }

    /** Whether {@code op.undo} derives the inverse. */
    default boolean isInvertible() {
        return true;
    }

    /** Whether a run may execute the step twice without harm. */
    default boolean isRepeatable() {
        return false;
    }

    /** A table with one column, in the schema that the search path of the revision leads to. */
    record Table(String schema, String name) implements Step {

        @Override
        public void record(Operations op) {
            op.createTable(name, t -> t.column("a", integer()));
        }

        @Override
        public void recordInverse(Operations op) {
            op.dropTable(name);
        }

        @Override
        public Effects apply(Effects before) {
            return before.create(Effects.table(schema, name));
        }

        @Override
        public Effects revert(Effects before) {
            return before.dropTable(schema, name);
        }
    }

    /** A table that the body creates if it finds none. */
    record InspectedTable(String name) implements Step {

        @Override
        public void record(Operations op) {
            if (!op.inspector().hasTable(name)) {
                new Table("public", name).record(op);
            }
        }

        @Override
        public void recordInverse(Operations op) {
            op.dropTable(name);
        }

        @Override
        public Effects apply(Effects before) {
            String effect = Effects.table("public", name);
            return before.has(effect) ? before : before.plus(effect);
        }

        @Override
        public Effects revert(Effects before) {
            return before.dropTable("public", name);
        }
    }

    /** A column of a table. */
    record Column(String table, String name) implements Step {

        @Override
        public void record(Operations op) {
            op.alterTable(table, t -> t.addColumn(name, integer()));
        }

        @Override
        public void recordInverse(Operations op) {
            op.alterTable(table, t -> t.dropColumn(name).was(integer()));
        }

        @Override
        public Effects apply(Effects before) {
            before.require(Effects.table("public", table));
            return before.create(Effects.column(table, name));
        }

        @Override
        public Effects revert(Effects before) {
            return before.drop(Effects.column(table, name));
        }
    }

    /** An index on the first column of a table, built concurrently. */
    record Index(String table, String suffix) implements Step {

        String effect() {
            return Effects.index(name());
        }

        String name() {
            return "ix_" + table + "_" + suffix;
        }

        @Override
        public void record(Operations op) {
            op.alterTable(table, t -> t.addIndex(name()).on("a").concurrently());
        }

        @Override
        public void recordInverse(Operations op) {
            op.alterTable(table, t -> t.dropIndex(name()).concurrently());
        }

        @Override
        public Effects apply(Effects before) {
            before.require(Effects.table("public", table));
            return before.has(effect()) ? before : before.plus(effect());
        }

        boolean isAbsent(Effects effects) {
            return !effects.has(effect()) && !effects.has(Effects.invalid(effect()));
        }

        @Override
        public Effects revert(Effects before) {
            if (isAbsent(before)) {
                before.require(effect());
            }
            return before.without(Effects.invalid(effect())).without(effect());
        }

        @Override
        public boolean isRepeatable() {
            return true;
        }
    }

    /** An index that an interrupted run may have left; it is dropped if it exists. */
    record PossibleIndex(Index index) implements Step {

        @Override
        public void record(Operations op) {
            op.index(index.name()).ifExists().drop();
        }

        @Override
        public void recordInverse(Operations op) {
            record(op);
        }

        @Override
        public Effects apply(Effects before) {
            return revert(before);
        }

        @Override
        public Effects revert(Effects before) {
            return index.isAbsent(before) ? before : index.revert(before);
        }
    }

    /** A row of the table {@code effect}; each execution inserts another one, so that they can be counted. */
    record Row(String name, Means means) implements Step {

        /** The operation that inserts the row. */
        enum Means {
            INSERT,
            DATA,
            SQL
        }

        private String insert() {
            return "insert into effect values ('" + name + "')";
        }

        private String delete() {
            return "delete from effect where name = '" + name + "'";
        }

        @Override
        public void record(Operations op) {
            switch (means) {
                case INSERT -> op.insert("effect").columns("name").row(name).keyedBy("name");
                case SQL -> op.execute(insert()).reversedBy(delete());
                case DATA ->
                    op.data("insert " + name, jdbc -> jdbc.sql(insert()).update())
                            .reversedBy(jdbc -> jdbc.sql(delete()).update());
            }
        }

        @Override
        public void recordInverse(Operations op) {
            op.execute(delete());
        }

        @Override
        public Effects apply(Effects before) {
            return before.plus(Effects.row(name));
        }

        @Override
        public Effects revert(Effects before) {
            return before.without(Effects.row(name));
        }

        @Override
        public boolean isInsert() {
            return means == Means.INSERT;
        }

        @Override
        public boolean isUnknownWhenInterrupted() {
            return true;
        }
    }

    /** A table that is created if it does not exist, and dropped if it exists. */
    record GuardedTable(String name) implements Step {

        @Override
        public void record(Operations op) {
            op.table(name).ifNotExists(t -> t.column("a", integer()));
        }

        @Override
        public void recordInverse(Operations op) {
            op.table(name).ifExists().drop();
        }

        @Override
        public Effects apply(Effects before) {
            return new InspectedTable(name).apply(before);
        }

        @Override
        public Effects revert(Effects before) {
            return before.has(Effects.table("public", name)) ? before.dropTable("public", name) : before;
        }

        @Override
        public boolean isInvertible() {
            return false;
        }

        @Override
        public boolean isRepeatable() {
            return true;
        }
    }

    /** A row that is inserted within a savepoint. */
    record SavedRow(String name) implements Step {

        private Row row() {
            return new Row(name, Row.Means.INSERT);
        }

        @Override
        public void record(Operations op) {
            op.savepoint("before_" + name, () -> row().record(op), () -> {});
        }

        @Override
        public void recordInverse(Operations op) {
            row().recordInverse(op);
        }

        @Override
        public Effects apply(Effects before) {
            return row().apply(before);
        }

        @Override
        public Effects revert(Effects before) {
            return row().revert(before);
        }

        @Override
        public boolean isInsert() {
            return true;
        }
    }

    /** The search path of the rest of the revision. */
    record SearchPath(String path) implements Step {

        @Override
        public void record(Operations op) {
            op.setLocal("search_path", path);
        }

        @Override
        public void recordInverse(Operations op) {
            record(op);
        }

        @Override
        public Effects apply(Effects before) {
            return before;
        }

        @Override
        public Effects revert(Effects before) {
            return before;
        }

        @Override
        public boolean isRepeatable() {
            return true;
        }
    }

    /** Steps outside the transaction, each committed by itself. */
    record Block(List<Step> steps) implements Step {

        public Block {
            steps = List.copyOf(steps);
        }

        @Override
        public void record(Operations op) {
            op.autocommit(() -> steps.forEach(step -> step.record(op)));
        }

        @Override
        public void recordInverse(Operations op) {
            op.autocommit(() -> reversed(steps).forEach(step -> step.recordInverse(op)));
        }

        @Override
        public Effects apply(Effects before) {
            Effects after = before;
            for (Step step : steps) {
                after = step.apply(after);
            }
            return after;
        }

        @Override
        public Effects revert(Effects before) {
            Effects after = before;
            for (Step step : reversed(steps)) {
                after = step.revert(after);
            }
            return after;
        }

        @Override
        public boolean isInvertible() {
            return steps.stream().allMatch(Step::isInvertible);
        }

        @Override
        public boolean isRepeatable() {
            return steps.stream().allMatch(Step::isRepeatable);
        }
    }

    static List<Step> reversed(List<Step> steps) {
        List<Step> reversed = new java.util.ArrayList<>(steps);
        java.util.Collections.reverse(reversed);
        return reversed;
    }
}
