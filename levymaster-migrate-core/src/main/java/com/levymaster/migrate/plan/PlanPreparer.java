package com.levymaster.migrate.plan;

import com.levymaster.migrate.Isolation;
import com.levymaster.migrate.definition.Recording;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.definition.RunArguments;
import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.dialect.SqlStatement;
import com.levymaster.migrate.dialect.UnknownObjectException;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.error.SqlStates;
import com.levymaster.migrate.lint.Hazard;
import com.levymaster.migrate.lint.Lint;
import com.levymaster.migrate.lint.LintSettings;
import com.levymaster.migrate.lint.Rule;
import com.levymaster.migrate.operation.ControlOperation.Autocommit;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.plan.ExpectedRefusals.Start;
import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.Dependencies;
import com.levymaster.migrate.store.UnfinishedRevision;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Records, compiles and lints a whole plan before any of it runs, so that an invalid plan is refused before the first
 * change. The schema is read once, if anything depends on it.
 */
public final class PlanPreparer {

    private final Dialect dialect;
    private final RunArguments arguments;
    private final LintSettings lintSettings;
    private final Supplier<DatabaseSchema> start;
    private final Lint lint;
    private final Start kind;
    private final Function<String, Dependencies> dependencies;
    private final ServerTrial trial;
    private final ExpectedRefusals refusals;
    private final List<Operation> unapplied = new ArrayList<>();
    private @Nullable DatabaseSchema known;
    private boolean pathKnown = true;
    private final List<String> problems = new ArrayList<>();
    private final List<String> remedies = new ArrayList<>();
    private final List<Throwable> causes = new ArrayList<>();

    /**
     * Creates a preparer with thorough lint.
     *
     * @param start the schema before the plan; called at most once
     */
    public PlanPreparer(
            Dialect dialect, RunArguments arguments, LintSettings lintSettings, Supplier<DatabaseSchema> start) {
        this(
                dialect,
                arguments,
                lintSettings,
                start,
                Lint.thorough(lintSettings, dialect.version()),
                Start.READ,
                schema -> Dependencies.NONE,
                ServerTrial.NONE);
    }

    private PlanPreparer(
            Dialect dialect,
            RunArguments arguments,
            LintSettings lintSettings,
            Supplier<DatabaseSchema> start,
            Lint lint,
            Start kind,
            Function<String, Dependencies> dependencies,
            ServerTrial trial) {
        this.dialect = dialect;
        this.arguments = arguments;
        this.lintSettings = lintSettings;
        this.start = start;
        this.lint = lint;
        this.kind = kind;
        this.dependencies = dependencies;
        this.trial = trial;
        this.refusals =
                new ExpectedRefusals(kind, dialect.majorVersion(), dependencies, new TriedSteps(dialect, trial));
    }

    /** Returns a copy that reads the schema as rarely as possible. */
    public PlanPreparer withQuickLint() {
        Lint quick = lintSettings.refuses(Rule.FOREIGN_KEY_TYPES_DIFFER)
                ? lint
                : Lint.quick(lintSettings, dialect.version());
        return new PlanPreparer(dialect, arguments, lintSettings, start, quick, kind, dependencies, trial);
    }

    /** Returns a copy that refuses no step because of objects from before the plan: they were not read from a database. */
    public PlanPreparer withReplayedStart() {
        return with(Start.REPLAYED, dependencies, trial);
    }

    /** Returns a copy for the first plan of a database, which may be empty, or not be migrated yet. */
    public PlanPreparer withUnversionedStart() {
        return with(Start.UNVERSIONED, dependencies, trial);
    }

    /**
     * Returns a copy that refuses steps because of rules, triggers, policies, routines and publications too.
     *
     * @param value reads what depends on objects before the plan, by the name of the default schema; called at most once
     */
    public PlanPreparer withDependencies(Function<String, Dependencies> value) {
        return with(kind, value, trial);
    }

    /** Returns a copy that asks the server about expressions: their functions, operators and types. */
    public PlanPreparer withTrial(ServerTrial value) {
        return with(kind, dependencies, value);
    }

    private PlanPreparer with(Start newKind, Function<String, Dependencies> newDependencies, ServerTrial newTrial) {
        return new PlanPreparer(dialect, arguments, lintSettings, start, lint, newKind, newDependencies, newTrial);
    }

    /**
     * Prepares a plan.
     *
     * @throws MigrationException with all problems of all revisions
     */
    public List<PreparedRevision> prepare(List<RevisionDefinition> definitions, Direction direction) {
        return prepare(definitions, direction, Map.of());
    }

