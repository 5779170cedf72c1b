package com.levymaster.migrate.hibernate;

import java.util.Set;

/** Changes of inheritance and of place: rows go along to other tables. */
enum PlaceEvolution implements ModelChange {
    SINGLE_TABLE_TO_JOINED_OF_THREE_LEVELS(
            single("") + of("Cat extends Animal", "int lives;") + of("Lion extends Cat", "String mane;"),
            joined("") + of("Cat extends Animal", "int lives;") + of("Lion extends Cat", "String mane;"),
            "animal.lives",
            "animal.mane",
            "animal.dtype"),
    JOINED_TO_SINGLE_TABLE_OF_THREE_LEVELS(
            joined("") + of("Cat extends Animal", "int lives;") + of("Lion extends Cat", "String mane;"),
            single("") + of("Cat extends Animal", "int lives;") + of("Lion extends Cat", "String mane;"),
            "cat",
            "lion"),
    SINGLE_TABLE_TO_TABLE_PER_CLASS(
            single("String name;") + of("Cat extends Animal", "int lives;") + of("Dog extends Animal", "String bark;"),
            perClass("String name;")
                    + of("Cat extends Animal", "int lives;")
                    + of("Dog extends Animal", "String bark;"),
            "animal.lives",
            "animal.bark",
            "animal.dtype"),
    TABLE_PER_CLASS_TO_SINGLE_TABLE(
            perClass("String name;") + of("Cat extends Animal", "int lives;"),
            single("String name;") + of("Cat extends Animal", "int lives;"),
            "cat"),
    TABLE_PER_CLASS_TO_JOINED_OF_THREE_LEVELS(
            perClass("String name;") + of("Cat extends Animal", "int lives;") + of("Lion extends Cat", "String mane;"),
            joined("String name;") + of("Cat extends Animal", "int lives;") + of("Lion extends Cat", "String mane;"),
            "cat.name",
            "lion.name",
            "lion.lives"),
    JOINED_TO_TABLE_PER_CLASS_OF_THREE_LEVELS(
            joined("String name;") + of("Cat extends Animal", "int lives;") + of("Lion extends Cat", "String mane;"),
            perClass("String name;") + of("Cat extends Animal", "int lives;") + of("Lion extends Cat", "String mane;")),
    ABSTRACT_SINGLE_TABLE_TO_JOINED(
            single("String name;").replace("class Animal", "abstract class Animal")
                    + of("Cat extends Animal", "int lives;"),
            joined("String name;").replace("class Animal", "abstract class Animal")
                    + of("Cat extends Animal", "int lives;"),
            "animal.lives",
            "animal.dtype"),
    ABSTRACT_JOINED_TO_SINGLE_TABLE(
            joined("String name;").replace("class Animal", "abstract class Animal")
                    + of("Cat extends Animal", "int lives;"),
            single("String name;").replace("class Animal", "abstract class Animal")
                    + of("Cat extends Animal", "int lives;"),
            "cat"),
    ABSTRACT_TABLE_PER_CLASS_TO_JOINED(
            perClass("String name;").replace("class Animal", "abstract class Animal")
                    + of("Cat extends Animal", "int lives;"),
            joined("String name;").replace("class Animal", "abstract class Animal")
                    + of("Cat extends Animal", "int lives;"),
            "cat.name"),
    ABSTRACT_JOINED_TO_TABLE_PER_CLASS(
            joined("String name;").replace("class Animal", "abstract class Animal")
                    + of("Cat extends Animal", "int lives;"),
            perClass("String name;").replace("class Animal", "abstract class Animal")
                    + of("Cat extends Animal", "int lives;"),
            "animal"),
    SINGLE_TABLE_WITH_STATED_DISCRIMINATOR_TO_JOINED(
            "@Entity @DiscriminatorColumn(name = \"kind\", length = 3) @DiscriminatorValue(\"A\") class Animal { @Id Long id; }"
                    + " @Entity @DiscriminatorValue(\"C\") class Cat extends Animal { int lives; }",
            joined("") + " @Entity @DiscriminatorValue(\"C\") class Cat extends Animal { int lives; }",
            "animal.lives",
            "animal.kind"),
    JOINED_TO_NUMBERED_DISCRIMINATOR(
            joined("") + of("Cat extends Animal", "int lives;"),
            "@Entity @DiscriminatorColumn(name = \"kind\", discriminatorType = DiscriminatorType.INTEGER) @DiscriminatorValue(\"1\") class Animal { @Id Long id; }"
                    + " @Entity @DiscriminatorValue(\"2\") class Cat extends Animal { int lives; }",
            "cat"),
    SINGLE_TABLE_TO_MAPPED_SUPERCLASS(
            single("String name;").replace("class Animal", "abstract class Animal")
                    + of("Cat extends Animal", "int lives;"),
            "@MappedSuperclass class Animal { @Id Long id; String name; }" + of("Cat extends Animal", "int lives;"),
            "animal"),
    JOINED_TO_MAPPED_SUPERCLASS(
            joined("String name;").replace("class Animal", "abstract class Animal")
                    + of("Cat extends Animal", "int lives;"),
            "@MappedSuperclass class Animal { @Id Long id; String name; }" + of("Cat extends Animal", "int lives;"),
            "animal"),
    MAPPED_SUPERCLASS_TO_JOINED(
            "@MappedSuperclass class Animal { @Id Long id; String name; }" + of("Cat extends Animal", "int lives;"),
            joined("String name;").replace("class Animal", "abstract class Animal")
                    + of("Cat extends Animal", "int lives;"),
            "cat.name"),
    MAPPED_SUPERCLASS_TO_SINGLE_TABLE(
            "@MappedSuperclass class Animal { @Id Long id; String name; }" + of("Cat extends Animal", "int lives;"),
            single("String name;").replace("class Animal", "abstract class Animal")
                    + of("Cat extends Animal", "int lives;"),
            "cat"),
    GENERATED_SINGLE_TABLE_TO_JOINED(
            generated(single("")) + of("Cat extends Animal", "int lives;"),
            generated(joined("")) + of("Cat extends Animal", "int lives;"),
            "animal.lives",
            "animal.dtype"),
    GENERATED_MAPPED_SUPERCLASS_TO_JOINED(
            generated("@MappedSuperclass class Animal { @Id Long id; String name; }")
                    + of("Cat extends Animal", "int lives;"),
            generated(joined("String name;")).replace("class Animal", "abstract class Animal")
                    + of("Cat extends Animal", "int lives;"),
            "cat.name",
            "cat_seq"),
    REFERENCED_JOINED_TO_TABLE_PER_CLASS(
            joined("") + of("Cat extends Animal", "int lives;") + of("Owner", "@Id Long id; @ManyToOne Animal pet;"),
            perClass("") + of("Cat extends Animal", "int lives;") + of("Owner", "@Id Long id; @ManyToOne Animal pet;")),
    TO_SECONDARY_TABLE_WITH_REQUIRED_COLUMN(
            of("Thing", "@Id Long id; String note; String more;"),
            "@Entity @SecondaryTable(name = \"thing_more\") class Thing { @Id Long id; @Column(table = \"thing_more\") String note; @Column(table = \"thing_more\") String more; }",
            "thing.note",
            "thing.more"),
    BETWEEN_SECONDARY_TABLES(
            "@Entity @SecondaryTable(name = \"one\") @SecondaryTable(name = \"two\") class Thing { @Id Long id; @Column(table = \"one\") String note; @Column(table = \"two\") String more; }",
            "@Entity @SecondaryTable(name = \"two\") class Thing { @Id Long id; @Column(table = \"two\") String note; @Column(table = \"two\") String more; }",
            "one"),
    EMBEDDABLE_TO_ENTITY(
            of(
                    "Thing",
                    "@Id Long id; @Embedded Address address; @Embeddable static class Address { String street; String zip; }"),
            of("Thing", "@Id Long id; @OneToOne Address address;")
                    + of("Address", "@Id @GeneratedValue Long id; String street; String zip;"),
            "thing.street",
            "thing.zip"),
    ENTITY_TO_EMBEDDABLE(
            of("Thing", "@Id Long id; @OneToOne Address address;")
                    + of("Address", "@Id @GeneratedValue Long id; String street; String zip;"),
            of(
                    "Thing",
                    "@Id Long id; @Embedded Address address; @Embeddable static class Address { String street; String zip; }"),
            "thing.address_id",
            "address"),
    TO_ENTITY_WITH_THE_SAME_KEY(
            of("Thing", "@Id Long id; String note;"),
            of("Thing", "@Id Long id;") + of("Detail", "@Id Long id; @MapsId @OneToOne Thing thing; String note;"),
            "thing.note"),
    FROM_ENTITY_WITH_THE_SAME_KEY(
            of("Thing", "@Id Long id;") + of("Detail", "@Id Long id; @MapsId @OneToOne Thing thing; String note;"),
            of("Thing", "@Id Long id; String note;"),
            "detail"),
    COLUMN_TO_OTHER_END_OF_ONE_TO_ONE(
            of("Thing", "@Id Long id; @OneToOne Box box; String note;") + of("Box", "@Id Long id;"),
            of("Thing", "@Id Long id; @OneToOne Box box;") + of("Box", "@Id Long id; String note;"),
            "thing.note"),
    COLUMN_TO_OWNER_OF_ONE_TO_ONE(
            of("Thing", "@Id Long id; @OneToOne Box box;") + of("Box", "@Id Long id; String note;"),
            of("Thing", "@Id Long id; @OneToOne Box box; String note;") + of("Box", "@Id Long id;"),
            "box.note"),
    COLUMN_TO_CHILDREN(
            of("Thing", "@Id Long id; @ManyToOne Box box;") + of("Box", "@Id Long id; String note;"),
            of("Thing", "@Id Long id; @ManyToOne Box box; String note;") + of("Box", "@Id Long id;"),
            "box.note"),
    COLUMN_TO_PARENT(
            of("Thing", "@Id Long id; @ManyToOne Box box; String note;") + of("Box", "@Id Long id;"),
            of("Thing", "@Id Long id; @ManyToOne Box box;") + of("Box", "@Id Long id; String note;"),
            "thing.note"),
    FOREIGN_KEY_TO_JOIN_TABLE(
            of("Thing", "@Id Long id;")
                    + of("Box", "@Id Long id; @OneToMany @JoinColumn(name = \"box_id\") List<Thing> things;"),
            of("Thing", "@Id Long id;") + of("Box", "@Id Long id; @OneToMany List<Thing> things;"),
            "thing.box_id"),
    MANY_TO_ONE_TO_MANY_TO_MANY(
            of("Thing", "@Id Long id; @ManyToOne Box box;") + of("Box", "@Id Long id;"),
            of("Thing", "@Id Long id; @ManyToMany Set<Box> boxes;") + of("Box", "@Id Long id;"),
            "thing.box_id"),
    MANY_TO_MANY_TO_MANY_TO_ONE(
            of("Thing", "@Id Long id; @ManyToMany Set<Box> boxes;") + of("Box", "@Id Long id;"),
            of("Thing", "@Id Long id; @ManyToOne Box box;") + of("Box", "@Id Long id;"),
            "thing_boxes"),
    ONE_TO_ONE_JOIN_TABLE_TO_COLUMN(
            of("Thing", "@Id Long id; @OneToOne @JoinTable(name = \"thing_box\") Box box;") + of("Box", "@Id Long id;"),
            of("Thing", "@Id Long id; @OneToOne Box box;") + of("Box", "@Id Long id;"),
            "thing_box"),
    ORDERED_JOIN_TABLE_TO_COLUMN(
            of("Thing", "@Id Long id; @OneToMany @OrderColumn(name = \"pos\") List<Box> boxes;")
                    + of("Box", "@Id Long id;"),
            of(
                            "Thing",
                            "@Id Long id; @OneToMany @JoinColumn(name = \"thing_id\") @OrderColumn(name = \"pos\")"
                                    + " List<Box> boxes;")
                    + of("Box", "@Id Long id;"),
            "thing_boxes"),
    ORDERED_COLUMN_TO_JOIN_TABLE(
            of(
                            "Thing",
                            "@Id Long id; @OneToMany @JoinColumn(name = \"thing_id\") @OrderColumn(name = \"pos\")"
                                    + " List<Box> boxes;")
                    + of("Box", "@Id Long id;"),
            of("Thing", "@Id Long id; @OneToMany @OrderColumn(name = \"pos\") List<Box> boxes;")
                    + of("Box", "@Id Long id;"),
            "box.thing_id",
            "box.pos"),
    COLLECTION_TO_ENTITY_WITH_SEQUENCE(
            of(
                    "Thing",
                    "@Id Long id; @ElementCollection @CollectionTable(name = \"thing_texts\") @Column(name = \"text\") List<String> texts;"),
            of("Thing", "@Id Long id; @OneToMany @JoinColumn(name = \"thing_id\") List<Note> texts;")
                    + of("Note", "@Id @GeneratedValue Long id; String text;"),
            "thing_texts"),
    ENTITY_TO_COLLECTION(
            of("Thing", "@Id Long id; @OneToMany @JoinColumn(name = \"thing_id\") List<Note> texts;")
                    + of("Note", "@Id @GeneratedValue(strategy = GenerationType.IDENTITY) Long id; String text;"),
            of(
                    "Thing",
                    "@Id Long id; @ElementCollection @CollectionTable(name = \"thing_texts\") @Column(name = \"text\") List<String> texts;"),
            "note"),
    COLLECTION_OF_EMBEDDABLES_TO_ENTITY(
            of(
                    "Thing",
                    "@Id Long id; @ElementCollection @CollectionTable(name = \"thing_parts\") List<Part> parts; @Embeddable static class Part { String a; Integer b; }"),
            of("Thing", "@Id Long id; @OneToMany @JoinColumn(name = \"thing_id\") List<Part> parts;")
                    + of("Part", "@Id @GeneratedValue UUID id; String a; Integer b;"),
            "thing_parts"),
    ABSTRACT_TABLE_PER_CLASS_TO_SINGLE_TABLE(
            perClass("String name;").replace("class Animal", "abstract class Animal")
                    + of("Cat extends Animal", "int lives;")
                    + of("Dog extends Animal", "String bark;"),
            single("String name;").replace("class Animal", "abstract class Animal")
                    + of("Cat extends Animal", "int lives;")
                    + of("Dog extends Animal", "String bark;")),
    ALL_TO_ANOTHER_SCHEMA(inSchemas("one", "one"), inSchemas("two", "two")),
    ALL_TO_THE_DEFAULT_SCHEMA(inSchemas("one", "one"), inSchemas("", "")),
    ALL_FROM_THE_DEFAULT_SCHEMA(inSchemas("", ""), inSchemas("one", "two")),
    SECONDARY_TABLE_WITH_ANOTHER_KEY_TO_COLUMN(
            "@Entity @SecondaryTable(name = \"thing_more\") class Thing { @Id Long id; @Column(table = \"thing_more\") String note; }",
            of("Thing", "@Id String id; String note;"),
            "thing_more"),
    COLUMN_TO_SECONDARY_TABLE_WITH_ANOTHER_KEY(
            of("Thing", "@Id Long id; String note;"),
            "@Entity @SecondaryTable(name = \"thing_more\") class Thing { @Id String id; @Column(table = \"thing_more\") String note; }",
            "thing.note"),
    REQUIRED_NATURAL_TO_SURROGATE_REFERENCE(
            of("Thing", "@Id String code;") + of("Part", "@Id Long id; @ManyToOne(optional = false) Thing thing;"),
            of("Thing", "@Id @GeneratedValue Long id; @Column(unique = true, nullable = false) String code;")
                    + of("Part", "@Id Long id; @ManyToOne(optional = false) Thing thing;"),
            "part.thing_code");

