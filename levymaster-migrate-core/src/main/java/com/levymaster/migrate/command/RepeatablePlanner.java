package com.levymaster.migrate.command;

import com.levymaster.migrate.definition.Repeatable;
import com.levymaster.migrate.definition.Repeatables;
import com.levymaster.migrate.definition.RevisionDefinitions;
import com.levymaster.migrate.plan.PreparedRevision;
import com.levymaster.migrate.plan.RepeatablePlan;
import com.levymaster.migrate.revision.Plan;
import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.store.HistorySnapshot.LatestEvent;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
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
        Map<Boolean, List<Repeatable>> recorded = session.repeatables().applied(session.connection()).stream()
                .map(known.parser())
                .collect(Collectors.partitioningBy(repeatable -> known(repeatable.name())));
        List<Repeatable> ours = recorded.getOrDefault(true, List.of());
        List<PreparedRevision> between = ours.isEmpty() || plan.isEmpty() ? List.of() : compiled.get();
        return RepeatablePlan.of(ours, recorded.getOrDefault(false, List.of()), target(ours), between);
    }

    /** What is to be applied afterwards. They wait for the last revision; what a downgrade reverts, they lose too. */
    private List<Repeatable> target(List<Repeatable> recorded) throws SQLException {
        if (plan.direction() == Direction.UPGRADE) {
            boolean complete = revisions.graph().pending(plan.appliedAfter()).isEmpty();
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
                .map(revisions.repeatables().parser())
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