    /**
     * As {@link #prepare(List, Direction)}; of a revision whose upgrade is unfinished, a downgrade reverts what is committed.
     *
     * @param unfinished the revisions of which a part is committed, by id
     */
    public List<PreparedRevision> prepare(
            List<RevisionDefinition> definitions, Direction direction, Map<String, UnfinishedRevision> unfinished) {
        if (!unfinished.isEmpty()) {
            refusals.expectNone("an earlier run has executed a part of a revision");
        }
        List<PreparedRevision> prepared = new ArrayList<>();
        for (RevisionDefinition definition : definitions) {
            try {
                UnfinishedRevision begun = unfinished.get(definition.id());
                prepared.add(prepare(recording(definition, direction, begun), begun));
            } catch (MigrationException e) {
                refuse(definition, direction, e.problem(), e.remedy());
                causes.add(e);
            } catch (RuntimeException | Error e) {
                refuseWithoutConnection(e);
                refuse(definition, direction, "its body threw " + e, "fix the method; it must only record operations");
                causes.add(e);
            }
        }
        if (!problems.isEmpty()) {
            throw new MigrationException(
                    String.join(System.lineSeparator(), problems) + System.lineSeparator()
                            + "Nothing was executed; the database is unchanged.",
                    remedies.stream().distinct().collect(Collectors.joining("; ")),
                    causes.isEmpty() ? null : causes.get(0));
        }
        return prepared;
    }

    private Recording recording(
            RevisionDefinition definition, Direction direction, @Nullable UnfinishedRevision unfinished) {
        checkOptions(definition);
        UnfinishedRevision partial = unfinished == null ? null : unfinished.partialUpgrade();
        return direction == Direction.DOWNGRADE && partial != null
                ? PartialDowngrade.of(definition, partial, arguments)
                : Recording.of(definition, direction, this::current, arguments);
    }

    /** A lost connection is no fault of the revision that was being recorded. */
    private static void refuseWithoutConnection(Throwable thrown) {
        SQLException cause = SqlStates.find(thrown);
        if (cause != null
                && SqlStates.isConnectionClosed(cause.getSQLState())
                && thrown instanceof RuntimeException e) {
            throw e;
        }
    }

    private PreparedRevision prepare(Recording whole, @Nullable UnfinishedRevision unfinished) {
        checkInspection(whole);
        pathKnown = true;
        PendingSteps pending = PendingSteps.of(whole, unfinished);
        Recording recording = pending.recording();
        List<PreparedRevision.Step> steps = new ArrayList<>();
        for (int i = 0; i < recording.operations().size(); i++) {
            Operation operation = recording.operations().get(i);
            if (pending.isCommitted(i)) {
                lint.committed(operation, this::current);
                steps.add(PreparedRevision.Step.committed(operation));
                continue;
            }
            StepCheck check = checkPreconditions(recording, i);
            AtomicBoolean read = new AtomicBoolean();
            List<SqlStatement> statements =
                    compile(operation, read, !check.refusals().isEmpty());
            check(recording, i, statements);
            ExpectedOutcome outlook = ExpectedOutcome.of(operation, this::current);
            List<Hazard> hazards = hazards(recording, i, outlook);
            steps.add(new PreparedRevision.Step(
                    whole.operations().get(i),
                    operation,
                    statements,
                    read.get() && refusals.isUncertain(),
                    hazards,
                    outlook,
                    outlook == ExpectedOutcome.SKIPS ? null : check.unknown()));
            if (pathKnown || !SearchPath.decidesAbout(operation)) {
                unapplied.add(operation);
            }
            pathKnown = pathKnown && !SearchPath.isSetBy(List.of(operation));
        }
        return new PreparedRevision(whole, steps);
    }

    /**
     * Compiles an operation by what is known of the schema.
     *
     * @param read becomes true if the SQL depends on the schema
     * @param refused whether the operation has been refused, so that no second refusal is needed
     */
    private List<SqlStatement> compile(Operation operation, AtomicBoolean read, boolean refused) {
        try {
            return dialect.compile(operation, () -> {
                read.set(true);
                return named();
            });
        } catch (MigrationException e) {
            if (!refused && !(e instanceof UnknownObjectException && refusals.isUncertain())) {
                throw e;
            }
            return List.of(SqlStatement.comment(operation.describe() + ": its SQL is known when the step runs"));
        }
    }

