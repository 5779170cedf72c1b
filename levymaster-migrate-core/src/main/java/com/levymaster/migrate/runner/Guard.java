package com.levymaster.migrate.runner;

import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.error.MigrateException;
import com.levymaster.migrate.inspect.Normalizer;
import com.levymaster.migrate.inspect.ViewQuery;
import com.levymaster.migrate.operation.FlowOperation.IfMissing;
import com.levymaster.migrate.operation.FlowOperation.IfPresent;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.Presence;
import com.levymaster.migrate.operation.Subject;
import com.levymaster.migrate.operation.ViewOperation.CreateView;
import com.levymaster.migrate.schema.Differences;
import com.levymaster.migrate.schema.Schema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Decides whether a guarded step runs, by what is there. What is there already must be what was asked for, in the
 * server's own words; a guard never passes over something else in silence.
 */
final class Guard {

    private final Supplier<Schema> look;
    private final Connection connection;
    private final Dialect dialect;
    private final int step;

    Guard(Supplier<Schema> look, Connection connection, Dialect dialect, int step) {
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
    record Verdict(Operation operation, boolean applies, String since) {

        /** {@code skipped create table county, since it is there already}. */
        @Override
        public String toString() {
            return (applies ? "applied " : "skipped ") + operation.describe() + ", since " + since;
        }
    }

    /**
     * Looks at what is there.
     *
     * @throws MigrateException when what is there differs from what was asked for, with the differences
     */
    Verdict judge(Operation guarded) {
        Schema here = look.get();
        if (guarded instanceof IfPresent present) {
            return Presence.of(present.drop(), here) == Presence.PRESENT
                    ? new Verdict(present.drop(), true, "it was there")
                    : new Verdict(present.drop(), false, "it is not there");
        }
        Operation create = ((IfMissing) guarded).create();
        if (Presence.of(create, here) == Presence.ABSENT) {
            return new Verdict(create, true, "it was missing");
        }
        compare(create, here);
        return new Verdict(create, false, "it is there already");
    }

    private void compare(Operation create, Schema here) {
        Subject subject = Subject.of(create).orElseThrow();
        Schema asked = asked(create, here);
        Optional<?> wanted = subject.in(asked);
        Optional<?> found = subject.in(here);
        if (wanted.isEmpty() || found.isEmpty()) {
            return;
        }
        List<String> differences = Differences.between(found.get(), wanted.get());
        if (!differences.isEmpty()) {
            String line = System.lineSeparator() + "    ";
            throw new MigrateException(
                    "What is there already is not what was asked for: " + create.describe() + line
                            + String.join(line, differences),
                    "change what is there in a step of its own before this one, or ask for what is there.");
        }
    }

    /** The database as it were, had the step made the object just now. */
    private Schema asked(Operation create, Schema here) {
        try {
            if (create instanceof CreateView view) {
                return here.with(ViewQuery.normalize(connection, dialect, view.view()));
            }
            Schema without = create.inverse().applyTo(here);
            return Normalizer.normalize(connection, create.applyTo(without), here)
                    .schema();
        } catch (SQLException e) {
            throw new StepFailed(step, null, e);
        }
    }
}
