package com.levymaster.migrate.command;

import com.levymaster.migrate.Isolation;
import com.levymaster.migrate.analysis.RevisionReplay;
import com.levymaster.migrate.definition.Recording;
import com.levymaster.migrate.definition.Repeatable;
import com.levymaster.migrate.definition.RepeatableContent;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.definition.RevisionDefinitions;
import com.levymaster.migrate.definition.SqlCallbacks;
import com.levymaster.migrate.definition.SqlCallbacks.Point;
import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.error.PrintableText;
import com.levymaster.migrate.lint.Hazard;
import com.levymaster.migrate.operation.ControlOperation.Autocommit;
import com.levymaster.migrate.operation.DataOperation.RunJava;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.plan.PlanPreparer;
import com.levymaster.migrate.plan.PlanPreview;
import com.levymaster.migrate.plan.PreparedRevision;
import com.levymaster.migrate.plan.RepeatablePlan;
import com.levymaster.migrate.plan.SearchPath;
import com.levymaster.migrate.revision.Plan;
import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.revision.StampPlan;
import com.levymaster.migrate.store.HistoryEntry.Author;
import com.levymaster.migrate.store.HistoryEvent;
import com.levymaster.migrate.store.HistorySnapshot;
import com.levymaster.migrate.store.HistoryStore;
import com.levymaster.migrate.store.NewHistoryEntry;
import com.levymaster.migrate.store.RepeatableStore;
import com.levymaster.migrate.store.VersionStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Writes what a run would send to the server, without asking one. It ends with an error wherever the database is not
 * where the script starts, since each of its version rows must be new, or must be there.
 */
final class OfflineSqlScript {

    private final RevisionDefinitions revisions;
    private final MigratorSettings settings;
    private final VersionStore versions;
    private final RepeatableStore repeatables;
    private final HistoryStore history;
    private final Dialect dialect;
    private final ScriptLines lines = new ScriptLines();

    OfflineSqlScript(RevisionDefinitions revisions, MigratorSettings settings) {
        this.revisions = revisions;
        this.settings = settings;
        this.dialect = Dialect.postgresql(settings.serverVersion() * 10_000 + 99); // its newest release
        this.versions = new VersionStore(settings.tables(), dialect, revisions.graph());
        this.repeatables = new RepeatableStore(settings.tables(), dialect);
        this.history = new HistoryStore(
                settings.tables(),
                dialect,
                "offline",
                new Author(null, null, null, settings.application(), settings.applicationVersion()));
    }

    /** {@code from:to}, or {@code to} from base. */
    SqlScript upgrade(String range) {
        Plan all = revisions.graph().upgradeOffline(range);
        Set<String> before = before(all);
        if (settings.contract() != ContractPolicy.WAIT || before.isEmpty()) {
            return script(all, before);
        }
        String target = range.substring(range.indexOf(':') + 1);
        Plan plan = PhasedPlan.withoutWaiting(revisions.graph(), all, List.of(target));
        all.steps().stream()
                .filter(step -> !plan.steps().contains(step))
                .forEach(step ->
                        lines.add("-- Left out: contract revision " + step.title() + ", without --phase contract"));
        return script(plan, before);
    }

    /** The preview of a script, including steps in Java, which a script cannot contain. */
    PlanPreview preview(String range) {
        Plan plan = revisions.graph().upgradeOffline(range);
        return new PlanPreview(plan.direction(), prepare(plan, before(plan)));
    }

    private static Set<String> before(Plan plan) {
        Set<String> before = new LinkedHashSet<>(plan.appliedAfter());
        before.removeAll(plan.ids());
        return before;
    }

    private List<PreparedRevision> prepare(Plan plan, Set<String> before) {
        List<RevisionDefinition> steps = revisions.definitions(plan.steps());
        List<PreparedRevision> between = preparer(before).prepare(steps, plan.direction());
        RepeatablePlan around = repeatables(plan, before, between);
        return around.around(preparer(before), () -> between);
    }

    private PlanPreparer preparer(Set<String> before) {
        RevisionReplay replay = new RevisionReplay(revisions, settings.arguments(), settings.serverVersion());
        return new PlanPreparer(dialect, settings.arguments(), settings.lint(), () -> replay.schema(before))
                .withReplayedStart();
    }

