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

    private final Supplier<DatabaseSchema> look;
    private final Connection connection;
    private final Dialect dialect;
    private final int step;

    ExistenceEvaluator(Supplier<DatabaseSchema> look, Connection connection, Dialect dialect, int step) {
        this.look = look;
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

        /** {@code skipped create table county, since it is there already}. */
        @Override
        public String toString() {
            return (applies ? "applied " : "skipped ") + operation.describe() + ", since " + since;
        }
    }

    /**
     * Looks at what is there.
     *
     * @throws MigrationException when what is there differs from what was asked for, with the differences
     */
    Decision evaluate(Operation guarded) {
        DatabaseSchema here = look.get();
        if (guarded instanceof IfExists present) {
            return Existence.of(present.drop(), here) == Existence.PRESENT
                    ? new Decision(present.drop(), true, "it was there")
                    : new Decision(present.drop(), false, "it is not there");
        }
        Operation create = ((IfNotExists) guarded).create();
        if (Existence.of(create, here) == Existence.ABSENT) {
            return new Decision(create, true, "it was missing");
        }
        compare(create, here);
        return new Decision(create, false, "it is there already");
    }

    private void compare(Operation create, DatabaseSchema here) {
        AffectedObject subject = AffectedObject.of(create).orElseThrow();
        DatabaseSchema asked = asked(create, here);
        Optional<?> wanted = subject.in(asked);
        Optional<?> found = subject.in(here);
        if (wanted.isEmpty() || found.isEmpty()) {
            return;
        }
        List<String> differences = DifferenceDescriber.between(found.get(), wanted.get());
        if (!differences.isEmpty()) {
            String line = System.lineSeparator() + "    ";
            throw new MigrationException(
                    "What is there already is not what was asked for: " + create.describe() + line
                            + String.join(line, differences),
                    "change what is there in a step of its own before this one, or ask for what is there.");
        }
    }

    /** The database as it were, had the step made the object just now. */
    private DatabaseSchema asked(Operation create, DatabaseSchema here) {
        try {
            if (create instanceof CreateView view) {
                return here.with(ViewQuery.normalize(connection, dialect, view.view()));
            }
            DatabaseSchema without = create.inverse().applyTo(here);
            return Normalizer.normalize(connection, create.applyTo(without), here)
                    .schema();
        } catch (SQLException e) {
            throw new StepFailedException(step, null, e);
        }
    }
}
