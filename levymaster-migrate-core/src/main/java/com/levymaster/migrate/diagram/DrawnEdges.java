package com.levymaster.migrate.diagram;

import com.levymaster.migrate.revision.RevisionHeader;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The edges between the drawn revisions. */
final class DrawnEdges {

    private DrawnEdges() {}

    /** An arrow from a needed revision to the one that needs it. */
    record Edge(RevisionHeader lower, RevisionHeader upper) {

        boolean isDependency() {
            return !upper.down().contains(lower.id());
        }
    }

    static List<Edge> of(GraphDiagram diagram) {
        Set<RevisionHeader> shown = new HashSet<>(diagram.shown());
        return diagram.shown().stream()
                .flatMap(upper -> needs(diagram, upper).filter(shown::contains).map(lower -> new Edge(lower, upper)))
                .toList();
    }

    private static Stream<RevisionHeader> needs(GraphDiagram diagram, RevisionHeader upper) {
        return diagram.graph().needs(upper.id()).stream();
    }
}
