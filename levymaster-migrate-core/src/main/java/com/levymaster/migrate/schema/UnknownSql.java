package com.levymaster.migrate.schema;

/**
 * Marks an expression or query in a simulated schema whose text is not known until the steps have run, since only the
 * server can tell which of its words follow a change. The text before the mark is a guess for messages; nothing is
 * compiled from it.
 */
public final class UnknownSql {

    private static final String MARK = " /* not known until it has run */";

    private UnknownSql() {}

    /** The text with the mark. */
    public static String of(String guess) {
        return isUnknown(guess) ? guess : guess + MARK;
    }

    /** Whether the text has the mark. */
    public static boolean isUnknown(String sql) {
        return sql.endsWith(MARK);
    }

    /** The text after a change of its words, still marked if it was before. */
    public static String keep(String before, String guess) {
        return isUnknown(before) ? of(guess) : guess;
    }
}
