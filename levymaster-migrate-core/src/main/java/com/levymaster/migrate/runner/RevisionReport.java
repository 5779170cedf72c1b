package com.levymaster.migrate.runner;

import com.levymaster.migrate.lint.Hazard;
import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.revision.RevisionHeader;
import java.time.Duration;
import java.util.List;

/**
 * What became of one revision.
 *
 * @param steps how many operations it had
 * @param duration that the history has, if the log or a listener asks for it; otherwise the time until the commit
 * @param guards what became of its guarded steps, such as {@code step 2: skipped create table county, since it is there
 *     already}
 * @param hazards what lint reported of it
 */
public record RevisionReport(
        RevisionHeader revision,
        Direction direction,
        int steps,
        Duration duration,
        List<String> guards,
        List<Hazard> hazards) {

    public RevisionReport {
        guards = List.copyOf(guards);
        hazards = List.copyOf(hazards);
    }

    RevisionReport withDuration(Duration value) {
        return new RevisionReport(revision, direction, steps, value, guards, hazards);
    }

    /** The id; of a repeatable that was removed, {@code repeatable:district_totals (removed)}. */
    public String committed() {
        return revision.id() + (revision.isRepeatable() && direction == Direction.DOWNGRADE ? " (removed)" : "");
    }

    /** What was done: {@code Upgraded to 7c1e5b0a "add county"}, {@code Applied repeatable:district_totals}. */
    public String summary() {
        boolean up = direction == Direction.UPGRADE;
        String verb = revision.isRepeatable() ? up ? "Applied " : "Removed " : up ? "Upgraded to " : "Downgraded from ";
        return verb + revision.title();
    }
}
