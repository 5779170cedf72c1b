package com.levymaster.migrate.command;

import com.levymaster.migrate.adopt.ExistingDatabase;
import com.levymaster.migrate.error.CommandName;
import com.levymaster.migrate.error.PrintableText;
import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.store.BackfillProgress;
import com.levymaster.migrate.store.UnfinishedRevision;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is applied in the database, compared with the revisions of the application.
 *
 * @param current the applied revisions that no applied revision needs
 * @param heads the revisions that no revision needs: the goal of an upgrade
 * @param pending what an upgrade to all heads would run, in this order
 * @param waiting contract revisions that wait until no older build runs: the database is up to date without them
 * @param applied the ids of all applied revisions, in the order they were applied
 * @param unknown applied ids that this application does not have: a newer build was here
 * @param gaps revisions that are not applied although applied ones need them
 * @param pendingRepeatables the names of those that are not applied, or with another content
 * @param unfinished pending revisions of which a part is committed: their upgrade or downgrade was interrupted
 * @param backfills how far the backfills of these revisions are
 * @param initialized whether the version table exists
 * @param absent modules of which the database has revisions, and the application has none; nothing waits for them
 * @param existing what the database contains, if the version table does not exist and others do; {@code null} otherwise
 */
public record Status(
        List<RevisionHeader> current,
        List<RevisionHeader> heads,
        List<RevisionHeader> pending,
        List<RevisionHeader> waiting,
        Set<String> applied,
        List<String> unknown,
        List<RevisionHeader> gaps,
        List<String> pendingRepeatables,
        List<UnfinishedRevision> unfinished,
        List<BackfillProgress> backfills,
        boolean initialized,
        List<AbsentModule> absent,
        @Nullable ExistingDatabase existing) {

    public Status {
        current = List.copyOf(current);
        heads = List.copyOf(heads);
        pending = List.copyOf(pending);
        waiting = List.copyOf(waiting);
        applied = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(applied));
        unknown = List.copyOf(unknown);
        gaps = List.copyOf(gaps);
        pendingRepeatables = List.copyOf(pendingRepeatables);
        unfinished = List.copyOf(unfinished);
        backfills = List.copyOf(backfills);
        absent = List.copyOf(absent);
    }

    /**
     * What is wrong with the applied set, one sentence each with what to do: gaps, and revisions that are partly committed.
     * Empty when each revision is either applied with all that it needs, or not at all.
     */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        for (RevisionHeader gap : gaps) {
            problems.add("Revision " + gap.title() + " is not applied, but applied revisions need it. If the database"
                    + " contains what it does, record it with `db stamp " + gap.id()
                    + "`; otherwise record what the database does contain with `db stamp --purge`.");
        }
        for (UnfinishedRevision revision : unfinished) {
            boolean up = revision.direction() == Direction.UPGRADE;
            problems.add("The " + revision.partlyCommitted() + ". " + backfill(revision)
                    + (revision.hasFailed() ? "`db log --failures` has the failure. " : "")
                    + (revision.isUncertain()
                            ? "Whether that step was done is not recorded: where the database does not tell, `db"
                                    + " repair` decides. "
                            : "")
                    + (up
                            ? "`db upgrade" + (isWaiting(revision) ? " --phase contract" : "")
                                    + "` resumes it; a `db downgrade` to a revision below it reverts the committed"
                                    + " steps, unless one has no inverse, as the statements of a SQL file."
                            : "A `db downgrade` to a revision below it resumes it."));
        }
        return problems.stream().map(CommandName::in).toList();
    }

    private boolean isWaiting(UnfinishedRevision revision) {
        return waiting.stream().anyMatch(each -> each.id().equals(revision.id()));
    }

    private String backfill(UnfinishedRevision revision) {
        return backfills.stream()
                .filter(backfill -> backfill.revision().equals(revision.id()))
                .map(backfill -> "Its " + backfill + ". ")
                .collect(Collectors.joining());
    }

    /** {@code 98 tables, no revision history: `db adopt` takes the database over}, if that is so. */
    public Optional<String> adoptable() {
        return Optional.ofNullable(existing)
                .map(found -> found.describe() + ": `db adopt` takes the database over")
                .map(CommandName::in);
    }

    /** {@code The database has 9f9f, which this application does not know}, if that is so. */
    public Optional<String> ahead() {
        return unknown.isEmpty()
                ? Optional.empty()
                : Optional.of("The database has "
                        + unknown.stream().map(PrintableText::id).collect(Collectors.joining(", "))
                        + ", which this application does not know");
    }

    /** {@code Module billing is not present in this application: its revision b1 remains applied}, one sentence for each. */
    public List<String> notPresent() {
        return absent.stream().map(AbsentModule::describe).toList();
    }

    /** {@code Contract revision 7c1e5b0a "drop code" waits until …}, if that is so. */
    public Optional<String> waits() {
        return waiting.isEmpty() ? Optional.empty() : Optional.of(PlanRequest.contracts(waiting) + PhasedPlan.UNTIL);
    }

    /** All revisions and repeatables of this application are applied, apart from contract revisions that wait. */
    public boolean isUpToDate() {
        return pending.isEmpty() && pendingRepeatables.isEmpty();
    }
}
