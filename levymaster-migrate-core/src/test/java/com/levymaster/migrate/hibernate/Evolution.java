package com.levymaster.migrate.hibernate;

import java.util.Set;

/** Changes of columns, rules, counters, references and collections. */
enum Evolution implements ModelChange {
    ADD_STRUCT(
            "",
            "@Entity class Thing { @Id Long id; Place place; } @Embeddable @org.hibernate.annotations.Struct(name = \"place\") class Place { String town; Inner inner; } @Embeddable @org.hibernate.annotations.Struct(name = \"a_part\") class Inner { String a; Integer[] b; }"),
    ADD_STRUCT_ATTRIBUTE(
            "@Entity class Thing { @Id Long id; Place place; } @Embeddable @org.hibernate.annotations.Struct(name = \"place\") class Place { String box; String town; }",
            "@Entity class Thing { @Id Long id; Place place; } @Embeddable @org.hibernate.annotations.Struct(name = \"place\", attributes = {\"box\", \"town\", \"zone\"}) class Place { String box; String town; BigDecimal zone; }"),
    DROP_STRUCT_ATTRIBUTE(
            "@Entity class Thing { @Id Long id; Place place; } @Embeddable @org.hibernate.annotations.Struct(name = \"place\") class Place { String box; String town; }",
            "@Entity class Thing { @Id Long id; Place place; } @Embeddable @org.hibernate.annotations.Struct(name = \"place\") class Place { String box; }"),
    ADD_COLUMN("", "String code;"),
    ADD_REQUIRED_COLUMN("", "@Column(nullable = false) String code;"),
    ADD_COLUMN_WITH_DEFAULT("", "@ColumnDefault(\"'x'\") @Column(nullable = false) String code;"),
    DROP_COLUMN("String code;", "", "thing.code"),
    DROP_REQUIRED_COLUMN("@Column(nullable = false) int code;", "", "thing.code"),
    REPLACE_COLUMN("String code;", "String number;", "thing.code"),
    RENAME_COLUMN("String code;", "@RenamedFrom(\"code\") String number;"),
    RENAME_REQUIRED_UNIQUE_INDEXED_COLUMN(
            "@Column(nullable = false, unique = true) @Check(constraints = \"code > 0\") int code;",
            "@RenamedFrom(\"code\") @Column(nullable = false, unique = true) @Check(constraints = \"number > 0\") int number;"),
    RENAME_REFERENCE("@ManyToOne Thing owner;", "@RenamedFrom(\"owner\") @ManyToOne Thing holder;"),
    RENAME_COLUMN_AND_WIDEN("String code;", "@RenamedFrom(\"code\") @Column(length = 500) String number;"),
    RENAME_TABLE(
            "@Entity @Table(name = \"area\") class A { @Id @GeneratedValue Long id; String name; @ElementCollection Set<String> tags; @ManyToOne A parent; }",
            "@Entity @Table(name = \"district\") @RenamedFrom(\"area\") class A { @Id @GeneratedValue @SequenceGenerator(sequenceName = \"a_seq\") Long id; String name; @ElementCollection Set<String> tags; @ManyToOne A parent; }"),
    RENAME_ENTITY(
            "@Entity class Area { @Id @GeneratedValue Long id; String name; } @Entity class Owner { @Id Long id; @ManyToOne Area area; }",
            "@Entity @RenamedFrom(\"Area\") class Region { @Id @GeneratedValue Long id; String name; } @Entity class Owner { @Id Long id; @ManyToOne Region region; }"),
    WIDEN_STRING("@Column(length = 20) String code;", "@Column(length = 50) String code;"),
    NARROW_STRING("@Column(length = 50) String code;", "@Column(length = 20) String code;"),
    STRING_TO_TEXT("String code;", "@JdbcTypeCode(SqlTypes.LONG32VARCHAR) String code;"),
    INTEGER_TO_BIGINT("int code;", "long code;"),
    BIGINT_TO_INTEGER("long code;", "int code;"),
    CHANGE_PRECISION(
            "@Column(precision = 10, scale = 4) BigDecimal rate;",
            "@Column(precision = 12, scale = 6) BigDecimal rate;"),
    TIMESTAMP_TO_ZONED("LocalDateTime at;", "Instant at;"),
    TIMESTAMP_PRECISION("Instant at;", "@Column(secondPrecision = 3) Instant at;"),
    STRING_TO_INTEGER("String code;", "Integer code;"),
    STRING_TO_UUID("String code;", "UUID code;", true),
    INTEGER_TO_BOOLEAN("Integer flag;", "Boolean flag;"),
    STRING_TO_JSON("String doc;", "@JdbcTypeCode(SqlTypes.JSON) Object doc;"),
    CLOB_TO_TEXT("@Lob String doc;", "@JdbcTypeCode(SqlTypes.LONG32VARCHAR) String doc;"),
    BYTES_TO_LOB("byte[] doc;", "@Lob byte[] doc;"),
    INTEGER_ARRAY_TO_BIGINT_ARRAY("int[] numbers;", "long[] numbers;"),
    STRING_TO_ARRAY("", "String[] names;"),
    REQUIRE("String code;", "@Column(nullable = false) String code;"),
    ALLOW_NULL("@Column(nullable = false) String code;", "String code;"),
    ADD_DEFAULT("String code;", "@ColumnDefault(\"'x'\") String code;"),
    CHANGE_DEFAULT("@ColumnDefault(\"1\") int code;", "@ColumnDefault(\"2\") int code;"),
    DROP_DEFAULT("@ColumnDefault(\"now()\") Instant at;", "Instant at;"),
    DEFAULT_AND_TYPE("@ColumnDefault(\"'1'\") String code;", "@ColumnDefault(\"1\") int code;"),
    ADD_COMMENT("String code;", "@Comment(\"it's \\\"it\\\"\") String code;"),
    DROP_COMMENT("@Comment(\"x\") String code;", "String code;"),
    ADD_COLLATION("String code;", "@Collate(\"C\") String code;"),
    ADD_UNIQUE("String code;", "@Column(unique = true) String code;"),
    DROP_UNIQUE("@Column(unique = true) String code;", "String code;"),
    NAME_UNIQUE(
            "@Column(unique = true) String code;",
            "@Entity @Table(uniqueConstraints = @UniqueConstraint(name = \"only_code\", columnNames = \"code\")) class Thing { @Id Long id; String code; }"),
    ADD_INDEX(
            "String code;",
            "@Entity @Table(indexes = @Index(columnList = \"code\")) class Thing { @Id Long id; String code; }"),
    MAKE_INDEX_PARTIAL(
            "@Entity @Table(indexes = @Index(name = \"ix\", columnList = \"code\")) class Thing { @Id Long id; String code; }",
            "@Entity @Table(indexes = @Index(name = \"ix\", columnList = \"code\", options = \"where code <> 'x'\")) class Thing { @Id Long id; String code; }"),
    MAKE_INDEX_DESCENDING(
            "@Entity @Table(indexes = @Index(name = \"ix\", columnList = \"code\")) class Thing { @Id Long id; String code; }",
            "@Entity @Table(indexes = @Index(name = \"ix\", columnList = \"code desc\")) class Thing { @Id Long id; String code; }"),
    MAKE_INDEX_EXPRESSION(
            "@Entity @Table(indexes = @Index(name = \"ix\", columnList = \"code\")) class Thing { @Id Long id; String code; }",
            "@Entity @Table(indexes = @Index(name = \"ix\", columnList = \"(lower(code))\")) class Thing { @Id Long id; String code; }"),
    MAKE_INDEX_UNIQUE(
            "@Entity @Table(indexes = @Index(name = \"ix\", columnList = \"code\")) class Thing { @Id Long id; String code; }",
            "@Entity @Table(indexes = @Index(name = \"ix\", columnList = \"code\", unique = true)) class Thing { @Id Long id; String code; }"),
    RENAME_INDEX(
            "@Entity @Table(indexes = @Index(name = \"ix\", columnList = \"code\")) class Thing { @Id Long id; String code; }",
            "@Entity @Table(indexes = @Index(name = \"ix2\", columnList = \"code\")) class Thing { @Id Long id; String code; }"),
    ADD_CHECK("int code;", "@Check(constraints = \"code > 0\") int code;"),
    CHANGE_CHECK("@Check(constraints = \"code > 0\") int code;", "@Check(constraints = \"code > 1\") int code;", true),
    DROP_CHECK("@Check(constraints = \"code > 0\") int code;", "int code;"),
    ADD_ENUM_CONSTANT(
            "@Enumerated(EnumType.STRING) Mood mood; enum Mood { SAD, HAPPY }",
            "@Enumerated(EnumType.STRING) Mood mood; enum Mood { SAD, HAPPY, GLAD }"),
    ADD_ORDINAL_CONSTANT(
            "@Enumerated Mood mood; enum Mood { SAD, HAPPY }", "@Enumerated Mood mood; enum Mood { SAD, HAPPY, GLAD }"),
    ADD_NAMED_ENUM_CONSTANT(
            "@JdbcTypeCode(SqlTypes.NAMED_ENUM) Mood mood; enum Mood { SAD, HAPPY }",
            "@JdbcTypeCode(SqlTypes.NAMED_ENUM) Mood mood; enum Mood { SAD, HAPPY, GLAD }"),
    REMOVE_NAMED_ENUM_CONSTANT(
            "@JdbcTypeCode(SqlTypes.NAMED_ENUM) Mood mood; enum Mood { SAD, HAPPY, GLAD }",
            "@JdbcTypeCode(SqlTypes.NAMED_ENUM) Mood mood; enum Mood { SAD, HAPPY }"),
    ADD_NAMED_ORDINAL_CONSTANT(
            "@JdbcTypeCode(SqlTypes.NAMED_ORDINAL_ENUM) Mood mood; enum Mood { SAD, HAPPY }",
            "@JdbcTypeCode(SqlTypes.NAMED_ORDINAL_ENUM) Mood mood; enum Mood { SAD, CALM, HAPPY }"),
    ENUM_CHECK_TO_TYPE(
            "@Enumerated(EnumType.STRING) Mood mood; enum Mood { SAD, HAPPY }",
            "@JdbcTypeCode(SqlTypes.NAMED_ENUM) Mood mood; enum Mood { SAD, HAPPY }"),
    DROP_NAMED_ENUM("@JdbcTypeCode(SqlTypes.NAMED_ENUM) Mood mood; enum Mood { SAD, HAPPY }", "", "thing.mood"),
    ADD_ENTITY("", "@Entity class Thing { @Id Long id; } @Entity class Other { @Id @GeneratedValue Long id; }"),
    DROP_ENTITY(
            "@Entity class Thing { @Id Long id; } @Entity class Other { @Id @GeneratedValue Long id; @ManyToOne Thing thing; }",
            ""),
    ADD_REFERENCE("", "@ManyToOne Thing parent;"),
    DROP_REFERENCE("@ManyToOne Thing parent;", "", "thing.parent_id"),
    CHANGE_ON_DELETE("@ManyToOne Thing parent;", "@ManyToOne @OnDelete(action = OnDeleteAction.CASCADE) Thing parent;"),
    NAME_FOREIGN_KEY(
            "@ManyToOne Thing parent;",
            "@ManyToOne @JoinColumn(foreignKey = @ForeignKey(name = \"to_parent\")) Thing parent;"),
    DROP_FOREIGN_KEY(
            "@ManyToOne Thing parent;",
            "@ManyToOne @JoinColumn(foreignKey = @ForeignKey(ConstraintMode.NO_CONSTRAINT)) Thing parent;"),
    CIRCLE(
            "@Entity class Hen { @Id Long id; } @Entity class Egg { @Id Long id; }",
            "@Entity class Hen { @Id Long id; @ManyToOne Egg from; } @Entity class Egg { @Id Long id; @ManyToOne Hen by; }"),
    JOIN_TABLE_TO_COLUMN(
            "@Entity class Thing { @Id Long id; } @Entity class Box { @Id Long id; @OneToMany List<Thing> things; }",
            "@Entity class Thing { @Id Long id; } @Entity class Box { @Id Long id; @OneToMany @JoinColumn(name = \"box_id\") List<Thing> things; }",
            "box_things"),
    COLUMN_TO_JOIN_TABLE(
            "@Entity class Thing { @Id Long id; @ManyToOne Thing friend; }",
            "@Entity class Thing { @Id Long id; @ManyToMany Set<Thing> friends; }",
            "thing.friend_id"),
    LIST_TO_SET("@ElementCollection List<String> tags;", "@ElementCollection Set<String> tags;"),
    ADD_ORDER_COLUMN("@ElementCollection List<String> tags;", "@ElementCollection @OrderColumn List<String> tags;"),
    ADD_COLLECTION("", "@ElementCollection Map<String, String> notes;"),
    RENAME_COLLECTION(
            "@ElementCollection Set<String> tags;", "@RenamedFrom(\"tags\") @ElementCollection Set<String> labels;"),
    EMBED(
            "String street;",
            "@Embedded Address address; @Embeddable static class Address { String street; String zip; }"),
    TO_SECONDARY_TABLE(
            "String note;",
            "@Entity @SecondaryTable(name = \"thing_more\") class Thing { @Id Long id; @Column(table = \"thing_more\") String note; }",
            "thing.note"),
    SINGLE_TABLE_TO_JOINED(
            "@Entity class Animal { @Id Long id; } @Entity class Cat extends Animal { int lives; }",
            "@Entity @Inheritance(strategy = InheritanceType.JOINED) class Animal { @Id Long id; } @Entity class Cat extends Animal { int lives; }",
            "animal.lives",
            "animal.dtype"),
    JOINED_TO_TABLE_PER_CLASS(
            "@Entity @Inheritance(strategy = InheritanceType.JOINED) class Animal { @Id Long id; String name; } @Entity class Cat extends Animal { int lives; }",
            "@Entity @Inheritance(strategy = InheritanceType.TABLE_PER_CLASS) class Animal { @Id Long id; String name; } @Entity class Cat extends Animal { int lives; }"),
    ADD_SUBCLASS(
            "@Entity class Animal { @Id Long id; } @Entity class Cat extends Animal { int lives; }",
            "@Entity class Animal { @Id Long id; } @Entity class Cat extends Animal { int lives; } @Entity class Dog extends Animal { String bark; }"),
    ASSIGNED_TO_IDENTITY(
            "", "@Entity class Thing { @Id @GeneratedValue(strategy = GenerationType.IDENTITY) Long id; }"),
    IDENTITY_TO_SEQUENCE(
            "@Entity class Thing { @Id @GeneratedValue(strategy = GenerationType.IDENTITY) Long id; }",
            "@Entity class Thing { @Id @GeneratedValue(strategy = GenerationType.SEQUENCE) Long id; }"),
    SEQUENCE_INCREMENT(
            "@Entity class Thing { @Id @GeneratedValue @SequenceGenerator(allocationSize = 50) Long id; }",
            "@Entity class Thing { @Id @GeneratedValue @SequenceGenerator(allocationSize = 10) Long id; }"),
    ID_TO_UUID(
            "@Entity class Thing { @Id Long id; } @Entity class Part { @Id Long id; @ManyToOne Thing thing; }",
            "@Entity class Thing { @Id String id; } @Entity class Part { @Id Long id; @ManyToOne Thing thing; }"),
    COMPOSITE_KEY(
            "@Entity class Thing { @Id Long id; Integer line; }",
            "@Entity @IdClass(Thing.Key.class) class Thing { @Id Long id; @Id Integer line; static class Key implements java.io.Serializable { Long id; Integer line; } }"),
    ADD_VERSION("", "@Version int version;"),
    SOFT_DELETE("", "@Entity @SoftDelete class Thing { @Id Long id; }"),
    ADD_TENANT("", "@TenantId String tenant;"),
    AUDIT("String name;", "@Entity @org.hibernate.envers.Audited class Thing { @Id Long id; String name; }"),
    ADD_GENERATED("int code;", "int code; @GeneratedColumn(\"code + 1\") Integer next;"),
    ADD_GENERATED_TEXT("String a;", "String a; @GeneratedColumn(\"upper(a)\") String b;"),
    CHANGE_GENERATED(
            "int code; @GeneratedColumn(\"code + 1\") Integer next;",
            "int code; @GeneratedColumn(\"code + 2\") Integer next;"),
    DROP_GENERATED("int code; @GeneratedColumn(\"code + 1\") Integer next;", "int code; Integer next;"),
    TO_ANOTHER_SCHEMA(
            "@Entity class Thing { @Id Long id; } @Entity class Box { @Id Long id; }",
            "@Entity class Thing { @Id Long id; } @Entity @Table(schema = \"other\") class Box { @Id Long id; @ManyToOne Thing thing; }",
            "box"),
    VALIDATION("String name; int age;", "@NotNull @Size(max = 30) String name; @Min(0) int age;"),
    TIME_ZONE_COLUMN("OffsetDateTime at;", "@TimeZoneStorage(TimeZoneStorageType.COLUMN) OffsetDateTime at;"),
    LONG_NAMES(
            "String aVeryLongNameOfAColumnThatSaysEverythingAboutIt;",
            "@Column(unique = true) String aVeryLongNameOfAColumnThatSaysEverythingAboutIt;"),
    QUOTED_NAMES(
            "@Column(name = \"`My Column`\") String my; @Column(name = \"`order`\") int order;",
            "@Column(name = \"`My Column`\", unique = true, nullable = false) String my; @Column(name = \"`order`\") long order;"),
    TABLE_COMMENT("", "@Entity @Table(comment = \"A 'thing'\") class Thing { @Id Long id; }"),
    NULLS_NOT_DISTINCT(
            "@Column(unique = true) String code;",
            "@Entity @Table(uniqueConstraints = @UniqueConstraint(columnNames = \"code\", options = \"nulls not distinct\")) class Thing { @Id Long id; String code; }"),
    ORDINAL_ENUM_TO_STRING(
            "@Enumerated Mood mood; enum Mood { SAD, HAPPY }",
            "@Enumerated(EnumType.STRING) Mood mood; enum Mood { SAD, HAPPY }"),
    STRING_ENUM_TO_ORDINAL(
            "@Enumerated(EnumType.STRING) @Column(nullable = false) Mood mood; enum Mood { SAD, HAPPY }",
            "@Enumerated @Column(nullable = false) Mood mood; enum Mood { SAD, HAPPY }"),
    ORDINAL_ENUM_TO_TYPE(
            "@Enumerated Mood mood; enum Mood { SAD, HAPPY }",
            "@JdbcTypeCode(SqlTypes.NAMED_ORDINAL_ENUM) Mood mood; enum Mood { SAD, HAPPY }"),
    RENAME_ENUM_CONSTANT(
            "@Enumerated(EnumType.STRING) Mood mood; enum Mood { SAD, HAPPY }",
            "@Enumerated(EnumType.STRING) Mood mood; enum Mood { SAD, GLAD }"),
    ORDINAL_ENUM_TO_NAMED(
            "@Enumerated Mood mood; enum Mood { ZERO, ONE, TWO }",
            "@JdbcTypeCode(SqlTypes.NAMED_ENUM) Mood mood; enum Mood { ZERO, ONE, TWO }"),
    NAMED_ENUM_TO_ORDINAL(
            "@JdbcTypeCode(SqlTypes.NAMED_ENUM) Mood mood; enum Mood { ZERO, ONE, TWO }",
            "@Enumerated Mood mood; enum Mood { ZERO, ONE, TWO }"),
    ORDINAL_ENUM_LOSES_A_CONSTANT(
            "@Enumerated Mood mood; enum Mood { SAD, HAPPY, GLAD }", "@Enumerated Mood mood; enum Mood { SAD, HAPPY }"),
    STRING_ENUM_LOSES_A_CONSTANT(
            "@Enumerated(EnumType.STRING) @Column(nullable = false) Mood mood; enum Mood { SAD, HAPPY, GLAD }",
            "@Enumerated(EnumType.STRING) @Column(nullable = false) Mood mood; enum Mood { SAD, HAPPY }"),
    DURATION_TO_INTERVAL("Duration d;", "@JdbcTypeCode(SqlTypes.INTERVAL_SECOND) Duration d;"),
    UUID_TO_BYTES("UUID code;", "@JdbcTypeCode(SqlTypes.BINARY) UUID code;"),
    BYTES_TO_UUID("@JdbcTypeCode(SqlTypes.BINARY) UUID code;", "UUID code;", true),
    INTEGER_TO_JSON("Integer doc;", "@JdbcTypeCode(SqlTypes.JSON) Object doc;"),
    BOOLEAN_TO_YES_NO("Boolean flag;", "@Convert(converter = org.hibernate.type.YesNoConverter.class) Boolean flag;"),
    ZONED_TO_DATE("Instant at;", "LocalDate at;"),
    DATE_TO_ZONED("LocalDate at;", "Instant at;"),
    ZONED_TO_STRING("Instant at;", "String at;", true),
    WITHOUT_CAST("LocalDate at; int code;", "Integer at; UUID code;", "thing.at", "thing.code"),
    FROZEN_DEFAULT("", "@ColumnDefault(\"'now'\") Instant at;"),
    IDENTITY_TO_ASSIGNED(
            "@Entity class Thing { @Id @GeneratedValue(strategy = GenerationType.IDENTITY) Long id; }", ""),
    SEQUENCE_TO_ASSIGNED("@Entity class Thing { @Id @GeneratedValue Long id; }", ""),
    IDENTITY_OF_UUID(
            "@Entity class Box { @Id Long id; }",
            "@Entity class Thing { @Id @GeneratedValue(strategy = GenerationType.IDENTITY) UUID id; }"),
    SHARED_SEQUENCE(
            "@Entity class Thing { @Id Long id; } @Entity class Box { @Id Long id; }",
            "@Entity class Thing { @Id @GeneratedValue(generator = \"s\") @SequenceGenerator(name = \"s\", sequenceName = \"numbers\") Long id; } @Entity class Box { @Id @GeneratedValue(generator = \"s\") Long id; }"),
    DROP_REQUIRED_REFERENCE("@ManyToOne(optional = false) Thing parent;", "", true, "thing.parent_id"),
    JOINED_TO_SINGLE_TABLE(
            "@Entity @Inheritance(strategy = InheritanceType.JOINED) class Animal { @Id Long id; } @Entity class Cat extends Animal { int lives; }",
            "@Entity class Animal { @Id Long id; } @Entity class Cat extends Animal { int lives; }",
            "cat"),
    TABLE_PER_CLASS_TO_JOINED(
            "@Entity @Inheritance(strategy = InheritanceType.TABLE_PER_CLASS) class Animal { @Id Long id; String name; } @Entity class Cat extends Animal { int lives; }",
            "@Entity @Inheritance(strategy = InheritanceType.JOINED) class Animal { @Id Long id; String name; } @Entity class Cat extends Animal { int lives; }",
            "cat.name"),
    NATURAL_TO_SURROGATE_KEY(
            "@Entity class Thing { @Id String code; } @Entity class Part { @Id Long id; @ManyToOne Thing thing; }",
            "@Entity class Thing { @Id @GeneratedValue Long id; @Column(unique = true, nullable = false) String code; } @Entity class Part { @Id Long id; @ManyToOne Thing thing; }",
            "part.thing_code"),
    RENAME_KEY(
            "@Entity class Thing { @Id Long id; } @Entity class Part { @Id Long id; @ManyToOne Thing thing; @ManyToMany Set<Thing> things; }",
            "@Entity class Thing { @Id @RenamedFrom(\"id\") Long number; } @Entity class Part { @Id Long id; @RenamedFrom(\"thing_id\") @ManyToOne Thing thing; @ManyToMany @JoinTable(inverseJoinColumns = @JoinColumn(name = \"things_id\")) Set<Thing> things; }"),
    WIDEN_KEY_WITH_REFERENCES(
            "@Entity class Thing { @Id @GeneratedValue(strategy = GenerationType.IDENTITY) Integer id; } @Entity class Part { @Id Long id; @ManyToOne Thing thing; @ManyToMany List<Thing> things; }",
            "@Entity class Thing { @Id @GeneratedValue(strategy = GenerationType.IDENTITY) Long id; } @Entity class Part { @Id Long id; @ManyToOne Thing thing; @ManyToMany List<Thing> things; }"),
    COMPOSITE_KEY_WITH_REFERENCES(
            "@Entity class Thing { @Id Long id; } @Entity class Part { @Id Long id; @ManyToOne Thing thing; }",
            "@Entity @IdClass(Thing.Key.class) class Thing { @Id Long id; @Id Integer line; static class Key implements java.io.Serializable { Long id; Integer line; } } @Entity class Part { @Id Long id; @ManyToOne Thing thing; }"),
    RENAME_AUDITED_ENTITY_WITH_COLLECTION(
            "@Entity @org.hibernate.envers.Audited class Area { @Id @GeneratedValue Long id; String name; @ElementCollection List<String> tags; @ManyToOne Area parent; } @Entity @org.hibernate.envers.Audited class Owner { @Id Long id; @ManyToOne Area area; }",
            "@Entity @RenamedFrom(\"Area\") @org.hibernate.envers.Audited class Region { @Id @GeneratedValue Long id; String name; @ElementCollection List<String> tags; @ManyToOne Region parent; } @Entity @org.hibernate.envers.Audited class Owner { @Id Long id; @ManyToOne Region region; }"),
    RENAME_IN_EMBEDDABLE(
            "@Embedded Address address; @Embeddable static class Address { String street; String zip; }",
            "@Embedded Address address; @Embeddable static class Address { String street; @RenamedFrom(\"zip\") String postcode; }"),
    RENAME_IN_SUPERCLASS(
            "@Entity class Thing extends Named {} @Entity class Box extends Named {} @MappedSuperclass class Named { @Id Long id; String name; }",
            "@Entity class Thing extends Named {} @Entity class Box extends Named {} @MappedSuperclass class Named { @Id Long id; @RenamedFrom(\"name\") String title; }"),
    COLLECTION_TO_ENTITY(
            "@Entity class Thing { @Id Long id; @ElementCollection @CollectionTable(name = \"note\") @Column(name = \"text\") List<String> notes; }",
            "@Entity class Thing { @Id Long id; @OneToMany @JoinColumn(name = \"thing_id\") List<Note> notes; } @Entity class Note { @Id @GeneratedValue(strategy = GenerationType.IDENTITY) Long id; String text; }"),
    SECONDARY_TABLE_TO_COLUMN(
            "@Entity @SecondaryTable(name = \"thing_more\") class Thing { @Id Long id; @Column(table = \"thing_more\") String note; }",
            "String note;",
            "thing_more"),
    REFERENCE_TO_ANOTHER_ENTITY(
            "@Entity class Thing { @Id Long id; } @Entity class Box { @Id Long id; } @Entity class Part { @Id Long id; @ManyToOne @JoinColumn(name = \"of_id\") Thing of; }",
            "@Entity class Thing { @Id Long id; } @Entity class Box { @Id Long id; } @Entity class Part { @Id Long id; @ManyToOne @JoinColumn(name = \"of_id\") Box of; }",
            true),
    MANY_TO_ONE_BECOMES_ONE_TO_ONE("@ManyToOne Thing parent;", "@OneToOne Thing parent;"),
    CHANGE_UNIQUE_COLUMNS(
            "@Entity @Table(uniqueConstraints = @UniqueConstraint(columnNames = {\"a\", \"b\"})) class Thing { @Id Long id; int a; int b; int c; }",
            "@Entity @Table(uniqueConstraints = @UniqueConstraint(columnNames = {\"a\", \"c\"})) class Thing { @Id Long id; int a; int b; int c; }"),
    SEQUENCE_TO_IDENTITY(
            "@Entity class Thing { @Id @GeneratedValue(strategy = GenerationType.SEQUENCE) Long id; }",
            "@Entity class Thing { @Id @GeneratedValue(strategy = GenerationType.IDENTITY) Long id; }"),
    TABLE_GENERATOR_TO_SEQUENCE(
            "@Entity class Thing { @Id @GeneratedValue(strategy = GenerationType.TABLE) Long id; }",
            "@Entity class Thing { @Id @GeneratedValue(strategy = GenerationType.SEQUENCE) Long id; }"),
    SERIAL_TO_IDENTITY(
            "@Column(columnDefinition = \"bigserial\") Long number;",
            "@Entity class Thing { @Id Long id; @Column(columnDefinition = \"bigint generated by default as identity\") Long number; }"),
    YES_NO_TO_BOOLEAN("@Convert(converter = org.hibernate.type.YesNoConverter.class) Boolean flag;", "Boolean flag;"),
    SET_TO_ORDERED_LIST("@ElementCollection Set<String> tags;", "@ElementCollection @OrderColumn List<String> tags;"),
    NO_LONGER_AUDITED(
            "@Entity @org.hibernate.envers.Audited class Thing { @Id Long id; String name; }", "String name;"),
    AUDITED_COLUMN(
            "@Entity @org.hibernate.envers.Audited class Thing { @Id Long id; String name; }",
            "@Entity @org.hibernate.envers.Audited class Thing { @Id Long id; String name; @Column(nullable = false) int more; }"),
    GENERATED_FROM_RENAMED(
            "int code; @GeneratedColumn(\"code + 1\") Integer next;",
            "@RenamedFrom(\"code\") int number; @GeneratedColumn(\"number + 1\") Integer next;"),
    BROKEN_CIRCLE(
            "@Entity class Hen { @Id Long id; @ManyToOne Egg from; } @Entity class Egg { @Id Long id; @ManyToOne Hen by; }",
            "@Entity class Hen { @Id Long id; }"),
    EVERYTHING_AT_ONCE(
            "@Entity @Table(name = \"area\") class A { @Id Integer id; @Column(length = 20) String name; @Enumerated(EnumType.STRING) Mood mood; @ManyToOne A up; enum Mood { SAD, HAPPY } }",
            "@Entity @Table(name = \"region\", indexes = @Index(columnList = \"title\")) @RenamedFrom(\"area\") class A { @Id Long id; @RenamedFrom(\"name\") @Column(length = 50, nullable = false, unique = true) String title; @Enumerated(EnumType.STRING) @Column(nullable = false) Mood mood; @RenamedFrom(\"up\") @ManyToOne A parent; enum Mood { SAD, HAPPY, GLAD } }");

    private final Models models;

    Evolution(String older, String newer, String... dropped) {
        this(older, newer, false, dropped);
    }

    Evolution(String older, String newer, boolean refusesRows, String... dropped) {
        this.models = new Models(older, newer, refusesRows, Set.of(dropped));
    }

    @Override
    public Models models() {
        return models;
    }
}
