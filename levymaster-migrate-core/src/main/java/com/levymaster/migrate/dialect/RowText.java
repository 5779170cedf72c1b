package com.levymaster.migrate.dialect;

import com.levymaster.migrate.operation.CopyRows;

/** Text that a script has besides a statement. It may be long, so it is made when it is needed. */
public interface RowText {

    /** The text as the script has it. */
    String text();

    /** The text for a reader of the plan. */
    default String preview() {
        return text();
    }

    /** The rows to be sent. */
    default CopyRows rows() {
        return CopyRows.of(text());
    }

    /** Lines that a file contains as they are. */
    static RowText of(CopyRows rows) {
        return new Lines(rows);
    }

    /** Lines of a file, which are read when they are needed. */
    record Lines(CopyRows rows) implements RowText {

        /** So many are read by nobody. */
        private static final long MANY = 20;

        @Override
        public String text() {
            return rows.text();
        }

        @Override
        public String preview() {
            return rows.lines() > MANY ? "-- " + rows.lines() + " lines\n" : text();
        }
    }
}
