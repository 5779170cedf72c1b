package com.levymaster.migrate.checksum;

import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.revision.RevisionGraph;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.store.HistorySnapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The checksums of applied revisions. Each is chained over those of the revisions it needs, as the history has them, so
 * that a row of the history cannot be changed without those above it telling.
 */
public final class Checksums {

    private final RevisionGraph graph;
    private final Map<String, String> known = new HashMap<>();

    public Checksums(RevisionGraph graph, HistorySnapshot past) {
        this.graph = graph;
        past.applied().forEach((id, last) -> {
            if (last.checksum() != null) {
                known.put(id, last.checksum());
            }
        });
    }

    /** The checksum of a revision that says this, on top of what is known of those it needs. */
    public String of(RevisionHeader revision, List<String> lines) {
        String needs = graph.needs(revision.id()).stream()
                .map(RevisionHeader::id)
                .sorted()
                .map(id -> "\n" + id + " " + known.getOrDefault(id, ""))
                .collect(Collectors.joining());
        return Sha256.of(Sha256.of(String.join("\n", lines)) + needs);
    }

    /** From now on the revision has this checksum. */
    public void remember(String revision, String checksum) {
        known.put(revision, checksum);
    }

    /** Of steps alone, whatever the revision stands on. */
    public static String ofSteps(List<Operation> operations) {
        return Sha256.of(String.join("\n", CanonicalText.lines(operations)));
    }
}
