package com.levymaster.migrate.checksum;

import com.levymaster.migrate.definition.Sha256;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.revision.RevisionGraph;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.store.HistorySnapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The checksums of applied revisions. Each includes those of the revisions it needs, as recorded in the history, so
 * that a changed row of the history is detected by the rows above it.
 */
public final class Checksums {

    private final RevisionGraph graph;
    private final Map<String, String> known = new HashMap<>();

    /** Creates a calculator that starts from the checksums in the history. */
    public Checksums(RevisionGraph graph, HistorySnapshot past) {
        this.graph = graph;
        past.applied().forEach((id, last) -> {
            if (last.checksum() != null) {
                known.put(id, last.checksum());
            }
        });
    }

    /** Returns the checksum of a revision with this canonical text, chained to those of the revisions it needs. */
    public String of(RevisionHeader revision, List<String> lines) {
        return of(revision, lines, need -> {
            List<RevisionHeader> rows = graph.rows(need.id());
            return rows.get(rows.size() - 1).id();
        });
    }

    /**
     * Whether a revision with this canonical text has the recorded checksum, also if it was recorded above the last of those
     * that another replaces.
     */
    boolean isOf(@Nullable String recorded, RevisionHeader revision, List<String> lines) {
        return of(revision, lines).equals(recorded)
                || of(revision, lines, Checksums::lastReplaced).equals(recorded);
    }

    private static String lastReplaced(RevisionHeader need) {
        List<String> replaced = need.replaces();
        return replaced.isEmpty() ? need.id() : replaced.get(replaced.size() - 1);
    }

    private String of(RevisionHeader revision, List<String> lines, Function<RevisionHeader, String> recordedId) {
        String needs = graph.needs(revision.id()).stream()
                .map(recordedId)
                .sorted()
                .map(id -> "\n" + id + " " + known.getOrDefault(id, ""))
                .collect(Collectors.joining());
        return Sha256.of(Sha256.of(String.join("\n", lines)) + needs);
    }

    /** Returns the canonical text of operations, from which checksums are computed and differences listed; a line each. */
    public static List<CanonicalLine> canonicalText(List<Operation> operations) {
        return CanonicalText.of(operations);
    }

    /** Sets the checksum of a revision for the revisions that need it. */
    public void remember(String revision, String checksum) {
        known.put(revision, checksum);
    }

    /** Returns the checksum of steps alone, independent of other revisions. */
    public static String ofSteps(List<Operation> operations) {
        return Sha256.of(String.join("\n", CanonicalText.lines(operations)));
    }
}
