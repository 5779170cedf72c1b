package com.levymaster.migrate.operation;

import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.GrantableKind;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.schema.effect.DropEffects;
import com.levymaster.migrate.schema.effect.IdentitySequences;
import com.levymaster.migrate.schema.effect.InheritanceEffects;
import com.levymaster.migrate.schema.effect.RenameEffects;
import com.levymaster.migrate.schema.effect.SchemaEffects;
import com.levymaster.migrate.schema.effect.SecurityEffects;
import org.jspecify.annotations.Nullable;

/** A change to a table as a whole. */
public sealed interface TableOperation extends Operation {

    @Override
    default <R> R accept(Operation.Visitor<R> visitor) {
        return accept((Visitor<R>) visitor);
    }

    <R> R accept(Visitor<R> visitor);

    /** A visitor of table operations. */
    interface Visitor<R> {
        R createTable(CreateTable operation);

        R dropTable(DropTable operation);

        R renameTable(RenameTable operation);

        R moveTable(MoveTable operation);
    }

    /** Creates a table with its columns, constraints, indexes and comments. Columns that it only inherits are left out. */
    record CreateTable(Table table) implements TableOperation {

        public CreateTable {
            table = table.withoutInheritedColumns();
        }

        @Override
        public Operation inverse() {
            return new DropTable(table.name(), table, false);
        }

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            DatabaseSchema after = SecurityEffects.created(
                    before.with(InheritanceEffects.in(before, SchemaEffects.resolved(before, table))),
                    GrantableKind.TABLE,
                    table.name());
            return IdentitySequences.follow(before, after, table.name());
        }

        @Override
        public String describe() {
            return "create table " + table.name();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.createTable(this);
        }
    }

    /**
     * Drops a table with all its rows.
     *
     * @param was the table before the drop, for the inverse, which cannot restore the rows
     * @param cascade whether dependent foreign keys and views are dropped, too
     */
    record DropTable(ObjectName name, @Nullable Table was, boolean cascade) implements TableOperation {

        public DropTable {
            was = was == null ? null : was.withoutInheritedColumns();
        }

        @Override
        public Operation inverse() {
            if (was == null) {
                throw IrreversibleException.missingHint(this, "dropTable(\"" + name.name() + "\").was(t -> …)");
            }
            return new CreateTable(was);
        }

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            return IdentitySequences.follow(before, DropEffects.dropTable(before, name), name);
        }

        @Override
        public String describe() {
            return "drop table " + name + (cascade ? " cascade" : "");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.dropTable(this);
        }
    }

    /** Renames a table within its schema. */
    record RenameTable(ObjectName name, String to) implements TableOperation {

        @Override
        public Operation inverse() {
            return new RenameTable(name.renamed(to), name.name());
        }

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            return RenameEffects.relation(before, name, name.renamed(to));
        }

        @Override
        public String describe() {
            return "rename table " + name + " to " + to;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.renameTable(this);
        }
    }

    /** Moves a table to another schema; {@code null} is the default one. */
    record MoveTable(ObjectName name, @Nullable String toSchema) implements TableOperation {

        @Override
        public Operation inverse() {
            return new MoveTable(ObjectName.of(toSchema, name.name()), name.schema());
        }

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            return RenameEffects.relation(before, name, ObjectName.of(toSchema, name.name()));
        }

        @Override
        public String describe() {
            return "move table " + name + " to schema " + (toSchema == null ? "(default)" : toSchema);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.moveTable(this);
        }
    }
}
