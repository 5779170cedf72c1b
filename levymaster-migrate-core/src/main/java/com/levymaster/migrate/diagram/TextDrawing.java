package com.levymaster.migrate.diagram;

import com.levymaster.migrate.diagram.GraphDiagram.Charset;
import com.levymaster.migrate.diagram.Lanes.Bend;
import com.levymaster.migrate.diagram.Lanes.Line;
import com.levymaster.migrate.diagram.Lanes.Link;
import com.levymaster.migrate.diagram.Lanes.Row;
import com.levymaster.migrate.error.PrintableText;
import com.levymaster.migrate.revision.RevisionHeader;
import java.util.ArrayList;
import java.util.List;

/** Draws the graph for a terminal. */
final class TextDrawing {

    // The neighbours that a character connects, as bits.
    private static final int UP = 1;
    private static final int DOWN = 2;
    private static final int LEFT = 4;
    private static final int RIGHT = 8;

    /** Characters by the sum of the neighbours. */
    private static final String JOINTS = " ╵╷│╴╯╮┤╶╰╭├─┴┬┼";

    private final boolean unicode;

    TextDrawing(Charset charset) {
        unicode = charset == Charset.UNICODE;
    }

    String draw(GraphDiagram diagram) {
        RevisionState.Of states = RevisionState.Of.all(diagram);
        StringBuilder text = new StringBuilder();
        for (String id : states.unknown()) {
            text.append(glyph(RevisionState.UNKNOWN))
                    .append(' ')
                    .append(PrintableText.id(id))
                    .append(" (applied, unknown to this application)\n");
        }
        for (Row row : Lanes.of(diagram)) {
            text.append(node(row, states.state(row.header())))
                    .append(' ')
                    .append(label(row.header(), states))
                    .append('\n');
            if (!row.links().isEmpty()) {
                text.append(connectors(row).stripTrailing()).append('\n');
            }
        }
        return text.toString();
    }

    private static String label(RevisionHeader header, RevisionState.Of states) {
        List<String> parts = new ArrayList<>(List.of(header.id()));
        List<String> marks = states.marks(header);
        if (!marks.isEmpty()) {
            parts.add("(" + String.join(", ", marks) + ")");
        }
        if (!header.labels().isEmpty()) {
            parts.add("[" + String.join(", ", header.labels()) + "]");
        }
        parts.add(header.displayMessage());
        return String.join(" ", parts).strip();
    }

    private String node(Row row, RevisionState state) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < Math.max(row.through().size(), row.column() + 1); column++) {
            line.append(column == row.column() ? glyph(state) : vertical(at(row.through(), column)));
            line.append(' ');
        }
        return line.substring(0, line.length() - 1);
    }

    private char glyph(RevisionState state) {
        return switch (state) {
            case APPLIED -> unicode ? '●' : '*';
            case PENDING -> unicode ? '○' : 'o';
            case FAILED -> unicode ? '✗' : 'x';
            case UNKNOWN -> '?';
        };
    }

    private char vertical(Line line) {
        return switch (line) {
            case NONE -> ' ';
            case SOLID -> unicode ? '│' : '|';
            case DOTTED -> unicode ? '┊' : ':';
        };
    }

    private String connectors(Row row) {
        int width = row.width();
        int[] joined = new int[width];
        int left = row.column();
        int right = row.column();
        joined[row.column()] = UP + (at(row.below(), row.column()) == Line.NONE ? 0 : DOWN);
        for (Link link : row.links()) {
            joined[link.column()] |= neighbours(link.bend());
            left = Math.min(left, link.column());
            right = Math.max(right, link.column());
        }
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < width; column++) {
            boolean crosses = joined[column] == 0 && at(row.below(), column) != Line.NONE;
            int sides = (column > left && column <= right ? LEFT : 0) + (column >= left && column < right ? RIGHT : 0);
            line.append(crosses ? vertical(at(row.below(), column)) : joint(joined[column] + sides));
            line.append((sides & RIGHT) == 0 ? ' ' : horizontal());
        }
        return line.toString();
    }

    private static int neighbours(Bend bend) {
        return switch (bend) {
            case OPENS -> DOWN;
            case JOINS -> UP + DOWN;
            case ENDS -> UP;
        };
    }

    private char joint(int neighbours) {
        if (unicode) {
            return JOINTS.charAt(neighbours);
        }
        return switch (neighbours) {
            case 0 -> ' ';
            case UP + DOWN -> '|';
            case LEFT + RIGHT -> '-';
            default -> '+';
        };
    }

    private char horizontal() {
        return unicode ? '─' : '-';
    }

    private static Line at(List<Line> lines, int column) {
        return column < lines.size() ? lines.get(column) : Line.NONE;
    }
}
