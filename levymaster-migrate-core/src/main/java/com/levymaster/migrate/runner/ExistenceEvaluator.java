package com.levymaster.migrate.runner;

import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.inspect.Normalizer;
import com.levymaster.migrate.inspect.ViewQuery;
import com.levymaster.migrate.operation.AffectedObject;
import com.levymaster.migrate.operation.ControlOperation.IfExists;
import com.levymaster.migrate.operation.ControlOperation.IfNotExists;
import com.levymaster.migrate.operation.Existence;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.ViewOperation.CreateView;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.DifferenceDescriber;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Decides whether a guarded step runs, by what is there. What is there already must be what was asked for, in the
 * server's own words; a guard never passes over something else in silence.
 */
final class ExistenceEvaluator {

    private final Supplier<DatabaseSchema> current;
    private final Connection connection;
    private final Dialect dialect;
    private final int step;

    ExistenceEvaluator(Supplier<DatabaseSchema> current, Connection connection, Dialect dialect, int step) {
        this.current = current;
        this.connection = connection;
        this.dialect = dialect;
        this.step = step;
    }

    /**
     * What is to become of the step behind a guard.
     *
     * @param since why, as the end of a sentence
     */
    record Decision(Operation operation, boolean applies, String since) {

        /** {@code skipped create table county, since it exists already}. */
        @Override
        public String toString() {
            return (applies ? "applied " : "skipped ") + operation.describe() + ", since " + since;
        }
    }

    /**
     * Looks at what is there.
     *
     * @throws MigrationException if the existing object differs from the requested one, with the differences
     */
    Decision evaluate(Operation guarded) {
        DatabaseSchema actual = current.get();
        if (guarded instanceof IfExists present) {
            return Existence.of(present.drop(), actual) == Existence.PRESENT
                    ? new Decision(present.drop(), true, "it existed")
                    : new Decision(present.drop(), false, "it does not exist");
        }
        Operation create = ((IfNotExists) guarded).create();
        if (Existence.of(create, actual) == Existence.ABSENT) {
            return new Decision(create, true, "it did not exist");
        }
        compare(create, actual);
        return new Decision(create, false, "it exists already");
    }

    private void compare(Operation create, DatabaseSchema actual) {
        AffectedObject subject = AffectedObject.of(create).orElseThrow();
        DatabaseSchema asked = asked(create, actual);
        Optional<?> expected = subject.in(asked);
        Optional<?> found = subject.in(actual);
        if (expected.isEmpty() || found.isEmpty()) {
            return;
        }
        List<String> differences = DifferenceDescriber.between(found.get(), expected.get());
        if (!differences.isEmpty()) {
            String line = System.lineSeparator() + "    ";
            throw new MigrationException(
                    "The existing object differs from the requested one: " + create.describe() + line
                            + String.join(line, differences),
                    "change the existing object in a separate step before this one, or request it as it is.");
        }
    }

    /** The schema if the step had just created the object. */
    private DatabaseSchema asked(Operation create, DatabaseSchema actual) {
        try {
            if (create instanceof CreateView view) {
                return actual.with(ViewQuery.normalize(connection, dialect, view.view()));
            }
            DatabaseSchema without = create.inverse().applyTo(actual);
            return Normalizer.normalize(connection, create.applyTo(without), actual)
                    .schema();
        } catch (SQLException e) {
            throw new StepFailedException(step, null, e);
        }
    }
}
