package com.levymaster.migrate.diagram;

import com.levymaster.migrate.revision.RevisionGraph;
import com.levymaster.migrate.revision.RevisionHeader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Assigns a column to every revision, the newest first, and lines from it down to its needs. A revision that one above
 * needs has exactly one lane and is drawn in it.
 */
final class Lanes {

    /** The line in a column. */
    enum LaneLine {
        NONE,
        /** To a parent. */
        SOLID,
        /** To a dependency. */
        DOTTED
    }

    /** The effect of a link on the other column. */
    enum Bend {
        /** A line begins in it. */
        OPENS,
        /** Its line continues. */
        JOINS,
        /** Its line ends and continues below the revision. */
        ENDS
    }

    /** A line between a revision and another column. */
    record Link(int column, LaneLine line, Bend bend) {}

    /**
     * @param through the lines in the columns beside the revision; its own column is {@code NONE}
     * @param below the lines in the columns below it
     */
    record LaneRow(RevisionHeader header, int column, List<LaneLine> through, List<LaneLine> below, List<Link> links) {

        LaneRow {
            through = List.copyOf(through);
            below = List.copyOf(below);
            links = List.copyOf(links);
        }

        int width() {
            return Math.max(Math.max(through.size(), below.size()), column + 1);
        }
    }

    private final RevisionGraph graph;
    private final Set<String> shown;
    private final List<LaneLine> lines = new ArrayList<>();
    private final Map<String, Integer> lanes = new HashMap<>();
    /** The column in which the revision above ended its line: no line may begin directly below. */
    private int ended = -1;

    private Lanes(RevisionGraph graph, Set<String> shown) {
        this.graph = graph;
        this.shown = shown;
    }

    static List<LaneRow> of(GraphDiagram diagram) {
        Set<String> shown = diagram.shown().stream().map(RevisionHeader::id).collect(Collectors.toSet());
        Lanes lanes = new Lanes(diagram.graph(), shown);
        return diagram.shown().stream().map(lanes::row).toList();
    }

    private LaneRow row(RevisionHeader header) {
        Integer waiting = lanes.remove(header.id());
        int column = waiting == null ? claim(ended) : waiting;
        lines.set(column, LaneLine.NONE);
        List<LaneLine> through = trimmed();
        List<Link> links = new ArrayList<>();
        for (RevisionHeader needed : graph.needs(header.id())) {
            if (shown.contains(needed.id())) {
                connect(header, needed.id(), column, links);
            }
        }
        links.stream()
                .filter(link -> link.bend() == Bend.ENDS)
                .forEach(link -> lines.set(link.column(), LaneLine.NONE));
        ended = links.isEmpty() && lines.get(column) == LaneLine.NONE ? column : -1;
        return new LaneRow(header, column, through, trimmed(), links);
    }

    private void connect(RevisionHeader from, String to, int column, List<Link> links) {
        LaneLine line = from.down().contains(to) ? LaneLine.SOLID : LaneLine.DOTTED;
        Integer lane = lanes.get(to);
        if (lane != null) {
            boolean ends = lane > column && lines.get(column) == LaneLine.NONE;
            links.add(new Link(lane, ends ? lines.get(lane) : line, ends ? Bend.ENDS : Bend.JOINS));
            lines.set(ends ? column : lane, line == LaneLine.SOLID ? line : lines.get(lane));
            lanes.put(to, ends ? column : lane);
            return;
        }
        boolean straight = lines.get(column) == LaneLine.NONE;
        int opened = straight ? column : claim(-1);
        lines.set(opened, line);
        lanes.put(to, opened);
        if (!straight) {
            links.add(new Link(opened, line, Bend.OPENS));
        }
    }

    /** Returns the first free column except the given one. */
    private int claim(int except) {
        for (int column = 0; column < lines.size(); column++) {
            if (lines.get(column) == LaneLine.NONE && column != except) {
                return column;
            }
        }
        lines.add(LaneLine.NONE);
        return lines.size() - 1;
    }

    private List<LaneLine> trimmed() {
        int end = lines.size();
        while (end > 0 && lines.get(end - 1) == LaneLine.NONE) {
            end--;
        }
        return List.copyOf(lines.subList(0, end));
    }
}
