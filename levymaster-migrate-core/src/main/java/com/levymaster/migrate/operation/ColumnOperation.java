package com.levymaster.migrate.operation;

import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.DefaultValue;
import com.levymaster.migrate.schema.GenerationExpression;
import com.levymaster.migrate.schema.Identity;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.effect.DropEffects;
import com.levymaster.migrate.schema.effect.IdentitySequences;
import com.levymaster.migrate.schema.effect.InheritanceEffects;
import com.levymaster.migrate.schema.effect.SchemaEffects;
import org.jspecify.annotations.Nullable;

/** A change to one column of a table. */
public sealed interface ColumnOperation extends Operation {

    ObjectName table();

    @Override
    default <R> R accept(Operation.Visitor<R> visitor) {
        return accept((Visitor<R>) visitor);
    }

    <R> R accept(Visitor<R> visitor);

    /** A visitor of column operations. */
    interface Visitor<R> {
        R addColumn(AddColumn operation);

        R dropColumn(DropColumn operation);

        R renameColumn(RenameColumn operation);

        R changeType(ChangeType operation);

        R changeNullability(ChangeNullability operation);

        R changeDefault(ChangeDefault operation);

        R changeIdentity(ChangeIdentity operation);

        R changeGenerated(ChangeGenerated operation);

        R convertColumn(ConvertColumn operation);
    }

    /** Adds a column at the end of the table. */
    record AddColumn(ObjectName table, Column column) implements ColumnOperation {

        @Override
        public Operation inverse() {
            return new DropColumn(table, column.name(), column, false);
        }

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            return IdentitySequences.follow(before, SchemaEffects.addColumn(before, table, column), table);
        }

