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
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.schema.Differences;
import com.levymaster.migrate.schema.Schema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Decides whether a guarded step runs, by what is there. What is there already must be what was asked for, in the
 * server's own words; a guard never passes over something else in silence.
 */
final class Guard {

    private static final Log log = LogFactory.getLog(Guard.class);

    private final Supplier<Schema> look;
    private final Connection connection;
    private final Dialect dialect;
    private final RevisionHeader revision;
    private final int step;

    Guard(Supplier<Schema> look, Connection connection, Dialect dialect, RevisionHeader revision, int step) {
        this.look = look;
        this.connection = connection;
        this.dialect = dialect;
        this.revision = revision;
        this.step = step;
    }

    /**
     * The step behind the guard, if it is to run.
     *
     * @throws MigrateException when what is there differs from what was asked for, with the differences
     */
    Optional<Operation> resolve(Operation guarded) {
        Schema here = look.get();
        if (guarded instanceof IfPresent present) {
            return Presence.of(present.drop(), here) == Presence.PRESENT
                    ? Optional.of(present.drop())
                    : skipped(present.drop(), "it is not there");
        }
        Operation create = ((IfMissing) guarded).create();
        if (Presence.of(create, here) == Presence.ABSENT) {
            return Optional.of(create);
        }
        compare(create, here);
        return skipped(create, "it is there already");
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

    private Optional<Operation> skipped(Operation operation, String why) {
        log.info("Revision " + revision.id() + ", step " + step + ": skipped " + operation.describe() + ", since "
                + why);
        return Optional.empty();
    }
}
