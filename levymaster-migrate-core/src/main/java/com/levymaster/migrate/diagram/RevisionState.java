package com.levymaster.migrate.diagram;

import com.levymaster.migrate.revision.RevisionHeader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The state of a revision in the database. */
enum RevisionState {
    APPLIED,
    PENDING,
    FAILED,
    UNKNOWN;

    String displayName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The states and marks of the revisions of one diagram. */
    record Of(GraphDiagram diagram, Set<String> current, Set<String> heads) {

        static Of all(GraphDiagram diagram) {
            return new Of(
                    diagram,
                    ids(diagram.graph().headsOf(diagram.applied())),
                    ids(diagram.graph().heads()));
        }

        private static Set<String> ids(List<RevisionHeader> headers) {
            Set<String> ids = new HashSet<>();
            headers.forEach(header -> ids.add(header.id()));
            return ids;
        }

        RevisionState state(RevisionHeader header) {
            if (diagram.failed().contains(header.id())) {
                return FAILED;
            }
            return diagram.applied().contains(header.id()) ? APPLIED : PENDING;
        }

        /** Returns the marks in order of relevance: {@code current, head}. */
        List<String> marks(RevisionHeader header) {
            List<String> marks = new ArrayList<>();
            if (current.contains(header.id())) {
                marks.add("current");
            }
            if (state(header) != APPLIED) {
                marks.add(state(header).displayName());
            }
            if (header.isContract()) {
                marks.add("contract");
            }
            if (heads.contains(header.id())) {
                marks.add("head");
            }
            return marks;
        }

        /** Returns the number of revisions in each state: {@code 5 applied, 2 pending}. */
        String summary(List<RevisionHeader> headers, boolean unknownToo) {
            Map<RevisionState, Long> counts =
                    headers.stream().collect(Collectors.groupingBy(this::state, Collectors.counting()));
            List<String> parts = new ArrayList<>();
            for (RevisionState state : values()) {
                long count = state != UNKNOWN
                        ? counts.getOrDefault(state, 0L)
                        : unknownToo ? unknown().size() : 0;
                if (count > 0) {
                    parts.add(count + " " + state.displayName());
                }
            }
            return String.join(", ", parts);
        }

        /** Returns the applied ids without a revision. */
        List<String> unknown() {
            return diagram.graph().unknown(diagram.applied());
        }
    }
}
