package com.levymaster.migrate.diagram;

import com.levymaster.migrate.error.PrintableText;
import com.levymaster.migrate.revision.RevisionHeader;
import java.util.List;
import java.util.stream.Collectors;

/** The graph for Graphviz: parents below, dependencies dashed. */
final class DotDrawing {

    private DotDrawing() {}

    static String draw(GraphDiagram diagram) {
        RevisionState.Of states = RevisionState.Of.all(diagram);
        StringBuilder dot =
                new StringBuilder("digraph revisions {\n  rankdir=BT;\n  node [fontname=\"sans-serif\"];\n");
        for (String id : states.unknown()) {
            node(dot, id, id + "\n(unknown)", RevisionState.UNKNOWN);
        }
        for (RevisionHeader header : diagram.shown()) {
            node(dot, header.id(), label(header, states.marks(header)), states.state(header));
        }
        DrawnEdges.of(diagram)
                .forEach(edge -> dot.append("  ")
                        .append(quoted(edge.lower().id()))
                        .append(" -> ")
                        .append(quoted(edge.upper().id()))
                        .append(edge.isDependency() ? " [style=dashed];\n" : ";\n"));
        return dot.append("}\n").toString();
    }

    private static String label(RevisionHeader header, List<String> marks) {
        String marked = marks.isEmpty() ? "" : " (" + String.join(", ", marks) + ")";
        String labels = header.labels().stream().collect(Collectors.joining(", ", "\n[", "]"));
        return header.id()
                + marked
                + (header.message().isBlank() ? "" : "\n" + header.displayMessage())
                + (header.labels().isEmpty() ? "" : labels);
    }

    private static void node(StringBuilder dot, String id, String label, RevisionState state) {
        dot.append("  ")
                .append(quoted(id))
                .append(" [label=")
                .append(quoted(label))
                .append(style(state))
                .append("];\n");
    }

    private static String style(RevisionState state) {
        return switch (state) {
            case APPLIED -> ", shape=box, style=filled, fillcolor=\"#cde7d3\"";
            case PENDING -> ", shape=ellipse, style=dashed";
            case FAILED -> ", shape=octagon, style=filled, fillcolor=\"#f6c9c4\"";
            case UNKNOWN -> ", shape=diamond, style=filled, fillcolor=\"#fbe3a6\"";
        };
    }

    private static String quoted(String text) {
        return "\""
                + PrintableText.lines(text)
                        .replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n") + "\"";
    }
}
