package com.levymaster.migrate.diagram;

import static com.levymaster.migrate.diagram.SvgDrawing.ROW;
import static com.levymaster.migrate.diagram.SvgDrawing.x;

import com.levymaster.migrate.diagram.Lanes.Bend;
import com.levymaster.migrate.diagram.Lanes.LaneLine;
import com.levymaster.migrate.diagram.Lanes.LaneRow;
import com.levymaster.migrate.diagram.Lanes.Link;
import java.util.ArrayList;
import java.util.List;

/** The lines of an image: each straight run is one path, over any number of rows. */
final class SvgLines {

    private final StringBuilder svg = new StringBuilder();
    private final List<LaneLine> lines = new ArrayList<>();
    private final List<Integer> since = new ArrayList<>();
    private int y;

    /** @param top the y coordinate of the first row */
    SvgLines(int top) {
        y = top;
    }

    /** Continues the lines of the previous row. */
    SvgLines after(LaneRow before) {
        before.below().forEach(line -> {
            lines.add(line);
            since.add(y);
        });
        return this;
    }

    /** @param bottom the y coordinate at which lines to rows below end */
    String draw(List<LaneRow> rows, int bottom) {
        rows.forEach(this::row);
        for (int column = 0; column < lines.size(); column++) {
            end(column, bottom);
        }
        return svg.toString();
    }

    private void row(LaneRow row) {
        while (lines.size() < row.width()) {
            lines.add(LaneLine.NONE);
            since.add(0);
        }
        for (int column = 0; column < lines.size(); column++) {
            LaneLine below = column < row.below().size() ? row.below().get(column) : LaneLine.NONE;
            if (below != lines.get(column) || column == row.column()) {
                int end = isMet(row, column) ? y + ROW : y;
                end(column, end);
                lines.set(column, below);
                since.set(column, end);
            }
        }
        row.links().forEach(link -> bend(row.column(), link));
        y += ROW;
    }

    /** Whether a link ends in the column, one row further down. */
    private static boolean isMet(LaneRow row, int column) {
        return row.links().stream().anyMatch(link -> link.column() == column && link.bend() != Bend.ENDS);
    }

    private void end(int column, int at) {
        if (lines.get(column) != LaneLine.NONE && since.get(column) < at) {
            path(lines.get(column))
                    .append("d=\"M")
                    .append(x(column))
                    .append(' ')
                    .append(since.get(column));
            svg.append('V').append(at).append("\"/>\n");
        }
    }

    private void bend(int column, Link link) {
        int from = x(link.bend() == Bend.ENDS ? link.column() : column);
        int to = x(link.bend() == Bend.ENDS ? column : link.column());
        int middle = y + ROW / 2;
        path(link.line()).append("d=\"M").append(from).append(' ').append(y);
        svg.append('C')
                .append(from)
                .append(' ')
                .append(middle)
                .append(' ')
                .append(to)
                .append(' ')
                .append(middle);
        svg.append(' ').append(to).append(' ').append(y + ROW).append("\"/>\n");
    }

    private StringBuilder path(LaneLine line) {
        return svg.append(line == LaneLine.DOTTED ? "<path class=\"d\" " : "<path ");
    }
}
