package com.levymaster.migrate.diagram;

/**
 * A range of rows of a long diagram.
 *
 * @param from the first row, counted from 0, which is the newest revision
 * @param to the row after the last
 * @param folded whether a page should show it collapsed, as it contains no current, head or failed revision
 * @param summary the number of revisions in each state: {@code 1900 applied, 12 pending}
 */
public record FoldedGraph(int from, int to, boolean folded, String summary) {

    /** The number of rows. */
    public int size() {
        return to - from;
    }
}
