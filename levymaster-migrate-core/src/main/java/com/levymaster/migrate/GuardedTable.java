package com.levymaster.migrate;

import com.levymaster.migrate.operation.ColumnOperation.AddColumn;
import com.levymaster.migrate.operation.ColumnOperation.DropColumn;
import com.levymaster.migrate.operation.ConstraintOperation.AddConstraint;
import com.levymaster.migrate.operation.ConstraintOperation.DropConstraint;
import com.levymaster.migrate.operation.FlowOperation.IfMissing;
import com.levymaster.migrate.operation.FlowOperation.IfPresent;
import com.levymaster.migrate.operation.IndexOperation.CreateIndex;
import com.levymaster.migrate.operation.IndexOperation.DropIndex;
import com.levymaster.migrate.operation.TableOperation.CreateTable;
import com.levymaster.migrate.operation.TableOperation.DropTable;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.ObjectName;
import java.util.function.Consumer;

/**
 * A table, and its parts, that may or may not be there.
 *
 * <pre>{@code
 * op.table("import_log").ifMissing(t -> t.column("id", bigint()).identity());
 * op.table("import_log").column("import_type").ifMissing(varchar(50));
 * op.table("import_log").index("ix_import_log_year").ifPresent().drop();
 * }</pre>
 *
 * <p>What is there already must be as asked for; if it differs, the run stops with a list of the differences.
 */
public final class GuardedTable {

    private final String name;
    private final ObjectName table;
    private final Scope scope;
    private final Pending pending;

    GuardedTable(String name, Scope scope, Pending pending) {
        this.name = name;
        this.table = scope.name(name);
        this.scope = scope;
        this.pending = pending;
    }

    /** Creates the table unless it is there. */
    public void ifMissing(Consumer<TableSpec> body) {
        TableSpec spec = new TableSpec(name, scope);
        body.accept(spec);
        pending.say(new IfMissing(new CreateTable(spec.table())));
    }

    public Present ifPresent() {
        return new Present(() -> pending.say(new IfPresent(new DropTable(table, null, false))));
    }

    public GuardedColumn column(String column) {
        return new GuardedColumn(column);
    }

    public GuardedIndexOfTable index(String index) {
        return new GuardedIndexOfTable(index);
    }

    public GuardedConstraint constraint(String constraint) {
        return new GuardedConstraint(constraint);
    }

    /** Something that is dropped if it is there. */
    public static final class Present {

        private final Runnable drop;

        Present(Runnable drop) {
            this.drop = drop;
        }

        public void drop() {
            drop.run();
        }
    }

    /** A column that may or may not be there. */
    public final class GuardedColumn {

        private final String column;

        GuardedColumn(String column) {
            this.column = column;
        }

        /** Adds the column unless it is there. */
        public ColumnSpec ifMissing(ColumnType type) {
            ColumnSpec spec = new ColumnSpec(column, type);
            pending.say(() -> new IfMissing(new AddColumn(table, spec.column())));
            return spec;
        }

        public Present ifPresent() {
            return new Present(() -> pending.say(new IfPresent(new DropColumn(table, column, null, false))));
        }
    }

    /** An index that may or may not be there. */
    public final class GuardedIndexOfTable {

        private final String index;

        GuardedIndexOfTable(String index) {
            this.index = index;
        }

        /** Creates the index unless it is there. */
        public void ifMissing(Consumer<IndexSpec> body) {
            IndexSpec spec = new IndexSpec(index);
            body.accept(spec);
            pending.say(new IfMissing(new CreateIndex(table, spec.index(), spec.isConcurrently())));
        }

        public Present ifPresent() {
            return new Present(() -> pending.say(new IfPresent(new DropIndex(table, index, null, false))));
        }
    }

    /** A constraint that may or may not be there. */
    public final class GuardedConstraint {

        private final String constraint;

        GuardedConstraint(String constraint) {
            this.constraint = constraint;
        }

        public void primaryKeyIfMissing(Consumer<PrimaryKeySpec> body) {
            add(new PrimaryKeySpec(constraint), body);
        }

        public void uniqueIfMissing(Consumer<UniqueSpec> body) {
            add(new UniqueSpec(constraint), body);
        }

        public void checkIfMissing(Consumer<CheckSpec> body) {
            add(new CheckSpec(constraint), body);
        }

        public void foreignKeyIfMissing(Consumer<ForeignKeySpec> body) {
            add(new ForeignKeySpec(constraint, scope), body);
        }

        public void excludeIfMissing(Consumer<ExcludeSpec> body) {
            add(new ExcludeSpec(constraint), body);
        }

        public Present ifPresent() {
            return new Present(
                    () -> pending.say(new IfPresent(new DropConstraint(table, constraint, null, null, false))));
        }

        private <S extends ConstraintSpec<S>> void add(S spec, Consumer<S> body) {
            body.accept(spec);
            pending.say(new IfMissing(new AddConstraint(table, spec.constraint(), null)));
        }
    }
}
