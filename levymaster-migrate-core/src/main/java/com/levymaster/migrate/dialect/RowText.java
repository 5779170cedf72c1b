package com.levymaster.migrate.dialect;

/** Text that a script has besides a statement. It may be long, so it is made when it is needed. */
public interface RowText {

    /** The text as the script has it. */
    String text();

    /** The text for a reader of the plan. */
    default String preview() {
        return text();
    }

    /** Lines that a file contains as they are. */
    static RowText of(String lines) {
        return new Lines(lines);
    }

    /** Lines of a file. */
    record Lines(String text) implements RowText {}
}
