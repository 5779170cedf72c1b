package com.levymaster.migrate.revision;

import com.levymaster.migrate.error.MigrationException;
import java.io.Serial;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The revisions do not form a graph, or a target does not fit the graph or the applied revisions. The exception for an
 * invalid graph has all its {@linkplain #faults() faults}; the one for an invalid target has exactly one.
 */
public final class RevisionException extends MigrationException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    RevisionException(FaultKind kind, String problem, String remedy) {
        this(List.of(new Fault(kind, problem, remedy)));
    }

    RevisionException(List<Fault> faults) {
        super(problem(faults), remedy(faults));
        this.faults = List.copyOf(faults);
    }

    /** Returns the kind of the first fault. */
    public FaultKind kind() {
        return faults.get(0).kind();
    }

    /** Returns the faults, sorted by kind; never empty. */
    public List<Fault> faults() {
        return faults;
    }

    private static String problem(List<Fault> faults) {
        if (faults.size() == 1) {
            return faults.get(0).problem();
        }
        return "The revisions have " + faults.size() + " faults:" + numbered(faults, Fault::problem);
    }

    private static String remedy(List<Fault> faults) {
        return faults.size() == 1 ? faults.get(0).remedy() : "fix all of them:" + numbered(faults, Fault::remedy);
    }

    private static String numbered(List<Fault> faults, Function<Fault, String> text) {
        return IntStream.range(0, faults.size())
                .mapToObj(i -> System.lineSeparator() + "  " + (i + 1) + ". " + text.apply(faults.get(i)))
                .collect(Collectors.joining());
    }

    /**
     * One fault of a graph or target.
     *
     * @param problem what is wrong, with the names of the revisions
     * @param remedy what to do about it
     */
    public record Fault(FaultKind kind, String problem, String remedy) {}

    /** The kind of a fault, for programs. */
    public enum FaultKind {
        /**
         * An id with one of {@code @ - + :}, a quote, a comma, {@code ; \ $} or a character that is not printable, a blank or
         * very long id, or a keyword of targets ({@code head}, {@code base}).
         */
        ILLEGAL_REVISION_ID,
        /** A label with the same fault. */
        ILLEGAL_LABEL,
        /** A message that PostgreSQL cannot store. */
        ILLEGAL_MESSAGE,
        /** A revision that is its own parent. */
        SELF_LOOP,
        /** A revision that depends on itself. */
        DEPENDENCY_SELF_LOOP,
        /** Two revisions have one id. */
        DUPLICATE_REVISION,
        /** A label that another revision has as its label or id. */
        DUPLICATE_LABEL,
        /** A parent or dependency that does not exist. */
        MISSING_REVISION,
        /** Revisions that are each other's ancestors through their parents. */
        CYCLE,
        /** Revisions that need each other, through parents and dependencies. */
        DEPENDENCY_CYCLE,
        /** The same parent twice. */
        DUPLICATE_HEADS,
        /** A revision that replaces others, of which only a part has sources, or of which a database has only a part. */
        PARTLY_REPLACED,

        /** No id or label matches, or an applied revision that this application does not have. */
        UNKNOWN_REVISION,
        /** A partial id that fits several revisions. */
        AMBIGUOUS_REVISION,
        /** The left side of {@code @} matches nothing. */
        UNKNOWN_BRANCH,
        /** {@code branch@id}, where the id is not on the branch. */
        NOT_ON_BRANCH,
        /** One revision is needed, and there are several heads. */
        MULTIPLE_HEADS,
        /** The target of a downgrade is not applied, or a history range does not run from an ancestor to a descendant. */
        RANGE_NOT_ANCESTOR,
        /** {@code +N} or {@code -N} leaves the graph or points the wrong way. */
        RELATIVE_OUT_OF_RANGE,
        /** {@code +N} meets a fork, {@code -N} a merge, or there are several possible starts. */
        AMBIGUOUS_WALK,
        /** Several targets, of which one implies another. */
        OVERLAPPING_REVISIONS,
        /** The target is malformed, or not allowed for the command. */
        BAD_TARGET,
        /** A new revision on a parent that is not a head. */
        NOT_HEAD,
        /** Revisions that cannot be replaced by one. */
        NOT_SQUASHABLE,
        /** The applied revisions contradict the graph: one is applied without another that it needs. */
        VERSION_ROWS_MISMATCH
    }
}
