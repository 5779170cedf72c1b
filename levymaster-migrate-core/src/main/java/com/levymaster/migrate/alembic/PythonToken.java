package com.levymaster.migrate.alembic;

/**
 * A token of Python.
 *
 * @param text the name, number or operator; the value of a string
 */
record PythonToken(Kind kind, String text, int line) {

    enum Kind {
        NAME,
        NUMBER,
        STRING,
        /** An f-string, as it is written between its quotation marks. */
        FORMATTED_STRING,
        /** Bytes, or a template. */
        OTHER_STRING,
        OPERATOR,
        NEWLINE,
        INDENT,
        DEDENT,
        END
    }

    boolean is(Kind expected, String value) {
        return kind == expected && text.equals(value);
    }

    boolean isOperator(String value) {
        return is(Kind.OPERATOR, value);
    }

    boolean isName(String value) {
        return is(Kind.NAME, value);
    }
}