    /** Returns the schema after the recorded operations; each operation is applied once. */
    private DatabaseSchema current() {
        DatabaseSchema schema = OperationList.apply(unapplied, known == null ? start.get() : known);
        unapplied.clear();
        known = schema;
        return schema;
    }

    /** Returns the schema in which the names of the next step mean what they say. */
    private DatabaseSchema named() {
        return pathKnown ? current() : SearchPath.qualified(current());
    }

    private void checkOptions(RevisionDefinition definition) {
        definition.options().ignoredHazards().forEach(lintSettings::rule);
        if (!definition.options().because().isBlank()
                && definition.options().ignoredHazards().isEmpty()) {
            throw new MigrationException(
                    "it states why hazards are ignored, but ignores none.",
                    "name the rules in ignoredHazards, or remove because from @Revision");
        }
        if (!definition.transactional() && definition.options().isolation() != Isolation.DEFAULT) {
            throw new MigrationException(
                    "it has an isolation level, but is not transactional.",
                    "remove isolation or transactional from @Revision");
        }
    }

    /** Nothing while a table is locked that the rules would look at: the step itself waits for it. */
    private List<Hazard> found(Recording recording, int index) {
        try {
            return lint.step(
                    recording.operations(),
                    index,
                    recording.definition().transactional(),
                    this::named,
                    () -> refusals.dependencies(named()));
        } catch (SchemaLockedException e) {
            if (!lintSettings.refused().isEmpty()) {
                throw e;
            }
            return List.of();
        }
    }

    /** Returns the hazards of a step, except those that settings or the revision ignore; collects those that the settings refuse. */
    private List<Hazard> hazards(Recording recording, int index, @Nullable ExpectedOutcome outlook) {
        RevisionDefinition definition = recording.definition();
        List<Hazard> found = found(recording, index);
        List<Hazard> hazards =
                outlook == ExpectedOutcome.SKIPS ? List.of() : ReportedHazards.of(found, recording, lintSettings);
        hazards.stream()
                .filter(h -> lintSettings.refuses(h.rule()))
                .forEach(hazard -> refuse(
                        definition,
                        recording.direction(),
                        "step " + (index + 1) + " of " + recording.operations().size() + ": "
                                + hazard.operation().describe() + " ["
                                + hazard.rule().id() + "]: " + hazard.problem(),
                        hazard.remedy() + "; or, if it does no harm, write @Revision(…, ignoredHazards = \""
                                + hazard.rule().id() + "\", because = \"…\")"));
        return hazards;
    }

    /**
     * A body that inspects the database begins anew after an interruption, and may then record other steps. What it has
     * committed by then must therefore be safe to run again.
     */
    private static void checkInspection(Recording recording) {
        if (recording.inspectsDatabase()) {
            RepeatableSteps.check(recording.definition().transactional(), recording.operations());
        }
    }

    private void check(Recording recording, int step, List<SqlStatement> statements) {
        Operation operation = recording.operations().get(step);
        if (!recording.definition().transactional() || operation instanceof Autocommit) {
            return;
        }
        if (statements.stream().anyMatch(s -> !s.transactional())) {
            refuse(
                    recording.definition(),
                    recording.direction(),
                    "step " + (step + 1) + " of " + recording.operations().size() + ": " + operation.describe()
                            + " cannot run in a transaction",
                    "move it into op.autocommit(() -> …)");
        }
    }

    /** Collects the refusals of a step, and returns what is known of it. */
    private StepCheck checkPreconditions(Recording recording, int step) {
        Operation operation = recording.operations().get(step);
        List<Operation> transaction =
                recording.definition().transactional() ? recording.operations().subList(0, step) : List.of();
        StepCheck found = refusals.of(operation, transaction, known, this::current);
        StepCheck check = recording.direction() == Direction.UPGRADE ? found : found.withoutUndo();
        check.refusals()
                .forEach(refusal -> refuse(
                        recording.definition(),
                        recording.direction(),
                        "step " + (step + 1) + " of " + recording.operations().size() + ": " + operation.describe()
                                + ": " + refusal.problem(),
                        refusal.remedy()));
        return check;
    }

    private void refuse(RevisionDefinition definition, Direction direction, String problem, String remedy) {
        String verb = direction == Direction.UPGRADE ? "upgrade" : "downgrade";
        problems.add("Revision " + definition.header().title() + ", " + verb + ": " + problem);
        remedies.add(remedy);
    }
}