    private final Models models;

    PlaceEvolution(String older, String newer, String... dropped) {
        this(older, newer, false, dropped);
    }

    PlaceEvolution(String older, String newer, boolean refusesRows, String... dropped) {
        this.models = new Models(older, newer, refusesRows, Set.of(dropped));
    }

    private static String single(String attributes) {
        return of("Animal", "@Id Long id; " + attributes);
    }

    private static String joined(String attributes) {
        return "@Entity @Inheritance(strategy = InheritanceType.JOINED) class Animal { @Id Long id; " + attributes
                + " }";
    }

    private static String perClass(String attributes) {
        return joined(attributes).replace("JOINED", "TABLE_PER_CLASS");
    }

    private static String generated(String animal) {
        return animal.replace("@Id Long", "@Id @GeneratedValue Long");
    }

    private static String inSchemas(String one, String other) {
        String table = "@Entity @Table(schema = \"%s\") ";
        return table.formatted(one) + "class Thing { @Id @GeneratedValue Long id; String name; } "
                + table.formatted(other)
                + "class Box { @Id @GeneratedValue(strategy = GenerationType.IDENTITY) Long id; @ManyToOne Thing thing; }";
    }

    private static String of(String name, String attributes) {
        return "@Entity class " + name + " { " + attributes + " } ";
    }

    @Override
    public Models models() {
        return models;
    }
}