    /** What the database has of them is not known: all are applied anew at the end of the graph. */
    private RepeatablePlan repeatables(Plan plan, Set<String> before, List<PreparedRevision> between) {
        List<Repeatable> all = revisions.repeatables().all();
        if (all.isEmpty() || plan.isEmpty()) {
            return RepeatablePlan.NONE;
        }
        boolean complete = plan.direction() == Direction.UPGRADE
                && ContractPolicy.WAIT
                        .due(
                                revisions.graph(),
                                plan.appliedAfter(),
                                revisions.graph().pending(plan.appliedAfter()))
                        .isEmpty();
        if (before.isEmpty()) {
            return complete ? new RepeatablePlan(List.of(), List.of(), all, List.of()) : RepeatablePlan.NONE;
        }
        List<Repeatable> broken =
                RepeatablePlan.of(all, List.of(), all, between).removedBefore();
        List<Repeatable> others = new ArrayList<>(all);
        others.removeIf(repeatable -> !repeatable.removable() || broken.contains(repeatable));
        Collections.reverse(others);
        return new RepeatablePlan(broken, complete ? others : List.of(), complete ? all : List.of(), List.of());
    }

    /** {@code from:to}. */
    SqlScript downgrade(String range) {
        Plan plan = revisions.graph().downgradeOffline(range);
        PlanChecks.checkAdopted(plan, HistorySnapshot.NONE, revisions);
        Set<String> before = new LinkedHashSet<>(plan.appliedAfter());
        before.addAll(plan.ids());
        return script(plan, before);
    }

    /** @param targets each {@code from:to}, or {@code to} from base */
    SqlScript stamp(List<String> targets) {
        Set<String> before = new LinkedHashSet<>();
        List<String> to = new ArrayList<>();
        for (String target : targets) {
            int colon = target.indexOf(':');
            if (colon > 0) {
                before.addAll(closure(target.substring(0, colon)));
            }
            to.add(target.substring(colon + 1));
        }
        StampPlan stamp = revisions.graph().stamp(before, to);
        lines.add("-- Stamp " + PrintableText.line(String.join(", ", to)));
        lines.add("begin;");
        bootstrap(before);
        stamp.forgotten().forEach(id -> {
            lines.add(versions.requireApplied(id) + ";");
            rows(versions.delete(id), HistoryEvent.UNSTAMP, revisions.graph().rows(id));
        });
        stamp.recorded()
                .forEach(id -> rows(
                        versions.insert(id),
                        HistoryEvent.STAMP,
                        revisions.graph().rows(id)));
        lines.add("commit;");
        return lines.script();
    }

    private List<String> closure(String target) {
        List<String> ids = ids(revisions.graph().resolve(target));
        return ids(revisions.graph().ancestors(ids));
    }

    private SqlScript script(Plan plan, Set<String> before) {
        List<PreparedRevision> prepared = prepare(plan, before);
        refuseJava(prepared);
        refuseUnknownNames(prepared);
        if (prepared.isEmpty()) {
            return lines.script();
        }
        boolean repeatable = prepared.stream().anyMatch(p -> p.revision().isRepeatable());
        if (before.isEmpty() || repeatable || !revisions.graph().modules().isEmpty()) {
            lines.add("begin;");
            bootstrap(before);
            if ((before.isEmpty() || repeatable) && !revisions.repeatables().isEmpty()) {
                if (!before.isEmpty()) {
                    lines.add("set local client_min_messages = warning;");
                }
                repeatables.createStatements().forEach(sql -> lines.add(sql + ";"));
            }
            lines.add("commit;");
        }
        boolean changesSession = prepared.stream().anyMatch(PreparedRevision::mayChangeSession)
                || !revisions.callbacks().statements().isEmpty();
        if (changesSession) {
            lines.addAll(ScriptSession.SAVE);
        }
        callback(Point.BEFORE_RUN);
        prepared.forEach(this::around);
        callback(Point.AFTER_RUN);
        if (changesSession) {
            lines.addAll(ScriptSession.FORGET);
        }
        return lines.script();
    }

    private void around(PreparedRevision prepared) {
        boolean ofGraph = !prepared.revision().isRepeatable();
        if (ofGraph) {
            callback(Point.BEFORE_REVISION);
        }
        revision(prepared);
        if (ofGraph) {
            callback(Point.AFTER_REVISION);
        }
    }

    private void callback(Point point) {
        List<SqlCallbacks.Statement> statements = revisions.callbacks().at(point);
        if (!statements.isEmpty()) {
            lines.add("");
            lines.add("-- Callback " + point.fileName());
            lines.add("begin;");
            statements.forEach(statement -> lines.add(statement.sql() + ";"));
            lines.addAll(ScriptSession.RESTORE);
            lines.add("commit;");
        }
    }

    private void bootstrap(Collection<String> before) {
        if (before.isEmpty()) {
            versions.createStatements().forEach(sql -> lines.add(sql + ";"));
        } else {
            versions.addModules().forEach(sql -> lines.add(sql + ";"));
        }
    }

