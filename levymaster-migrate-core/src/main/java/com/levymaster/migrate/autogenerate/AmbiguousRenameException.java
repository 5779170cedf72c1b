package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.diff.RenameCandidate;
import com.levymaster.migrate.error.MigrationException;
import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/** A dropped and an added object are alike: only the author knows whether this is a rename. */
public final class AmbiguousRenameException extends MigrationException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<RenameCandidate> candidates;

    /** Creates an exception that lists the candidates and the ways to decide. */
    public AmbiguousRenameException(List<RenameCandidate> candidates) {
        super(
                "Renamed, or dropped and added? A rename keeps the rows, a drop loses them:"
                        + candidates.stream()
                                .map(AmbiguousRenameException::line)
                                .collect(Collectors.joining()),
                candidates.stream().map(AmbiguousRenameException::remedy).collect(Collectors.joining("; ")) + ".");
        this.candidates = List.copyOf(candidates);
    }

    /** The possible renames, of each table the most likely first. */
    public List<RenameCandidate> candidates() {
        return candidates;
    }

    private static String line(RenameCandidate candidate) {
        String former = candidate.column() ? candidate.former() : "table " + candidate.former();
        return System.lineSeparator() + "  - " + former + " is dropped and " + candidate.to() + " is added";
    }

    private static String remedy(RenameCandidate candidate) {
        return "if " + candidate.former() + " was renamed, put @RenamedFrom(\"" + candidate.from() + "\") on "
                + (candidate.column() ? "the field of " + candidate.to() : "the entity of " + candidate.to())
                + " or use " + candidate.option() + "; if it is to be dropped, use " + candidate.dropOption();
    }
}
