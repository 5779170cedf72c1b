package com.levymaster.migrate.sql;

import java.util.Locale;

/** Follows SQL text that is read line by line, to know where the rows of a {@code copy … from stdin} begin. */
public final class CopyFinder {

    private boolean escapes;
    private int from;
    private boolean isNamed;

    /** Goes on behind rows. */
    public void continueAt(int index) {
        from = index;
        isNamed = false;
    }

    /**
     * Whether rows are in the next line.
     *
     * @param text all of it up to now, which ends with a line
     * @param line the last one
     */
    public boolean rowsFollow(StringBuilder text, String line) {
        isNamed |= line.toLowerCase(Locale.ROOT).contains("stdin");
        if (!isNamed || line.indexOf(';') < 0) {
            return false;
        }
        SqlStatements read = SqlStatements.ofPart(text.substring(from), escapes);
        escapes = read.escapes();
        from += read.afterLast();
        isNamed = text.substring(from).toLowerCase(Locale.ROOT).contains("stdin");
        return read.endsWithCopy();
    }
}
