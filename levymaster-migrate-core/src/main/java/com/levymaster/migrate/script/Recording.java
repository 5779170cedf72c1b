package com.levymaster.migrate.script;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Operations;
import com.levymaster.migrate.Recorder;
import com.levymaster.migrate.operation.Flow;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.schema.Catalog;
import com.levymaster.migrate.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What one revision says in one direction.
 *
 * @param looked whether the body asked what there is; it may say something else when it is asked again
 */
public record Recording(Script script, Direction direction, List<Operation> operations, boolean looked) {

    public Recording {
        operations = List.copyOf(operations);
    }

    /**
     * Asks a revision what it would do, and does nothing.
     *
     * @param before the database before this revision, asked only if the revision asks
     */
    public static Recording of(Script script, Direction direction, Supplier<Schema> before, Arguments arguments) {
        Simulation simulation = new Simulation(before, arguments);
        Operations.record(op -> body(script.migration().get(), direction, op), simulation);
        return new Recording(script, direction, simulation.said, simulation.looked);
    }

    /** Runs the method of the migration that the direction wants. */
    public static void body(Migration migration, Direction direction, Operations op) {
        if (direction == Direction.UPGRADE) {
            migration.upgrade(op);
        } else {
            migration.downgrade(op);
        }
    }

    private static final class Simulation implements Recorder {

        private final Supplier<Schema> before;
        private final Arguments arguments;
        private final List<Operation> said = new ArrayList<>();
        private boolean looked;

        Simulation(Supplier<Schema> before, Arguments arguments) {
            this.before = before;
            this.arguments = arguments;
        }

        @Override
        public void record(Operation operation) {
            said.add(operation);
        }

        @Override
        public Catalog catalog() {
            looked = true;
            return () -> Flow.apply(said, before.get());
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
