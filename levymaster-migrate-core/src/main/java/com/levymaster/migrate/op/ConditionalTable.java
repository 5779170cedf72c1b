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
 * A table that may not exist, and its parts.
 *
 * <pre>{@code
 * op.table("import_log").ifNotExists(t -> t.column("id", bigint()).identity());
 * op.table("import_log").column("import_type").ifNotExists(varchar(50));
 * op.table("import_log").index("ix_import_log_year").ifExists().drop();
 * }</pre>
 *
 * <p>A run inspects the database and executes or skips the plain statement; the SQL shown below is that of offline
 * scripts. An existing object must match the description, otherwise the run stops with a list of the differences.
 * {@link Operations#undo} refuses conditional operations.
 */
public final class ConditionalTable {

    private final String name;
    private final ObjectName table;
    private final DefaultSchema defaultSchema;
    private final BuilderStage stage;

    ConditionalTable(String name, DefaultSchema defaultSchema, OperationBuffer buffer) {
        this.name = name;
        this.table = defaultSchema.name(name);
        this.defaultSchema = defaultSchema;
        this.stage = buffer.stage("table(\"" + name + "\")", ".ifNotExists(t -> …) or .ifExists()");
    }

    /** Creates the table if it does not exist: {@code create table if not exists t (…)}. */
    public void ifNotExists(Consumer<TableSpec> body) {
        TableSpec spec = new TableSpec(name, defaultSchema);
        body.accept(spec);
        stage.record(new IfNotExists(new CreateTable(spec.table())));
    }

    /** Continues with {@code .drop()}: {@code drop table if exists t}. */
    public DropIfExists ifExists() {
        return present(stage, new DropTable(table, null, false));
    }

    /** A column of the table; continue with {@code .ifNotExists(type)} or {@code .ifExists()}. */
    public ConditionalColumn column(String column) {
        return new ConditionalColumn(column);
    }

    /** An index of the table; continue with {@code .ifNotExists(i -> …)} or {@code .ifExists()}. */
    public ConditionalTableIndex index(String index) {
        return new ConditionalTableIndex(index);
    }

    /**
     * A constraint of the table; continue with {@code .ifExists()} or a method such as {@code .checkIfNotExists(c ->
     * …)}.
     */
    public ConditionalConstraint constraint(String constraint) {
        return new ConditionalConstraint(constraint);
    }

    private static DropIfExists present(BuilderStage stage, Operation drop) {
        return new DropIfExists(stage.next(".ifExists()", ".drop()"), () -> new IfExists(drop));
    }

    /** The drop of an object if it exists. */
    public static final class DropIfExists {

        private final BuilderStage stage;
        private final Supplier<Operation> drop;

        DropIfExists(BuilderStage stage, Supplier<Operation> drop) {
            this.stage = stage;
            this.drop = drop;
        }

        /** Drops the object if it exists, otherwise does nothing: {@code drop … if exists}. */
        public void drop() {
            stage.record(drop.get());
        }
    }

    /** A column that may not exist. */
    public final class ConditionalColumn {

        private final String column;
        private final BuilderStage part;

        ConditionalColumn(String column) {
            this.column = column;
            this.part = stage.next(".column(\"" + column + "\")", ".ifNotExists(type) or .ifExists()");
        }

        /** Adds the column if it does not exist: {@code alter table t add column if not exists c type}. */
        public ColumnSpec ifNotExists(ColumnType type) {
            ColumnSpec spec = new ColumnSpec(column, type);
            part.record(() -> new IfNotExists(new AddColumn(table, spec.column())));
            return spec;
        }

        /** Continues with {@code .drop()}: {@code alter table if exists t drop column if exists c}. */
        public DropIfExists ifExists() {
            return present(part, new DropColumn(table, column, null, false));
        }
    }

    /** An index of the table that may not exist. */
    public final class ConditionalTableIndex {

        private final String index;
        private final BuilderStage part;

        ConditionalTableIndex(String index) {
            this.index = index;
            this.part = stage.next(".index(\"" + index + "\")", ".ifNotExists(i -> …) or .ifExists()");
        }

        /** Creates the index if it does not exist: {@code create index if not exists name on t (…)}. */
        public void ifNotExists(Consumer<IndexSpec> body) {
            IndexSpec spec = new IndexSpec(index);
            body.accept(spec);
            part.record(new IfNotExists(new CreateIndex(table, spec.index(), spec.isConcurrently(), spec.isOnly())));
        }

        /** Continues with {@code .drop()}: {@code drop index if exists name}. */
        public DropIfExists ifExists() {
            return present(part, new DropIndex(table, index, null, false));
        }
    }

    /**
     * A constraint that may not exist. PostgreSQL has no {@code if not exists} for constraints, so a script guards them
     * by a {@code do} block.
     */
    public final class ConditionalConstraint {

        private final String constraint;
        private final BuilderStage part;

        ConditionalConstraint(String constraint) {
            this.constraint = constraint;
            this.part = stage.next(
                    ".constraint(\"" + constraint + "\")", ".ifExists() or a method such as .checkIfNotExists(c -> …)");
        }

        /** Adds the primary key if no constraint of this name exists. */
        public void primaryKeyIfNotExists(Consumer<PrimaryKeySpec> body) {
            add(new PrimaryKeySpec(constraint), body);
        }

        /** Adds the unique constraint if no constraint of this name exists. */
        public void uniqueIfNotExists(Consumer<UniqueSpec> body) {
            add(new UniqueSpec(constraint), body);
        }

        /** Adds the check constraint if no constraint of this name exists. */
        public void checkIfNotExists(Consumer<CheckSpec> body) {
            add(new CheckSpec(constraint), body);
        }

        /** Adds the foreign key if no constraint of this name exists. */
        public void foreignKeyIfNotExists(Consumer<ForeignKeySpec> body) {
            add(new ForeignKeySpec(constraint, defaultSchema), body);
        }

        /** Adds the exclusion constraint if no constraint of this name exists. */
        public void exclusionIfNotExists(Consumer<ExclusionSpec> body) {
            add(new ExclusionSpec(constraint), body);
        }

        /** Continues with {@code .drop()}: {@code alter table if exists t drop constraint if exists name}. */
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
