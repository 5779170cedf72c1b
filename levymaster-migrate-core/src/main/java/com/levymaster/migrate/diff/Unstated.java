package com.levymaster.migrate.diff;

/** What a mapping may leave open about a column. The rest of what it leaves open follows from what it does not have. */
public enum Unstated {
    /** Of which kind its identity or generated value is. */
    KIND,
    /** Its type: Hibernate has no name for it. */
    TYPE,
    /** Its length, precision and scale. */
    SIZE,
    /** That it is not null: that follows from a primitive type. */
    NOT_NULL,
    /** Where its value comes from: the application only reads it. */
    VALUE,
    /** Which values it may have: that follows from an enum or another Java type. */
    ALLOWED_VALUES
}
