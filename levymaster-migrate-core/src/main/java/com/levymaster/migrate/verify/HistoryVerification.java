package com.levymaster.migrate.verify;

import com.levymaster.migrate.analysis.DataLoss;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.MigratorSettings;
import com.levymaster.migrate.definition.GivenRows;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.plan.PlanPreview;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.verify.Verification.BrokenLaw;
import com.levymaster.migrate.verify.Verification.Irreversible;
import com.levymaster.migrate.verify.Verification.RevisionHazard;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The ways up and down of one verification, on one database. */
final class HistoryVerification {

    private static final String UNREADABLE = "The temporary database cannot be read after it";

    private final Migrator complete;
    private final Migrator planning;
    private final Migrator scratch;
    private final Migrator reading;
    private final List<RevisionHeader> revisions;
    private final List<GivenRows> given;
    private final List<CatalogState> states = new ArrayList<>();
    private final Map<Integer, RowState> rowsGiven = new HashMap<>();
    private final List<BrokenLaw> broken = new ArrayList<>();
    private final List<Irreversible> irreversible = new ArrayList<>();
    private final List<RevisionHazard> hazards = new ArrayList<>();

    /**
     * @param connection to the same database, for what is only read: the server prepares it once
     * @param revisions in an order in which they can run
     */
    HistoryVerification(
            Migrator complete, DataSource connection, List<RevisionHeader> revisions, List<GivenRows> given) {
        this.complete = unchecked(complete);
        this.planning = complete.withoutRepeatables();
        this.scratch = unchecked(planning);
        this.reading = scratch.withDataSource(connection);
        this.revisions = revisions;
        this.given = given;
    }

    /** Each run would log again what the plan has told. */
    private static Migrator unchecked(Migrator migrator) {
        MigratorSettings settings = migrator.settings();
        return migrator.withSettings(settings.withLint(settings.lint().ignoringAll()));
    }

    Verification run() {
        scratch.stamp("base");
        states.add(CatalogState.of(reading));
        int done = 0;
        while (done < revisions.size() && verifyEach(revisions.get(done))) {
            done++;
        }
        int repeatables = broken.isEmpty() ? verifyTogether() : 0;
        return new Verification(
                revisions.subList(0, done),
                revisions.subList(Math.min(done + 1, revisions.size()), revisions.size()),
                repeatables,
                given.size(),
                broken,
                irreversible,
                hazards,
                List.of());
    }

    /** Returns how many repeatables there are. */
    private int verifyTogether() {
        try {
            rowsGiven.keySet().stream().min(Integer::compare).ifPresent(this::verifyRows);
            if (broken.isEmpty()) {
                walk(0, new ArrayList<>());
            }
            return broken.isEmpty() ? verifyRepeatables() : 0;
        } catch (MigrationException e) {
            fails(null, UNREADABLE, e);
            return 0;
        }
    }

    /** Runs a revision up, down and up on a database that has those before it; returns whether others can follow. */
    private boolean verifyEach(RevisionHeader revision) {
        try {
            CatalogState before = states.get(states.size() - 1);
            RowState rows = rows();
            List<DataLoss> losses = new ArrayList<>();
            if (!upgrade(revision, losses)) {
                return false;
            }
            CatalogState up = CatalogState.of(reading);
            states.add(up);
            require(revision, "Its upgrade loses rows", rows.lost(rows(), losses));
            return (!verifyDowngrade(revision, before, rows, losses) || verifyAgain(revision, up)) && insert(revision);
        } catch (MigrationException e) {
            return fails(revision, UNREADABLE, e);
        }
    }

    /** Runs a revision up; adds what the plan announces. */
    private boolean upgrade(RevisionHeader revision, List<DataLoss> losses) {
        try {
            PlanPreview preview = planning.previewUpgrade(revision.id());
            preview.revisions().stream()
                    .flatMap(prepared -> prepared.hazards().stream())
                    .forEach(hazard -> hazards.add(new RevisionHazard(revision, hazard)));
            losses.addAll(losses(preview));
            scratch.upgrade(revision.id());
            return true;
        } catch (MigrationException e) {
            return fails(revision, "Its upgrade fails", e);
        }
    }

    /** Returns whether the revision was reverted. */
    private boolean verifyDowngrade(
            RevisionHeader revision, CatalogState before, RowState rows, List<DataLoss> losses) {
        List<DataLoss> all = new ArrayList<>(losses);
        try {
            all.addAll(revert(revision));
        } catch (MigrationException e) {
            if (Irreversible.isReason(e)) {
                irreversible.add(Irreversible.of(revision, e));
            } else {
                fails(revision, "Its downgrade fails", e);
            }
            return false;
        }
        require(
                revision,
                "Its downgrade does not restore what was there; what is missing",
                CatalogState.of(reading).differences(before));
        RowState now = rows();
        require(revision, "Its downgrade loses rows", rows.lost(now, all));
        require(revision, "Its way up and down changes rows", rows.changed(now, all));
        return true;
    }

