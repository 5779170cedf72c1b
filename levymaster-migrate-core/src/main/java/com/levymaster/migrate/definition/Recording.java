package com.levymaster.migrate.definition;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.op.OperationRecorder;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.Inspector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The operations that one revision recorded in one direction.
 *
 * @param inspectsDatabase whether the body inspected the database; it may record other operations the next time
 */
public record Recording(
        RevisionDefinition definition, Direction direction, List<Operation> operations, boolean inspectsDatabase) {

    public Recording {
        operations = List.copyOf(operations);
    }

    /**
     * Records the operations of a revision without executing them.
     *
     * @param before the schema before this revision; called only if the revision inspects the database
     */
    public static Recording of(
            RevisionDefinition definition,
            Direction direction,
            Supplier<DatabaseSchema> before,
            RunArguments arguments) {
        Simulation simulation = new Simulation(before, arguments);
        Migration migration = definition.newMigration();
        Operations.record(op -> body(migration, direction, op), simulation);
        return new Recording(definition, direction, simulation.recorded, simulation.inspected);
    }

    /** Calls {@code upgrade} or {@code downgrade}, depending on the direction. */
    public static void body(Migration migration, Direction direction, Operations op) {
        if (direction == Direction.UPGRADE) {
            migration.upgrade(op);
        } else {
            migration.downgrade(op);
        }
    }

    private static final class Simulation implements OperationRecorder {

        private final Supplier<DatabaseSchema> before;
        private final RunArguments arguments;
        private final List<Operation> recorded = new ArrayList<>();
        private boolean inspected;

        Simulation(Supplier<DatabaseSchema> before, RunArguments arguments) {
            this.before = before;
            this.arguments = arguments;
        }

        @Override
        public void record(Operation operation) {
            recorded.add(operation);
        }

        @Override
        public Inspector catalog() {
            inspected = true;
            return () -> OperationList.apply(recorded, before.get());
        }

        @Override
        public Optional<String> argument(String key) {
            return arguments.argument(key);
        }

        @Override
        public Optional<String> tag() {
            return arguments.tagged();
        }
    }
}
