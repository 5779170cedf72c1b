package com.levymaster.migrate.runner;

import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.dialect.Statement;
import com.levymaster.migrate.error.MigrateException;
import com.levymaster.migrate.operation.Flow;
import com.levymaster.migrate.operation.FlowOperation.Autocommit;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.schema.Schema;
import com.levymaster.migrate.script.Arguments;
import com.levymaster.migrate.script.Recording;
import com.levymaster.migrate.script.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Records and compiles a whole plan before any of it runs, so that what can be refused is refused with nothing done.
 * The schema is asked for only where a revision, or the text of an operation, depends on what there is.
 */
public final class Preparation {

    private final Dialect dialect;
    private final Arguments arguments;
    private final Supplier<Schema> start;
    private final List<Operation> said = new ArrayList<>();
    private @Nullable Schema known;
    private final List<String> problems = new ArrayList<>();
    private final List<String> remedies = new ArrayList<>();
    private final List<RuntimeException> causes = new ArrayList<>();

    /** @param start the database before the plan; asked once at the most */
    public Preparation(Dialect dialect, Arguments arguments, Supplier<Schema> start) {
        this.dialect = dialect;
        this.arguments = arguments;
        this.start = start;
    }

    /**
     * The plan, ready to run.
     *
     * @throws MigrateException with all that is wrong in any of the revisions
     */
    public List<Prepared> prepare(List<Script> scripts, Direction direction) {
        List<Prepared> prepared = new ArrayList<>();
        for (Script script : scripts) {
            try {
                prepared.add(prepare(script, direction));
            } catch (MigrateException e) {
                refuse(script, direction, e.problem(), e.remedy());
                causes.add(e);
            } catch (RuntimeException e) {
                refuse(script, direction, "its body threw " + e, "mend the body; it only says what is to be done");
                causes.add(e);
            }
        }
        if (!problems.isEmpty()) {
            throw new MigrateException(
                    String.join(System.lineSeparator(), problems) + System.lineSeparator()
                            + "Nothing has run; the database is as it was.",
                    String.join("; ", remedies),
                    causes.isEmpty() ? null : causes.get(0));
        }
        return prepared;
    }

    private Prepared prepare(Script script, Direction direction) {
        Recording recording = Recording.of(script, direction, this::now, arguments);
        List<Prepared.Step> steps = new ArrayList<>();
        for (int i = 0; i < recording.operations().size(); i++) {
            Operation operation = recording.operations().get(i);
            List<Statement> statements = dialect.compile(operation, this::now);
            check(recording, i, statements);
            steps.add(new Prepared.Step(operation, statements));
            said.add(operation);
        }
        return new Prepared(recording, steps);
    }

    /** The database after all that was said so far; what is known of it already is not worked out again. */
    private Schema now() {
        Schema schema = Flow.apply(said, known == null ? start.get() : known);
        said.clear();
        known = schema;
        return schema;
    }

    private void check(Recording recording, int step, List<Statement> statements) {
        Operation operation = recording.operations().get(step);
        if (!recording.script().transactional() || operation instanceof Autocommit) {
            return;
        }
        if (statements.stream().anyMatch(s -> !s.transactional())) {
            refuse(
                    recording.script(),
                    recording.direction(),
                    "step " + (step + 1) + " of " + recording.operations().size() + ": " + operation.describe()
                            + " cannot run in a transaction",
                    "put it into op.autocommit(() -> …)");
        }
    }

    private void refuse(Script script, Direction direction, String problem, String remedy) {
        String verb = direction == Direction.UPGRADE ? "upgrade" : "downgrade";
        problems.add("Revision " + script.header().title() + ", " + verb + ": " + problem);
        remedies.add(remedy);
    }
}
