package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.diff.RenameCandidate;
import com.levymaster.migrate.diff.RenameCandidate.Kind;
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
        String former = candidate.kind() == Kind.TABLE ? "table " + candidate.former() : candidate.former();
        return System.lineSeparator() + "  - " + former + " is dropped and " + candidate.to() + " is added";
    }

    private static String remedy(RenameCandidate candidate) {
        return "if " + candidate.former() + " was renamed, " + rename(candidate) + "; if it is to be dropped, use "
                + candidate.dropOption();
    }

    private static String rename(RenameCandidate candidate) {
        return switch (candidate.kind()) {
            case TABLE -> annotation(candidate) + "the entity of " + candidate.to() + " or use " + candidate.option();
            case COLUMN -> annotation(candidate) + "the field of " + candidate.to() + " or use " + candidate.option();
            case LABEL -> "use " + candidate.option();
        };
    }

    private static String annotation(RenameCandidate candidate) {
        return "put @RenamedFrom(\"" + candidate.from() + "\") on ";
    }
}
