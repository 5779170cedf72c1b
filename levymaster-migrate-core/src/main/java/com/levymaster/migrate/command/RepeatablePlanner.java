package com.levymaster.migrate.command;

import com.levymaster.migrate.definition.Repeatable;
import com.levymaster.migrate.definition.RepeatableContent;
import com.levymaster.migrate.definition.Repeatables;
import com.levymaster.migrate.definition.RevisionDefinitions;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.error.PrintableText;
import com.levymaster.migrate.inspect.ExistingNames;
import com.levymaster.migrate.plan.PreparedRevision;
import com.levymaster.migrate.plan.RepeatablePlan;
import com.levymaster.migrate.revision.Plan;
import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.sql.ReferencedNames;
import com.levymaster.migrate.store.HistorySnapshot.LatestEvent;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/** Decides which repeatables are removed and applied in a run, from what is recorded of them. */
record RepeatablePlanner(DatabaseSession session, RevisionDefinitions revisions, Plan plan, VersionState state) {

    private static final Log log = LogFactory.getLog(RepeatablePlanner.class);

    /** @param revisions those of the plan, compiled; asked only if it matters what they change */
    RepeatablePlan plan(Supplier<List<PreparedRevision>> compiled) throws SQLException {
        Repeatables known = revisions.repeatables();
        // A newer build has applied its own content.
        if (known.isEmpty() || !revisions.graph().unknown(state.applied()).isEmpty()) {
            return RepeatablePlan.NONE;
        }
        List<RepeatableContent> recorded = session.repeatables().applied(session.connection());
        List<Repeatable> ours = recorded.stream()
                .filter(content -> known(content.name()))
                .map(this::recorded)
                .toList();
        List<Repeatable> others = present(recorded.stream()
                .filter(content -> !known(content.name()))
                .flatMap(content -> readable(content).stream())
                .toList());
        List<PreparedRevision> between =
                ours.isEmpty() && others.isEmpty() || plan.isEmpty() ? List.of() : compiled.get();
        return RepeatablePlan.of(ours, others, target(ours), between);
    }

    /** If what was recorded cannot be read any more, as a placeholder is gone, the file of today tells how it is removed. */
    private Repeatable recorded(RepeatableContent content) {
        return readable(content)
                .orElseGet(() -> revisions.repeatables().all().stream()
                        .filter(repeatable -> repeatable.name().equals(content.name()))
                        .findFirst()
                        .orElseThrow()
                        .recordedAs(content));
    }

    /** Nobody can correct what was recorded. */
    private Optional<Repeatable> readable(RepeatableContent content) {
        try {
            return Optional.of(revisions.repeatables().parser().apply(content));
        } catch (MigrationException e) {
            log.warn(PrintableText.lines("The recorded text of repeatable " + content.name()
                    + " cannot be read, and is not applied again. " + e.problem()));
            return Optional.empty();
        }
    }

    /** Of files that were deleted, those of which something is still there. */
    private List<Repeatable> present(List<Repeatable> others) throws SQLException {
        Set<String> created =
                others.stream().flatMap(other -> other.created().stream()).collect(Collectors.toSet());
        if (created.isEmpty()) {
            return others;
        }
        Set<String> existing = ExistingNames.among(
                session.connection(),
                created.stream().map(ReferencedNames::nameOf).toList());
        return others.stream()
                .filter(other -> other.created().isEmpty()
                        || other.created().stream().map(ReferencedNames::nameOf).anyMatch(existing::contains))
                .toList();
    }

    /** What is to be applied afterwards. They wait for the last revision; what a downgrade reverts, they lose too. */
    private List<Repeatable> target(List<Repeatable> recorded) throws SQLException {
        if (plan.direction() == Direction.UPGRADE) {
            List<RevisionHeader> rest = revisions.graph().pending(plan.appliedAfter());
            boolean complete = ContractPolicy.WAIT
                    .due(revisions.graph(), plan.appliedAfter(), rest)
                    .isEmpty();
            return complete ? revisions.repeatables().all() : recorded;
        }
        OptionalLong first = plan.ids().stream()
                .map(id -> state.past().applied().get(id))
                .filter(Objects::nonNull)
                .mapToLong(LatestEvent::id)
                .min();
        if (first.isEmpty()) {
            return recorded;
        }
        List<Repeatable> earlier = session.repeatables().before(session.connection(), first.getAsLong()).stream()
                .filter(content -> known(content.name()))
                .flatMap(content -> readable(content).stream())
                .toList();
        logKept(recorded, earlier);
        return earlier;
    }

    private boolean known(String name) {
        return revisions.repeatables().all().stream()
                .anyMatch(repeatable -> repeatable.name().equals(name));
    }

    private static void logKept(List<Repeatable> recorded, List<Repeatable> earlier) {
        List<String> names = earlier.stream().map(Repeatable::name).toList();
        recorded.stream()
                .map(Repeatable::name)
                .filter(name -> !names.contains(name))
                .forEach(
                        name -> log.info("Repeatable " + name + ": the history has no content from before the revisions"
                                + " that are reverted. It is removed if they change what it names and it has a section"
                                + " `-- downgrade`; otherwise it stays as it is"));
    }
}
