package com.levymaster.migrate.operation;

import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.effect.SchemaEffects;
import org.jspecify.annotations.Nullable;

/** A change to the storage of a table or column, which keeps the data. */
public sealed interface StorageOperation extends Operation {

    ObjectName table();

    @Override
    default <R> R accept(Operation.Visitor<R> visitor) {
        return accept((Visitor<R>) visitor);
    }

    <R> R accept(Visitor<R> visitor);

    /** A visitor of these operations. */
    interface Visitor<R> {
        R changeStorageParameter(ChangeStorageParameter operation);

        R setUnlogged(SetUnlogged operation);

        R changeTablespace(ChangeTablespace operation);

        R changeStatisticsTarget(ChangeStatisticsTarget operation);

        R changeStorage(ChangeStorage operation);

        R changeCompression(ChangeCompression operation);
    }

    /** Sets a storage parameter of a table, such as {@code fillfactor}; {@code null} is the server's default. */
    record ChangeStorageParameter(
            ObjectName table,
            String parameter,
            @Nullable Previous<String> from,
            @Nullable String to) implements StorageOperation {

        @Override
        public Operation inverse() {
            if (from == null) {
                throw IrreversibleException.missingHint(
                        this, "changeStorageParameter(\"" + parameter + "\").from(…) or .fromNone()");
            }
            return new ChangeStorageParameter(table, parameter, Previous.of(to), from.value());
        }

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            return SchemaEffects.onOptions(before, table, o -> o.withStorage(parameter, to));
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

    /** Makes a table unlogged or logged; PostgreSQL rewrites the table. */
    record SetUnlogged(ObjectName table, boolean unlogged) implements StorageOperation {

        @Override
        public Operation inverse() {
            return new SetUnlogged(table, !unlogged);
        }

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            return SchemaEffects.onOptions(before, table, o -> o.withUnlogged(unlogged));
        }

        @Override
        public String describe() {
            return "set " + table + (unlogged ? " unlogged" : " logged");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.setUnlogged(this);
        }
    }

    /** Moves the files of a table to another tablespace; {@code null} is the default of the database. */
    record ChangeTablespace(
            ObjectName table,
            @Nullable Previous<String> from,
            @Nullable String to) implements StorageOperation {

        @Override
        public Operation inverse() {
            if (from == null) {
                throw IrreversibleException.missingHint(this, "changeTablespace().from(…) or .fromNone()");
            }
            return new ChangeTablespace(table, Previous.of(to), from.value());
        }

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            return SchemaEffects.onOptions(before, table, o -> o.withTablespace(to));
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

    /** Sets the statistics target of a column; {@code null} is the server's default. */
    record ChangeStatisticsTarget(
            ObjectName table,
            String column,
            @Nullable Previous<Integer> from,
            @Nullable Integer to) implements StorageOperation {

        @Override
        public Operation inverse() {
            if (from == null) {
                throw IrreversibleException.missingHint(this, "changeStatistics(\"" + column + "\").from(…).to(…)");
            }
            return new ChangeStatisticsTarget(table, column, Previous.of(to), from.value());
        }

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            return SchemaEffects.onColumn(before, table, column, c -> c.withStatistics(to));
        }

        @Override
        public String describe() {
            return "set statistics of " + table + "." + column + " to " + (to == null ? "default" : to);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.changeStatisticsTarget(this);
        }
    }

    /** Sets the storage of a column; {@code null} is the default of the type. */
    record ChangeStorage(
            ObjectName table,
            String column,
            @Nullable Previous<String> from,
            @Nullable String to) implements StorageOperation {

        @Override
        public Operation inverse() {
            if (from == null) {
                throw IrreversibleException.missingHint(this, "changeStorage(\"" + column + "\").from(…).to(…)");
            }
            return new ChangeStorage(table, column, Previous.of(to), from.value());
        }

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            return SchemaEffects.onColumn(before, table, column, c -> SchemaEffects.withStorage(c, to));
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

    /** Sets the compression of a column, but not of the tables below; {@code null} is the server's default. */
    record ChangeCompression(
            ObjectName table,
            String column,
            @Nullable Previous<String> from,
            @Nullable String to) implements StorageOperation {

        @Override
        public Operation inverse() {
            if (from == null) {
                throw IrreversibleException.missingHint(this, "changeCompression(\"" + column + "\").from(…).to(…)");
            }
            return new ChangeCompression(table, column, Previous.of(to), from.value());
        }

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            return SchemaEffects.onTable(
                    before, table, t -> t.withColumn(column, c -> SchemaEffects.withCompression(c, to)));
        }

        @Override
        public String describe() {
            return "set compression of " + table + "." + column + " to " + (to == null ? "default" : to);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.changeCompression(this);
        }
    }
}
