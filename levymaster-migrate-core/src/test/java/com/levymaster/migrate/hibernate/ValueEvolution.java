package com.levymaster.migrate.hibernate;

import java.util.Set;

/** Further changes of types, rules and counters, most of which lose nothing in either direction. */
enum ValueEvolution implements ModelChange {
    SHORT_TO_INTEGER("short code;", "int code;"),
    FLOAT_TO_DOUBLE("float code;", "double code;"),
    INTEGER_TO_DECIMAL("int code;", "BigDecimal code;"),
    INTEGER_TO_STRING("Integer code;", "String code;"),
    BOOLEAN_TO_INTEGER("Boolean flag;", "Integer flag;"),
    BOOLEAN_TO_TRUE_FALSE(
            "Boolean flag;", "@Convert(converter = org.hibernate.type.TrueFalseConverter.class) Boolean flag;"),
    NUMBER_TO_BOOLEAN(
            "@Convert(converter = org.hibernate.type.NumericBooleanConverter.class) Boolean flag;", "Boolean flag;"),
    ZONED_TO_TIMESTAMP("Instant at;", "LocalDateTime at;"),
    DATE_TO_TIMESTAMP("LocalDate at;", "LocalDateTime at;"),
    TEXT_TO_CLOB("@JdbcTypeCode(SqlTypes.LONG32VARCHAR) String doc;", "@Lob String doc;"),
    LOB_TO_BYTES("@Lob byte[] doc;", "byte[] doc;"),
    NAMED_ENUM_TO_STRING(
            "@JdbcTypeCode(SqlTypes.NAMED_ENUM) Mood mood; enum Mood { SAD, HAPPY }",
            "@Enumerated(EnumType.STRING) Mood mood; enum Mood { SAD, HAPPY }"),
    ARRAY_OF_ORDINALS_TO_NAMES(
            "@JdbcTypeCode(SqlTypes.ARRAY) @Enumerated(EnumType.ORDINAL) Mood[] moods; enum Mood { SAD, HAPPY }",
            "@JdbcTypeCode(SqlTypes.ARRAY) @Enumerated(EnumType.STRING) Mood[] moods; enum Mood { SAD, HAPPY }"),
    ORDINAL_TO_STATED_VALUE(
            "Mood mood; enum Mood { SAD, HAPPY }",
            "Mood mood; enum Mood { SAD(7), HAPPY(0); @EnumeratedValue final int code; Mood(int code) { this.code = code; } }"),
    ARRAY_OF_ORDINALS_TO_STATED_VALUES(
            "@Enumerated(EnumType.ORDINAL) Mood[] moods; enum Mood { SAD, HAPPY }",
            "@Enumerated(EnumType.STRING) Mood[] moods; enum Mood { SAD(\"h\"), HAPPY(\"s\"); @EnumeratedValue final String code; Mood(String code) { this.code = code; } }"),
    CHARACTER_TO_STRING("Character letter;", "String letter;"),
    DROP_REQUIRED_COLUMN_WITH_CHECK("@Column(nullable = false) @Check(constraints = \"code > 0\") int code;", ""),
    DROP_REQUIRED_ONE_TO_ONE(
            "@Entity class Thing { @Id Long id; @OneToOne(optional = false) Box box; } @Entity class Box { @Id Long id; }",
            "@Entity class Thing { @Id Long id; } @Entity class Box { @Id Long id; }"),
    DROP_REQUIRED_ENUM(
            "@Enumerated(EnumType.STRING) @Column(nullable = false) Mood mood; enum Mood { SAD, HAPPY }", ""),
    DROP_REQUIRED_NAMED_ENUM(
            "@JdbcTypeCode(SqlTypes.NAMED_ENUM) @Column(nullable = false) Mood mood; enum Mood { SAD, HAPPY }", ""),
    DROP_REQUIRED_COLUMN_WITH_DEFAULT("@ColumnDefault(\"7\") @Column(nullable = false) int code;", ""),
    DROP_REQUIRED_UUID("@Column(nullable = false) UUID code;", ""),
    DROP_ENTITY_WITH_IDENTITY(
            "@Entity class Thing { @Id Long id; } @Entity class Other { @Id @GeneratedValue(strategy = GenerationType.IDENTITY) Long id; String name; }",
            "",
            "other"),
    REQUIRE_WITH_DEFAULT("Integer code;", "@ColumnDefault(\"7\") @Column(nullable = false) Integer code;"),
    ADD_UNIQUE_PAIR(
            "int a; int b;",
            "@Entity @Table(uniqueConstraints = @UniqueConstraint(columnNames = {\"a\", \"b\"})) class Thing { @Id Long id; int a; int b; }"),
    DROP_UNIQUE_INDEX(
            "@Entity @Table(indexes = @Index(name = \"ix\", columnList = \"code\", unique = true)) class Thing { @Id Long id; String code; }",
            "String code;"),
    DROP_CHECK_OF_TABLE(
            "@Entity @Check(name = \"ck\", constraints = \"a <= b\") class Thing { @Id Long id; int a; int b; }",
            "int a; int b;"),
    ADD_REQUIRED_REFERENCE_TO_NEW_ENTITY(
            "@Entity class Thing { @Id Long id; }",
            "@Entity class Thing { @Id Long id; @ManyToOne(optional = false) Box box; } @Entity class Box { @Id Long id; }",
            true),
    ADD_MANY_TO_MANY("", "@ManyToMany Set<Thing> friends;"),
    ADD_EMBEDDABLE("", "@Embedded Place place; @Embeddable static class Place { String town; Integer box; }"),
    ADD_HIERARCHY(
            "",
            "@Entity class Thing { @Id Long id; } @Entity @Inheritance(strategy = InheritanceType.JOINED) class Animal { @Id @GeneratedValue Long id; } @Entity class Cat extends Animal { int lives; }"),
    SHARED_TO_OWN_SEQUENCES(
            "@Entity class Thing { @Id @GeneratedValue(generator = \"s\") @SequenceGenerator(name = \"s\", sequenceName = \"numbers\") Long id; } @Entity class Box { @Id @GeneratedValue(generator = \"s\") Long id; }",
            "@Entity class Thing { @Id @GeneratedValue Long id; } @Entity class Box { @Id @GeneratedValue Long id; }",
            "numbers");

    private final Models models;

    ValueEvolution(String older, String newer, String... dropped) {
        this(older, newer, false, dropped);
    }

    ValueEvolution(String older, String newer, boolean refusesRows, String... dropped) {
        this.models = new Models(older, newer, refusesRows, Set.of(dropped));
    }

    @Override
    public Models models() {
        return models;
    }
}
