package com.levymaster.migrate.diagram;

import com.levymaster.migrate.error.PrintableText;
import com.levymaster.migrate.revision.RevisionHeader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The graph for Mermaid: parents below, dependencies dotted. */
final class MermaidDrawing {

    private static final String CLASSES = """
              classDef applied fill:#cde7d3,stroke:#2c6e49,color:#10261a
              classDef pending fill:#ffffff,stroke:#57606a,color:#24292f,stroke-dasharray:4 3
              classDef failed fill:#f6c9c4,stroke:#a40e26,color:#3b0a11,stroke-width:3px
              classDef unknown fill:#fbe3a6,stroke:#7d4e00,color:#3a2400
            """;

    private MermaidDrawing() {}

    static String draw(GraphDiagram diagram) {
        RevisionState.Of states = RevisionState.Of.all(diagram);
        StringBuilder mermaid = new StringBuilder("flowchart BT\n");
        int number = 0;
        for (String id : states.unknown()) {
            mermaid.append("  u").append(number++).append(shape(RevisionState.UNKNOWN, escaped(id) + "<br>unknown"));
        }
        Map<String, String> names = new HashMap<>();
        for (RevisionHeader header : diagram.shown()) {
            String name = "r" + names.size();
            names.put(header.id(), name);
            mermaid.append("  ").append(name).append(shape(states.state(header), label(header, states.marks(header))));
        }
        for (DrawnEdges.Edge edge : DrawnEdges.of(diagram)) {
            mermaid.append("  ")
                    .append(names.get(edge.lower().id()))
                    .append(edge.isDependency() ? " -.-> " : " --> ")
                    .append(names.get(edge.upper().id()))
                    .append('\n');
        }
        return mermaid.append(CLASSES).toString();
    }

    private static String label(RevisionHeader header, List<String> marks) {
        StringBuilder label = new StringBuilder("<b>" + escaped(header.id()) + "</b>");
        if (!marks.isEmpty()) {
            label.append(" (").append(String.join(", ", marks)).append(')');
        }
        if (!header.labels().isEmpty()) {
            label.append("<br>[")
                    .append(escaped(String.join(", ", header.labels())))
                    .append(']');
        }
        if (!header.message().isBlank()) {
            label.append("<br>").append(escaped(header.displayMessage()));
        }
        return label.toString();
    }

    private static String shape(RevisionState state, String label) {
        String shaped = switch (state) {
            case APPLIED -> "[\"" + label + "\"]";
            case PENDING -> "([\"" + label + "\"])";
            case FAILED -> "{{\"" + label + "\"}}";
            case UNKNOWN -> ">\"" + label + "\"]";
        };
        return shaped + ":::" + state.displayName() + "\n";
    }

    /** Mermaid writes entities with # where HTML has &amp;. */
    private static String escaped(String text) {
        return PrintableText.line(text)
                .replace("#", "#35;")
                .replace("&", "#amp;")
                .replace("\"", "#quot;")
                .replace("<", "#lt;")
                .replace(">", "#gt;");
    }
}