    private boolean verifyAgain(RevisionHeader revision, CatalogState up) {
        try {
            scratch.upgrade(revision.id());
        } catch (MigrationException e) {
            return fails(revision, "After its downgrade, its upgrade fails", e);
        }
        require(
                revision,
                "After up, down and up again it does not give what it gave at first; what is missing",
                CatalogState.of(reading).differences(up));
        return true;
    }

    /** Reverts one revision, and none of another branch; returns what the plan announced to lose. */
    private List<DataLoss> revert(RevisionHeader revision) {
        String target = revision.id() + "@"
                + (revision.isBase() ? "base" : revision.down().get(0));
        List<DataLoss> losses = losses(scratch.previewDowngrade(target));
        scratch.downgrade(target);
        return losses;
    }

    /** Not once a law is broken: what fails then would blame the rows. */
    private boolean insert(RevisionHeader revision) {
        for (GivenRows rows : given) {
            if (broken.isEmpty() && HistoryVerifier.isAt(rows, revision)) {
                try {
                    new GivenCheck(rows).insert(scratch);
                } catch (MigrationException e) {
                    return fails(revision, "Its rows cannot be inserted", e);
                }
                rowsGiven.put(states.size() - 1, RowState.of(reading));
            }
        }
        return scratch.status().unfinished().isEmpty();
    }

    /** From the heads down to the first rows given, and up again. */
    private void verifyRows(int first) {
        requireHolds("At the heads", states.size() - 1);
        RowState heads = rows();
        List<DataLoss> losses = new ArrayList<>();
        int bottom = walk(first, losses);
        require(null, "The way down and up loses rows", heads.lost(rows(), losses));
        requireHolds("After the way down and up", bottom);
    }

    /** @param at the state up to which rows were inserted before: those of later ones may be gone with their tables */
    private void requireHolds(String when, int at) {
        for (GivenRows rows : given) {
            if (revisions.subList(0, at).stream().anyMatch(revision -> HistoryVerifier.isAt(rows, revision))) {
                require(
                        null,
                        when + ", what " + rows.source() + " states does not hold",
                        new GivenCheck(rows).broken(reading));
            }
        }
    }

    /**
     * Reverts the revisions one by one, down to a state or to an irreversible one, and applies them one by one. The catalog at each
     * must be what it was.
     *
     * @param bottom how many revisions stay
     * @return how many have stayed
     */
    private int walk(int bottom, List<DataLoss> losses) {
        int at = states.size() - 1;
        int reached = at;
        try {
            while (at > bottom && !isIrreversible(revisions.get(at - 1))) {
                losses.addAll(revert(revisions.get(at - 1)));
                at--;
                reached = at;
                requireState(at, "On the way down from the heads");
            }
            RowState rows = rowsGiven.get(at);
            if (rows != null) {
                require(null, "On the way down from the heads rows are lost", rows.lost(rows(), losses));
            }
            while (at < states.size() - 1) {
                scratch.upgrade(revisions.get(at).id());
                at++;
                requireState(at, "On the way up after it");
            }
        } catch (MigrationException e) {
            fails(null, "The way from the heads down and up fails", e);
        }
        return reached;
    }

    private void requireState(int at, String when) {
        RevisionHeader revision = at == 0 ? null : revisions.get(at - 1);
        require(
                revision,
                when + ", the database is another than it was " + (at == 0 ? "at base" : "at this revision")
                        + "; what is missing",
                CatalogState.of(reading).differences(states.get(at)));
    }

    private boolean isIrreversible(RevisionHeader revision) {
        return irreversible.stream().anyMatch(found -> found.revision().equals(revision));
    }

    /** Repeatables are removed and applied around a revision that needs it; returns how many there are. */
    private int verifyRepeatables() {
        int pending = complete.status().pendingRepeatables().size();
        if (pending == 0) {
            return 0;
        }
        RevisionHeader last = revisions.isEmpty() ? null : revisions.get(revisions.size() - 1);
        try {
            complete.upgrade("heads");
            CatalogState applied = CatalogState.of(reading);
            if (last != null && !isIrreversible(last)) {
                complete.downgrade(
                        last.id() + "@" + (last.isBase() ? "base" : last.down().get(0)));
                complete.upgrade("heads");
            }
            require(
                    last,
                    "With the repeatables, its way down and up does not give what it gave at first; what is missing",
                    CatalogState.of(reading).differences(applied));
        } catch (MigrationException e) {
            fails(null, "The repeatables fail", e);
        }
        return pending;
    }

    private RowState rows() {
        return rowsGiven.isEmpty() ? RowState.NONE : RowState.of(reading);
    }

    private List<DataLoss> losses(PlanPreview preview) {
        return rowsGiven.isEmpty() ? List.of() : scratch.dataLosses(preview);
    }

    private void require(@Nullable RevisionHeader revision, String problem, List<String> differences) {
        if (!differences.isEmpty()) {
            broken.add(new BrokenLaw(revision, problem, differences));
        }
    }

    private boolean fails(@Nullable RevisionHeader revision, String problem, MigrationException e) {
        broken.add(new BrokenLaw(revision, problem, e.problem().lines().toList()));
        return false;
    }
}
