package com.levymaster.migrate.diagram;

/**
 * A stretch of a picture that is too long to be looked at as a whole.
 *
 * @param from the first row, counted from 0, which is the newest revision
 * @param to the row after the last
 * @param folded whether nothing in it is worth a look of its own
 * @param summary how many revisions of which states: {@code 1900 applied, 12 pending}
 */
public record FoldedGraph(int from, int to, boolean folded, String summary) {

    public int size() {
        return to - from;
    }
}
