package com.levymaster.migrate.runner;

import com.levymaster.migrate.Isolation;
import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.dialect.Statement;
import com.levymaster.migrate.error.MigrateException;
import com.levymaster.migrate.lint.Hazard;
import com.levymaster.migrate.lint.Lint;
import com.levymaster.migrate.lint.LintSettings;
import com.levymaster.migrate.lint.Rule;
import com.levymaster.migrate.operation.Flow;
import com.levymaster.migrate.operation.FlowOperation.Autocommit;
import com.levymaster.migrate.operation.FlowOperation.IfMissing;
import com.levymaster.migrate.operation.FlowOperation.IfPresent;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.Presence;
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
    private final LintSettings lintSettings;
    private final Supplier<Schema> start;
    private final Lint lint;
    private final List<Operation> said = new ArrayList<>();
    private @Nullable Schema known;
    private final List<String> problems = new ArrayList<>();
    private final List<String> remedies = new ArrayList<>();
    private final List<RuntimeException> causes = new ArrayList<>();

    /**
     * With lint that is thorough.
     *
     * @param start the database before the plan; asked once at the most
     */
    public Preparation(Dialect dialect, Arguments arguments, LintSettings lintSettings, Supplier<Schema> start) {
        this(dialect, arguments, lintSettings, start, Lint.thorough());
    }

    private Preparation(
            Dialect dialect, Arguments arguments, LintSettings lintSettings, Supplier<Schema> start, Lint lint) {
        this.dialect = dialect;
        this.arguments = arguments;
        this.lintSettings = lintSettings;
        this.start = start;
        this.lint = lint;
    }

    /** The same, which asks the database as seldom as it can. */
    public Preparation quickly() {
        boolean asked = lintSettings.refused().contains(Rule.FOREIGN_KEY_TYPES_DIFFER);
        return new Preparation(dialect, arguments, lintSettings, start, asked ? lint : Lint.quick());
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
        checkManner(script);
        Recording recording = Recording.of(script, direction, this::now, arguments);
        List<Prepared.Step> steps = new ArrayList<>();
        for (int i = 0; i < recording.operations().size(); i++) {
            Operation operation = recording.operations().get(i);
            List<Statement> statements = dialect.compile(operation, this::now);
            check(recording, i, statements);
            Outlook outlook = outlook(operation);
            List<Hazard> hazards = hazards(recording, i, outlook);
            steps.add(new Prepared.Step(operation, statements, hazards, outlook));
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

    private static void checkManner(Script script) {
        script.manner().ignoredHazards().forEach(Rule::of);
        if (!script.transactional() && script.manner().isolation() != Isolation.DEFAULT) {
            throw new MigrateException(
                    "it has an isolation, and is not transactional.",
                    "leave one of the two out of @Revision, isolation or transactional");
        }
    }

    /** What can hurt, without what settings and revision say is meant; what the settings do not bear is refused. */
    private List<Hazard> hazards(Recording recording, int index, @Nullable Outlook outlook) {
        Script script = recording.script();
        List<Hazard> hazards = lint.step(recording.operations(), index, script.transactional(), this::now).stream()
                .filter(h -> outlook != Outlook.SKIPS)
                .filter(h -> !lintSettings.ignored().contains(h.rule()))
                .filter(h -> !script.manner().ignoredHazards().contains(h.rule().id()))
                .filter(h ->
                        recording.direction() == Direction.UPGRADE || !h.rule().isMeantByDowngrade())
                .toList();
        hazards.stream()
                .filter(h -> lintSettings.refused().contains(h.rule()))
                .forEach(hazard -> refuse(
                        script,
                        recording.direction(),
                        "step " + (index + 1) + " of " + recording.operations().size() + ": "
                                + hazard.operation().describe() + " ["
                                + hazard.rule().id() + "]: " + hazard.problem(),
                        hazard.remedy() + "; or, where it does no harm, write @Revision(…, ignoredHazards = \""
                                + hazard.rule().id() + "\")"));
        return hazards;
    }

    private @Nullable Outlook outlook(Operation operation) {
        if (operation instanceof IfMissing guard) {
            return Outlook.of(guard.create(), Presence.ABSENT, now());
        }
        return operation instanceof IfPresent guard ? Outlook.of(guard.drop(), Presence.PRESENT, now()) : null;
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
