package com.levymaster.migrate.autogenerate;

/** A kind of part of a table, which a mapping need not state. */
public enum ComparedPart {
    /** A column that no entity maps. */
    COLUMN("column", "columns"),
    INDEX("index", "indexes"),
    PRIMARY_KEY("primary key", "primary keys"),
    FOREIGN_KEY("foreign key", "foreign keys"),
    /** Action, deferral and the like of a foreign key that the mapping states. */
    FOREIGN_KEY_OPTION("option of a foreign key", "options of foreign keys"),
    UNIQUE("unique constraint", "unique constraints"),
    CHECK("check", "checks"),
    EXCLUSION("exclusion constraint", "exclusion constraints"),
    /** A check of the values of an enum, which Hibernate would create and the database lacks. */
    ALLOWED_VALUES("missing check of an enum", "missing checks of enums"),
    /** Length, precision and scale, and the choice between types that Hibernate reads alike. */
    SIZE("size of a type", "sizes of types"),
    NOT_NULL("nullability", "nullabilities"),
    DEFAULT("default", "defaults"),
    IDENTITY("identity", "identities"),
    COLLATION("collation", "collations"),
    COMMENT("comment", "comments"),
    SEQUENCE_START("start of a sequence", "starts of sequences");

    private final String singular;
    private final String plural;

    ComparedPart(String singular, String plural) {
        this.singular = singular;
        this.plural = plural;
    }

    /** Such as {@code 2 indexes}. */
    public String counted(int number) {
        return number + " " + (number == 1 ? singular : plural);
    }

    String singular() {
        return singular;
    }
}
