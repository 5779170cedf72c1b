package com.levymaster.migrate.sql;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands in SQL text in the place of rows of a {@code copy} that are not held in memory: a line with a character that no
 * SQL has.
 *
 * @param number of the rows in their file, from 0
 * @param lines how many they are
 */
public record RowsMarker(int number, long lines) {

    /** PostgreSQL has it in no text. */
    public static final char NUL = 0;

    private static final Pattern LINE = Pattern.compile(NUL + "rows (\\d+), (\\d+) lines\n");

    /** The line. */
    public String text() {
        return NUL + "rows " + number + ", " + lines + " lines\n";
    }

    /** The marker that stands where rows were expected; empty if these are rows. */
    public static Optional<RowsMarker> of(String rows) {
        Matcher line = LINE.matcher(rows);
        return line.matches() ? Optional.of(of(line)) : Optional.empty();
    }

    /** How many more lines than the text the file has before an index. */
    static long linesLeftOut(String text, int index) {
        if (text.indexOf(NUL) < 0) {
            return 0;
        }
        return LINE.matcher(text)
                .region(0, index)
                .results()
                .mapToLong(line -> Long.parseLong(line.group(2)) - 1)
                .sum();
    }

    private static RowsMarker of(Matcher line) {
        return new RowsMarker(Integer.parseInt(line.group(1)), Long.parseLong(line.group(2)));
    }
}
