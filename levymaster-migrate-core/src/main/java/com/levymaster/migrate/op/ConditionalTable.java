package com.levymaster.migrate.op;

import com.levymaster.migrate.operation.ColumnOperation.AddColumn;
import com.levymaster.migrate.operation.ColumnOperation.DropColumn;
import com.levymaster.migrate.operation.ConstraintOperation.AddConstraint;
import com.levymaster.migrate.operation.ConstraintOperation.DropConstraint;
import com.levymaster.migrate.operation.ControlOperation.IfExists;
import com.levymaster.migrate.operation.ControlOperation.IfNotExists;
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
 * op.table("import_log").ifNotExists(t -> t.column("id", bigint()).identity());
 * op.table("import_log").column("import_type").ifNotExists(varchar(50));
 * op.table("import_log").index("ix_import_log_year").ifExists().drop();
 * }</pre>
 *
 * <p>What is there already must be as asked for; if it differs, the run stops with a list of the differences.
 */
public final class ConditionalTable {

    private final String name;
    private final ObjectName table;
    private final DefaultSchema scope;
    private final BuilderStage noun;

    ConditionalTable(String name, DefaultSchema scope, OperationBuffer pending) {
        this.name = name;
        this.table = scope.name(name);
        this.scope = scope;
        this.noun = pending.stage("table(\"" + name + "\")", ".ifNotExists(t -> …) or .ifExists()");
    }

    /** Creates the table unless it is there. */
    public void ifNotExists(Consumer<TableSpec> body) {
        TableSpec spec = new TableSpec(name, scope);
        body.accept(spec);
        noun.record(new IfNotExists(new CreateTable(spec.table())));
    }

    public DropIfExists ifExists() {
        return present(noun, new DropTable(table, null, false));
    }

    public ConditionalColumn column(String column) {
        return new ConditionalColumn(column);
    }

    public ConditionalTableIndex index(String index) {
        return new ConditionalTableIndex(index);
    }

    public ConditionalConstraint constraint(String constraint) {
        return new ConditionalConstraint(constraint);
    }

    private static DropIfExists present(BuilderStage noun, Operation drop) {
        return new DropIfExists(noun.next(".ifExists()", ".drop()"), () -> new IfExists(drop));
    }

    /** Something that is dropped if it is there. */
    public static final class DropIfExists {

        private final BuilderStage noun;
        private final Supplier<Operation> drop;

        DropIfExists(BuilderStage noun, Supplier<Operation> drop) {
            this.noun = noun;
            this.drop = drop;
        }

        public void drop() {
            noun.record(drop.get());
        }
    }

    /** A column that may or may not be there. */
    public final class ConditionalColumn {

        private final String column;
        private final BuilderStage part;

        ConditionalColumn(String column) {
            this.column = column;
            this.part = noun.next(".column(\"" + column + "\")", ".ifNotExists(type) or .ifExists()");
        }

        /** Adds the column unless it is there. */
        public ColumnSpec ifNotExists(ColumnType type) {
            ColumnSpec spec = new ColumnSpec(column, type);
            part.record(() -> new IfNotExists(new AddColumn(table, spec.column())));
            return spec;
        }

        public DropIfExists ifExists() {
            return present(part, new DropColumn(table, column, null, false));
        }
    }

    /** An index that may or may not be there. */
    public final class ConditionalTableIndex {

        private final String index;
        private final BuilderStage part;

        ConditionalTableIndex(String index) {
            this.index = index;
            this.part = noun.next(".index(\"" + index + "\")", ".ifNotExists(i -> …) or .ifExists()");
        }

        /** Creates the index unless it is there. */
        public void ifNotExists(Consumer<IndexSpec> body) {
            IndexSpec spec = new IndexSpec(index);
            body.accept(spec);
            part.record(new IfNotExists(new CreateIndex(table, spec.index(), spec.isConcurrently())));
        }

        public DropIfExists ifExists() {
            return present(part, new DropIndex(table, index, null, false));
        }
    }

    /** A constraint that may or may not be there. */
    public final class ConditionalConstraint {

        private final String constraint;
        private final BuilderStage part;

        ConditionalConstraint(String constraint) {
            this.constraint = constraint;
            this.part = noun.next(
                    ".constraint(\"" + constraint + "\")", ".ifExists(), or a word such as .checkIfNotExists(c -> …)");
        }

        public void primaryKeyIfNotExists(Consumer<PrimaryKeySpec> body) {
            add(new PrimaryKeySpec(constraint), body);
        }

        public void uniqueIfNotExists(Consumer<UniqueSpec> body) {
            add(new UniqueSpec(constraint), body);
        }

        public void checkIfNotExists(Consumer<CheckSpec> body) {
            add(new CheckSpec(constraint), body);
        }

        public void foreignKeyIfNotExists(Consumer<ForeignKeySpec> body) {
            add(new ForeignKeySpec(constraint, scope), body);
        }

        public void exclusionIfNotExists(Consumer<ExclusionSpec> body) {
            add(new ExclusionSpec(constraint), body);
        }

        public DropIfExists ifExists() {
            return present(part, new DropConstraint(table, constraint, null, null, false));
        }

        private <S extends ConstraintSpec<S>> void add(S spec, Consumer<S> body) {
            body.accept(spec);
            part.record(new IfNotExists(
                    new AddConstraint(table, spec.constraint(), spec.usingIndex(), spec.wasNullable())));
        }
    }
}
