package com.levymaster.migrate.operation.precondition;

import com.levymaster.migrate.operation.Backfill;
import com.levymaster.migrate.operation.ControlOperation.Autocommit;
import com.levymaster.migrate.operation.ControlOperation.IfExists;
import com.levymaster.migrate.operation.ControlOperation.IfNotExists;
import com.levymaster.migrate.operation.ControlOperation.NoOp;
import com.levymaster.migrate.operation.ControlOperation.SafeStage;
import com.levymaster.migrate.operation.ControlOperation.Savepoint;
import com.levymaster.migrate.operation.ControlOperation.SetLocal;
import com.levymaster.migrate.operation.DataOperation.DeleteRows;
import com.levymaster.migrate.operation.DataOperation.ExecuteSql;
import com.levymaster.migrate.operation.DataOperation.InsertRows;
import com.levymaster.migrate.operation.DataOperation.RunJava;
import com.levymaster.migrate.operation.DataOperation.Truncate;
import com.levymaster.migrate.operation.Existence;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.Dependencies;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Finds operations that PostgreSQL would certainly refuse, by the objects that the schema has. What the schema lacks is
 * no reason: raw SQL may have created it.
 */
public final class Preconditions
        implements Operation.Visitor<List<Refusal>>,
                TablePreconditions,
                ColumnPreconditions,
                ConstraintPreconditions,
                TypePreconditions,
                RowPreconditions,
                ObjectPreconditions {

    /** The name of a default schema that is not known, because nothing has been read. */
    public static final String UNKNOWN_SCHEMA = "?";

    private final DatabaseSchema schema;
    private final Supplier<Dependencies> dependencies;

    private Preconditions(DatabaseSchema schema, Supplier<Dependencies> dependencies) {
        this.schema = schema;
        this.dependencies = dependencies;
    }

    /**
     * Returns why PostgreSQL would refuse the operation.
     *
     * @param before the schema before it; it may lack objects, but all that it has must exist
     * @param dependencies supplies what depends on these objects; called only if it matters
     */
    public static List<Refusal> of(Operation operation, DatabaseSchema before, Supplier<Dependencies> dependencies) {
        return Refusal.all(
                ExpectedKinds.of(operation, before), operation.accept(new Preconditions(before, dependencies)));
    }

    private List<Refusal> guarded(Operation operation) {
        return of(operation, schema, dependencies);
    }

    @Override
    public DatabaseSchema schema() {
        return schema;
    }

    @Override
    public Dependencies dependencies() {
        return dependencies.get();
    }

    @Override
    public List<Refusal> autocommit(Autocommit operation) {
        List<Refusal> refusals = new ArrayList<>();
        DatabaseSchema before = schema;
        for (Operation step : operation.steps()) {
            refusals.addAll(of(step, before, dependencies));
            before = step.applyTo(before);
        }
        return refusals;
    }

    /** A step of a savepoint may fail on purpose. */
    @Override
    public List<Refusal> savepoint(Savepoint operation) {
        return List.of();
    }

    @Override
    public List<Refusal> ifNotExists(IfNotExists operation) {
        return Existence.of(operation.create(), schema) == Existence.PRESENT ? List.of() : guarded(operation.create());
    }

    @Override
    public List<Refusal> ifExists(IfExists operation) {
        return Existence.of(operation.drop(), schema) == Existence.PRESENT ? guarded(operation.drop()) : List.of();
    }

    @Override
    public List<Refusal> setLocal(SetLocal operation) {
        return List.of();
    }

    @Override
    public List<Refusal> noOp(NoOp operation) {
        return List.of();
    }

    @Override
    public List<Refusal> stage(SafeStage operation) {
        return operation.part() == SafeStage.Part.PREPARE ? replaced(operation.change()) : List.of();
    }

    @Override
    public List<Refusal> insertRows(InsertRows operation) {
        return inserted(operation);
    }

    @Override
    public List<Refusal> deleteRows(DeleteRows operation) {
        return deleted(operation);
    }

    @Override
    public List<Refusal> truncate(Truncate operation) {
        return operation.cascade() ? List.of() : truncated(operation.tables());
    }

    @Override
    public List<Refusal> executeSql(ExecuteSql operation) {
        return List.of();
    }

    @Override
    public List<Refusal> runJava(RunJava operation) {
        return List.of();
    }

    @Override
    public List<Refusal> backfill(Backfill operation) {
        return backfilled(operation);
    }
}
