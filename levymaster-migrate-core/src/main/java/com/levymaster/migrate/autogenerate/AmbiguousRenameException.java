package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.diff.RenameCandidate;
import com.levymaster.migrate.error.MigrationException;
import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/** Something goes and something alike comes: only the author knows whether it was renamed. */
public final class AmbiguousRenameException extends MigrationException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<RenameCandidate> candidates;

    AmbiguousRenameException(List<RenameCandidate> candidates) {
        super(
                "Renamed, or dropped and added? A rename keeps the rows, a drop loses them:"
                        + candidates.stream()
                                .map(AmbiguousRenameException::line)
                                .collect(Collectors.joining()),
                candidates.stream().map(AmbiguousRenameException::remedy).collect(Collectors.joining("; ")));
        this.candidates = List.copyOf(candidates);
    }

    /** What may have been renamed, the likeliest first. */
    public List<RenameCandidate> candidates() {
        return candidates;
    }

    private static String line(RenameCandidate candidate) {
        String what = candidate.column() ? candidate.former() : "table " + candidate.former();
        return System.lineSeparator() + "  - " + what + " goes and " + candidate.to() + " comes";
    }

    private static String remedy(RenameCandidate candidate) {
        return "if " + candidate.former() + " was renamed, put @RenamedFrom(\"" + candidate.from() + "\") on "
                + (candidate.column() ? "the field of " + candidate.to() : "the entity of " + candidate.to())
                + " or say "
                + candidate.option() + ", if it really goes, say " + candidate.dropOption();
    }
}
