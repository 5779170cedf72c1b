package com.levymaster.migrate.operation.precondition;

import com.levymaster.migrate.operation.ControlOperation.Autocommit;
import com.levymaster.migrate.operation.ControlOperation.IfExists;
import com.levymaster.migrate.operation.ControlOperation.IfNotExists;
import com.levymaster.migrate.operation.ControlOperation.NoOp;
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
import java.util.ArrayList;
import java.util.List;

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
                ObjectPreconditions {

    private final DatabaseSchema schema;

    private Preconditions(DatabaseSchema schema) {
        this.schema = schema;
    }

    /**
     * Returns why PostgreSQL would refuse the operation.
     *
     * @param before the schema before it; it may lack objects, but all that it has must exist
     */
    public static List<Refusal> of(Operation operation, DatabaseSchema before) {
        return Refusal.all(ExpectedKinds.of(operation, before), operation.accept(new Preconditions(before)));
    }

    @Override
    public DatabaseSchema schema() {
        return schema;
    }

    @Override
    public List<Refusal> autocommit(Autocommit operation) {
        List<Refusal> refusals = new ArrayList<>();
        DatabaseSchema before = schema;
        for (Operation step : operation.steps()) {
            refusals.addAll(of(step, before));
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
        return Existence.of(operation.create(), schema) == Existence.PRESENT
                ? List.of()
                : of(operation.create(), schema);
    }

    @Override
    public List<Refusal> ifExists(IfExists operation) {
        return Existence.of(operation.drop(), schema) == Existence.PRESENT ? of(operation.drop(), schema) : List.of();
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
    public List<Refusal> insertRows(InsertRows operation) {
        return List.of();
    }

    @Override
    public List<Refusal> deleteRows(DeleteRows operation) {
        return List.of();
    }

    @Override
    public List<Refusal> truncate(Truncate operation) {
        return List.of();
    }

    @Override
    public List<Refusal> executeSql(ExecuteSql operation) {
        return List.of();
    }

    @Override
    public List<Refusal> runJava(RunJava operation) {
        return List.of();
    }
}
