package com.levymaster.migrate.operation;

import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Schema;
import org.jspecify.annotations.Nullable;

/** A change to how a table or a column of it is kept; what it holds stays. */
public sealed interface SettingOperation extends Operation {

    ObjectName table();

    @Override
    default <R> R accept(Operation.Visitor<R> visitor) {
        return accept((Visitor<R>) visitor);
    }

    <R> R accept(Visitor<R> visitor);

    /** Answers for every change of this kind. */
    interface Visitor<R> {
        R changeStorageParameter(ChangeStorageParameter operation);

        R changeLogging(ChangeLogging operation);

        R changeTablespace(ChangeTablespace operation);

        R changeStatistics(ChangeStatistics operation);

        R changeStorage(ChangeStorage operation);
    }

    /** Sets a storage parameter of a table, such as {@code fillfactor}; {@code null} is the server's default. */
    record ChangeStorageParameter(
            ObjectName table,
            String parameter,
            @Nullable Was<String> from,
            @Nullable String to) implements SettingOperation {

        @Override
        public Operation inverse() {
            if (from == null) {
                throw IrreversibleException.forgot(
                        this, "changeStorageParameter(\"" + parameter + "\").from(…) or .fromNone()");
            }
            return new ChangeStorageParameter(table, parameter, Was.of(to), from.value());
        }

        @Override
        public Schema applyTo(Schema before) {
            return Effects.onOptions(before, table, o -> o.withStorage(parameter, to));
        }

        @Override
        public String describe() {
            return (to == null ? "reset " : "set ") + parameter + " of " + table + (to == null ? "" : " to " + to);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.changeStorageParameter(this);
        }
    }

    /** Writes the changes of a table to the log, or stops doing so; the table is written anew. */
    record ChangeLogging(ObjectName table, boolean unlogged) implements SettingOperation {

        @Override
        public Operation inverse() {
            return new ChangeLogging(table, !unlogged);
        }

        @Override
        public Schema applyTo(Schema before) {
            return Effects.onOptions(before, table, o -> o.withUnlogged(unlogged));
        }

        @Override
        public String describe() {
            return "set " + table + (unlogged ? " unlogged" : " logged");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.changeLogging(this);
        }
    }

    /** Moves the files of a table to another tablespace; {@code null} is the database's own. */
    record ChangeTablespace(
            ObjectName table,
            @Nullable Was<String> from,
            @Nullable String to) implements SettingOperation {

        @Override
        public Operation inverse() {
            if (from == null) {
                throw IrreversibleException.forgot(this, "changeTablespace().from(…) or .fromNone()");
            }
            return new ChangeTablespace(table, Was.of(to), from.value());
        }

        @Override
        public Schema applyTo(Schema before) {
            return Effects.onOptions(before, table, o -> o.withTablespace(to));
        }

        @Override
        public String describe() {
            return "move " + table + " to tablespace " + (to == null ? "(default)" : to);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.changeTablespace(this);
        }
    }

    /** Sets how many values {@code analyze} samples; {@code null} is the server's default. */
    record ChangeStatistics(
            ObjectName table,
            String column,
            @Nullable Was<Integer> from,
            @Nullable Integer to) implements SettingOperation {

        @Override
        public Operation inverse() {
            if (from == null) {
                throw IrreversibleException.forgot(this, "changeStatistics(\"" + column + "\").from(…).to(…)");
            }
            return new ChangeStatistics(table, column, Was.of(to), from.value());
        }

        @Override
        public Schema applyTo(Schema before) {
            return Effects.onColumn(before, table, column, c -> c.withStatistics(to));
        }

        @Override
        public String describe() {
            return "set statistics of " + table + "." + column + " to " + (to == null ? "default" : to);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.changeStatistics(this);
        }
    }

    /** Sets how large values of a column are kept; {@code null} is the type's own way. */
    record ChangeStorage(
            ObjectName table,
            String column,
            @Nullable Was<String> from,
            @Nullable String to) implements SettingOperation {

        @Override
        public Operation inverse() {
            if (from == null) {
                throw IrreversibleException.forgot(this, "changeStorage(\"" + column + "\").from(…).to(…)");
            }
            return new ChangeStorage(table, column, Was.of(to), from.value());
        }

        @Override
        public Schema applyTo(Schema before) {
            return Effects.onColumn(before, table, column, c -> c.withStorage(to));
        }

        @Override
        public String describe() {
            return "set storage of " + table + "." + column + " to " + (to == null ? "default" : to);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.changeStorage(this);
        }
    }
}
