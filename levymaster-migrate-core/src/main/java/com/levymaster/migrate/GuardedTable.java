package com.levymaster.migrate;

import com.levymaster.migrate.operation.ColumnOperation.AddColumn;
import com.levymaster.migrate.operation.ColumnOperation.DropColumn;
import com.levymaster.migrate.operation.ConstraintOperation.AddConstraint;
import com.levymaster.migrate.operation.ConstraintOperation.DropConstraint;
import com.levymaster.migrate.operation.FlowOperation.IfMissing;
import com.levymaster.migrate.operation.FlowOperation.IfPresent;
import com.levymaster.migrate.operation.IndexOperation.CreateIndex;
import com.levymaster.migrate.operation.IndexOperation.DropIndex;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.TableOperation.CreateTable;
import com.levymaster.migrate.operation.TableOperation.DropTable;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.ObjectName;
import java.util.function.Consumer;
import java.util.function.Supplier;

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
    private final Noun noun;

    GuardedTable(String name, Scope scope, Pending pending) {
        this.name = name;
        this.table = scope.name(name);
        this.scope = scope;
        this.noun = pending.noun("table(\"" + name + "\")", ".ifMissing(t -> …) or .ifPresent()");
    }

    /** Creates the table unless it is there. */
    public void ifMissing(Consumer<TableSpec> body) {
        TableSpec spec = new TableSpec(name, scope);
        body.accept(spec);
        noun.say(new IfMissing(new CreateTable(spec.table())));
    }

    public Present ifPresent() {
        return present(noun, new DropTable(table, null, false));
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

    private static Present present(Noun noun, Operation drop) {
        return new Present(noun.then(".ifPresent()", ".drop()"), () -> new IfPresent(drop));
    }

    /** Something that is dropped if it is there. */
    public static final class Present {

        private final Noun noun;
        private final Supplier<Operation> drop;

        Present(Noun noun, Supplier<Operation> drop) {
            this.noun = noun;
            this.drop = drop;
        }

        public void drop() {
            noun.say(drop.get());
        }
    }

    /** A column that may or may not be there. */
    public final class GuardedColumn {

        private final String column;
        private final Noun part;

        GuardedColumn(String column) {
            this.column = column;
            this.part = noun.then(".column(\"" + column + "\")", ".ifMissing(type) or .ifPresent()");
        }

        /** Adds the column unless it is there. */
        public ColumnSpec ifMissing(ColumnType type) {
            ColumnSpec spec = new ColumnSpec(column, type);
            part.say(() -> new IfMissing(new AddColumn(table, spec.column())));
            return spec;
        }

        public Present ifPresent() {
            return present(part, new DropColumn(table, column, null, false));
        }
    }

    /** An index that may or may not be there. */
    public final class GuardedIndexOfTable {

        private final String index;
        private final Noun part;

        GuardedIndexOfTable(String index) {
            this.index = index;
            this.part = noun.then(".index(\"" + index + "\")", ".ifMissing(i -> …) or .ifPresent()");
        }

        /** Creates the index unless it is there. */
        public void ifMissing(Consumer<IndexSpec> body) {
            IndexSpec spec = new IndexSpec(index);
            body.accept(spec);
            part.say(new IfMissing(new CreateIndex(table, spec.index(), spec.isConcurrently())));
        }

        public Present ifPresent() {
            return present(part, new DropIndex(table, index, null, false));
        }
    }

    /** A constraint that may or may not be there. */
    public final class GuardedConstraint {

        private final String constraint;
        private final Noun part;

        GuardedConstraint(String constraint) {
            this.constraint = constraint;
            this.part = noun.then(
                    ".constraint(\"" + constraint + "\")", ".ifPresent(), or a word such as .checkIfMissing(c -> …)");
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
            return present(part, new DropConstraint(table, constraint, null, null, false));
        }

        private <S extends ConstraintSpec<S>> void add(S spec, Consumer<S> body) {
            body.accept(spec);
            part.say(new IfMissing(new AddConstraint(table, spec.constraint(), spec.usingIndex(), spec.wasNullable())));
        }
    }
}