    private void revision(PreparedRevision prepared) {
        boolean transactional = prepared.recording().definition().transactional();
        Isolation isolation = prepared.recording().definition().options().isolation();
        String begin = isolation == Isolation.DEFAULT ? "begin;" : "begin isolation level " + isolation.sql() + ";";
        boolean up = prepared.direction() == Direction.UPGRADE;
        String id = prepared.revision().id();
        RepeatableContent repeatable = prepared.recording().definition().repeatable();
        String verb = repeatable == null ? up ? "Upgrade to " : "Downgrade from " : up ? "Apply " : "Remove ";
        lines.add("");
        lines.add("-- " + verb + prepared.revision().title());
        if (prepared.recording().inspectsDatabase()) {
            lines.add("-- This revision inspects the database; here the answers follow from the operations of the"
                    + " revisions before it.");
        }
        bracket(transactional, begin);
        if (!up && repeatable == null) {
            lines.add(versions.requireApplied(id) + ";");
        }
        prepared.steps().forEach(step -> step(step, transactional, begin));
        if (prepared.mayChangeSession()) {
            lines.addAll(ScriptSession.RESTORE);
        }
        if (repeatable == null) {
            rows(prepared.revision(), up);
        } else {
            rows(prepared.revision(), repeatable, up);
        }
        bracket(transactional, "commit;");
    }

    private void step(PreparedRevision.Step step, boolean transactional, String begin) {
        step.hazards().forEach(this::comment);
        boolean alone = transactional && step.operation() instanceof Autocommit;
        bracket(alone, "commit;");
        step.statements().forEach(lines::add);
        bracket(alone, begin);
    }

    private void comment(Hazard hazard) {
        PrintableText.lines(hazard.toString()).lines().map(line -> "-- " + line).forEach(lines::add);
    }

    private void rows(String version, HistoryEvent event, List<RevisionHeader> headers) {
        lines.add(version + ";");
        headers.forEach(header -> lines.add(history.insert(NewHistoryEntry.of(event, header, Duration.ZERO)) + ";"));
    }

    /** A revision has a row, or those that it replaces have theirs. */
    private void rows(RevisionHeader revision, boolean up) {
        List<RevisionHeader> rows = revisions.graph().rows(revision.id());
        HistoryEvent upgrade = rows.size() > 1 ? HistoryEvent.SQUASH : HistoryEvent.UPGRADE;
        String version = up ? versions.insert(revision.id()) : versions.delete(revision.id());
        rows(version, up ? upgrade : HistoryEvent.DOWNGRADE, List.of(revision));
        if (rows.size() > 1) {
            lines.add(history.insertAll(up ? HistoryEvent.STAMP : HistoryEvent.UNSTAMP, rows) + ";");
        }
    }

    private void rows(RevisionHeader header, RepeatableContent content, boolean up) {
        lines.add((up ? repeatables.recordIf("true", content) : repeatables.deleteIf("true", content)) + ";");
        NewHistoryEntry entry = NewHistoryEntry.of(
                        up ? HistoryEvent.APPLIED : HistoryEvent.REMOVED, header, Duration.ZERO)
                .withChecksum(content.checksum(), null)
                .withSql(content.text());
        lines.add(history.insert(entry) + ";");
    }

    private void bracket(boolean wanted, String word) {
        if (wanted) {
            lines.add(word);
        }
    }

    /** A script without them would record them as run. */
    private static void refuseJava(List<PreparedRevision> prepared) {
        List<String> found = new ArrayList<>();
        for (PreparedRevision revision : prepared) {
            OperationList.leaves(revision.recording().operations())
                    .filter(RunJava.class::isInstance)
                    .map(Operation::describe)
                    .forEach(step -> found.add(
                            System.lineSeparator() + "  " + revision.revision().title() + ": " + step));
        }
        if (!found.isEmpty()) {
            String verb = prepared.get(0).direction().name().toLowerCase(Locale.ROOT);
            throw new MigrationException(
                    "These steps are Java, which no SQL script can have:" + String.join("", found),
                    "run the " + verb + " on the database itself, or write scripts for the ranges before and after"
                            + " these revisions.");
        }
    }

    /** What a body then sees depends on a search path that only the server knows. */
    private static void refuseUnknownNames(List<PreparedRevision> prepared) {
        for (PreparedRevision revision : prepared) {
            Recording recording = revision.recording();
            if (recording.inspectsDatabase() && SearchPath.isSetBy(recording.operations())) {
                throw new MigrationException(
                        "Revision " + revision.revision().title()
                                + " sets the search path and inspects the database: what its names mean is not known"
                                + " until it has run.",
                        "name the schema with op.inSchema(…) instead of setting the search path, or run the revision"
                                + " on the database itself.");
            }
        }
    }

    private static List<String> ids(List<RevisionHeader> headers) {
        return headers.stream().map(RevisionHeader::id).toList();
    }
}