        @Override
        public String describe() {
            return "add column " + table + "." + column.name() + " "
                    + column.type().display();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.addColumn(this);
        }
    }

    /**
     * Drops a column with its values, and with the indexes and constraints over it.
     *
     * @param was the column before the drop, for the inverse, which cannot restore the values
     */
    record DropColumn(
            ObjectName table, String name, @Nullable Column was, boolean cascade) implements ColumnOperation {

        @Override
        public Operation inverse() {
            if (was == null) {
                throw IrreversibleException.missingHint(this, "dropColumn(\"" + name + "\").was(type)");
            }
            return new AddColumn(table, was);
        }

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            return IdentitySequences.follow(before, DropEffects.dropColumn(before, table, name, cascade), table);
        }

        @Override
        public String describe() {
            return "drop column " + table + "." + name + (cascade ? " cascade" : "");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.dropColumn(this);
        }
    }

    /** Renames a column; indexes, constraints and foreign keys follow. */
    record RenameColumn(ObjectName table, String from, String to) implements ColumnOperation {

        @Override
        public Operation inverse() {
            return new RenameColumn(table, to, from);
        }

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            return SchemaEffects.renameColumn(before, table, from, to);
        }

        @Override
        public String describe() {
            return "rename column " + table + "." + from + " to " + to;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.renameColumn(this);
        }
    }

    /**
     * Changes the type or the collation of a column in place.
     *
     * @param from the type and collation before the change, for the inverse
     * @param using the SQL expression that computes the new value from the old; {@code null} for an assignment cast
     * @param reverseUsing the same for the inverse
     */
    record ChangeType(
            ObjectName table,
            String column,
            @Nullable Shape from,
            Shape to,
            @Nullable String using,
            @Nullable String reverseUsing)
            implements ColumnOperation {

        /** A type, and a collation if it is not the default of the type. */
        public record Shape(ColumnType type, @Nullable String collation) {}

        @Override
        public Operation inverse() {
            if (from == null) {
                throw IrreversibleException.missingHint(this, "changeType(\"" + column + "\").from(type).to(type)");
            }
            return new ChangeType(table, column, to, from, reverseUsing, using);
        }

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            return SchemaEffects.onColumn(
                    before,
                    table,
                    column,
                    c -> c.withType(SchemaEffects.resolved(before, to.type()))
                            .withCollation(to.collation())
                            .withStorage(null)
                            .withCompression(null));
        }

        @Override
        public String describe() {
            return "change type of " + table + "." + column + " to " + to.type().display()
                    + (to.collation() == null ? "" : " collate " + to.collation());
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.changeType(this);
        }
    }

    /** Allows or forbids null in a column; the not-null constraint has or had the name, unless the server named it. */
    record ChangeNullability(
            ObjectName table,
            String column,
            boolean nullable,
            @Nullable String constraint) implements ColumnOperation {

        @Override
        public Operation inverse() {
            return new ChangeNullability(table, column, !nullable, constraint);
        }

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            return nullable
                    ? InheritanceEffects.allowNull(before, table, column)
                    : SchemaEffects.forbidNull(before, table, column, constraint);
        }

        @Override
        public String describe() {
            return (nullable ? "drop not null of " : "set not null on ") + table + "." + column
                    + (constraint == null ? "" : " (" + constraint + ")");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.changeNullability(this);
        }
    }

    /** Sets or drops the default of a column. */
    record ChangeDefault(
            ObjectName table,
            String column,
            @Nullable Previous<DefaultValue> from,
            @Nullable DefaultValue to) implements ColumnOperation {

        @Override
        public Operation inverse() {
            if (from == null) {
                throw IrreversibleException.missingHint(
                        this, "changeDefault(\"" + column + "\").from(…) or .fromNone()");
            }
            return new ChangeDefault(table, column, Previous.of(to), from.value());
        }

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            return SchemaEffects.onColumn(before, table, column, c -> c.withDefault(to));
        }

        @Override
        public String describe() {
            return (to == null ? "drop default of " : "set default of ") + table + "." + column;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.changeDefault(this);
        }
    }

    /** Makes a column an identity column, changes its sequence options, or removes the identity. */
    record ChangeIdentity(
            ObjectName table,
            String column,
            @Nullable Previous<Identity> from,
            @Nullable Identity to) implements ColumnOperation {

        @Override
        public Operation inverse() {
            if (from == null) {
                throw IrreversibleException.missingHint(
                        this, "changeIdentity(\"" + column + "\").from(…) or .fromNone()");
            }
            return new ChangeIdentity(table, column, Previous.of(to), from.value());
        }

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            return IdentitySequences.follow(before, InheritanceEffects.withIdentity(before, table, column, to), table);
        }

        @Override
        public String describe() {
            return (to == null ? "drop identity of " : "set identity of ") + table + "." + column;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.changeIdentity(this);
        }
    }

    /** Changes the expression of a generated column, or drops the expression and keeps the values. */
    record ChangeGenerated(
            ObjectName table,
            String column,
            @Nullable Previous<GenerationExpression> from,
            @Nullable GenerationExpression to)
            implements ColumnOperation {

        @Override
        public Operation inverse() {
            if (to == null) {
                throw IrreversibleException.withoutInverse(
                        this, "a plain column cannot become a generated one in place");
            }
            if (from == null) {
                throw IrreversibleException.missingHint(this, "changeGenerated(\"" + column + "\").from(expression)");
            }
            return new ChangeGenerated(table, column, Previous.of(to), from.value());
        }

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            return SchemaEffects.onColumn(before, table, column, c -> c.withGenerated(to));
        }

        @Override
        public String describe() {
            return (to == null ? "drop expression of " : "set expression of ") + table + "." + column;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.changeGenerated(this);
        }
    }

    /**
     * Changes a type through a temporary column that holds the new values; what depends on the column is kept.
     *
     * @param using the SQL expression over the old column that computes the new value
     * @param reverseUsing the expression of the inverse; {@code null} if there is none
     */
    record ConvertColumn(
            ObjectName table,
            String column,
            ColumnType from,
            ColumnType to,
            String using,
            @Nullable String reverseUsing)
            implements ColumnOperation {

        @Override
        public Operation inverse() {
            if (reverseUsing == null) {
                throw IrreversibleException.missingHint(this, "convertColumn(…).reversedUsing(\"…\")");
            }
            return new ConvertColumn(table, column, to, from, reverseUsing, using);
        }

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            return SchemaEffects.onColumn(before, table, column, c -> SchemaEffects.resolved(before, c.withType(to)));
        }

        @Override
        public String describe() {
            return "convert column " + table + "." + column + " from " + from.display() + " to " + to.display();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.convertColumn(this);
        }
    }
}
