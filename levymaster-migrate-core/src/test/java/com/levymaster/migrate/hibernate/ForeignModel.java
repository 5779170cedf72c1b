package com.levymaster.migrate.hibernate;

import java.util.Locale;

/** Entity models as other people write them: each the text of a file of Java. */
enum ForeignModel {

    /** Mapped superclasses, many-to-many, generated keys of all kinds, audited fields. */
    CLINIC("""
            @MappedSuperclass abstract class Audited {
              @Column(name = "created_by", nullable = false, length = 50, updatable = false) String createdBy;
              @CreationTimestamp Instant createdDate;
              @UpdateTimestamp OffsetDateTime lastModified;
              @Version short version;
            }
            @MappedSuperclass abstract class Person extends Audited {
              @Id @GeneratedValue(strategy = GenerationType.UUID) UUID id;
              @Column(length = 30, nullable = false) String firstName;
              @Column(length = 30, nullable = false) String lastName;
            }
            @Entity @Table(name = "owners", indexes = @Index(columnList = "last_name, first_name desc")) class Owner extends Person {
              @NaturalId @Column(length = 20, nullable = false) String telephone;
              @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true) @JoinColumn(name = "owner_id") @OrderBy("name") List<Pet> pets;
            }
            @Entity @Table(name = "pets") class Pet {
              @Id @GeneratedValue(strategy = GenerationType.SEQUENCE) Integer id;
              String name; LocalDate birthDate;
              @ManyToOne(optional = false) @JoinColumn(foreignKey = @ForeignKey(ConstraintMode.NO_CONSTRAINT)) PetType type;
              @OneToMany(fetch = FetchType.EAGER) @JoinTable(name = "pet_visits") @OrderColumn(name = "visit_order") List<Visit> visits;
            }
            @Entity @Table(name = "types") class PetType { @Id @GeneratedValue(strategy = GenerationType.IDENTITY) Short id; @Column(columnDefinition = "varchar(80) not null") String name; }
            @Entity @Table(name = "visits") class Visit { @Id @GeneratedValue @UuidGenerator(style = UuidGenerator.Style.TIME) UUID id; @Column(name = "visit_date") LocalDate date; @Lob String description; }
            @Entity @Table(name = "vets") class Vet extends Person {
              @ManyToMany @JoinTable(name = "vet_specialties", joinColumns = @JoinColumn(name = "vet_id"), inverseJoinColumns = @JoinColumn(name = "specialty_id"),
                uniqueConstraints = @UniqueConstraint(columnNames = {"specialty_id", "vet_id"})) Set<Specialty> specialties;
            }
            @Entity @Table(name = "specialties") class Specialty { @Id @GeneratedValue(strategy = GenerationType.TABLE) Long id; @Column(unique = true) String name; }
            """),

    /** Composite keys, derived identities, several schemas, keys of maps, cascades of the database. */
    LEDGER("""
            @Embeddable class BookKey implements Serializable { @Column(length = 3) String country; int year; public boolean equals(Object o) { return this == o; } public int hashCode() { return year; } }
            @Entity @Table(schema = "books") class Book { @EmbeddedId BookKey key; @NaturalId(mutable = true) String title; @NaturalId(mutable = true) int edition; }
            class PageId implements Serializable { BookKey book; int number; public boolean equals(Object o) { return this == o; } public int hashCode() { return number; } }
            @Entity @IdClass(PageId.class) @Table(schema = "books") class Page { @Id @ManyToOne @OnDelete(action = OnDeleteAction.CASCADE) Book book; @Id int number; String text; }
            @Entity @Table(schema = "books") class BookDetails { @EmbeddedId BookKey key; @MapsId @OneToOne Book book; @Column(precision = 19, scale = 4) BigDecimal value; }
            @Entity @Table(schema = "people") class Reader {
              @Id Long id; @OneToOne(mappedBy = "reader") Card card;
              @ElementCollection @CollectionTable(schema = "people", name = "reading") @MapKeyColumn(name = "at") @Column(name = "mark") Map<LocalDate, Integer> reading;
              @ElementCollection @MapKeyEnumerated(EnumType.STRING) @AttributeOverride(name = "value.street", column = @Column(name = "road", nullable = false)) Map<Kind, Address> addresses;
              @ManyToMany @MapKeyJoinColumn(name = "helper_id") Map<Helper, Book> helped;
              @ManyToOne @JoinColumns({@JoinColumn(name = "book_country", referencedColumnName = "country"), @JoinColumn(name = "book_year", referencedColumnName = "year")}) @OnDelete(action = OnDeleteAction.SET_NULL) Book favourite;
              enum Kind { HOME, WORK }
            }
            @Embeddable class Address { String street; @Column(length = 10) String zip; }
            @Entity class Helper { @Id String code; @ManyToOne @JoinColumn(referencedColumnName = "title", insertable = false, updatable = false) Other other; }
            @Entity class Other { @Id Long id; @Column(unique = true) String title; }
            @Entity class Card { @Id Long id; @MapsId @OneToOne(optional = false) Reader reader; char letter; }
            """),

    /** Deep inheritance, secondary tables, discriminators, associations to anything. */
    ARCHIVE("""
            @Entity @Inheritance(strategy = InheritanceType.JOINED) @DiscriminatorColumn(name = "kind", discriminatorType = DiscriminatorType.CHAR) @DiscriminatorValue("I") abstract class Item { @Id @GeneratedValue Long id; String label; }
            @Entity @DiscriminatorValue("D") @SecondaryTable(name = "doc_text", pkJoinColumns = @PrimaryKeyJoinColumn(name = "doc_id"), indexes = @Index(columnList = "body")) class Doc extends Item { @Column(table = "doc_text") String body; int pages; }
            @Entity @DiscriminatorValue("L") @PrimaryKeyJoinColumn(name = "letter_id", foreignKey = @ForeignKey(name = "letter_is_doc")) class Letter extends Doc { @ManyToOne Item answers; @ElementCollection @OrderColumn List<String> lines; }
            @Entity @DiscriminatorValue("M") class Map3 extends Item { double scale; float tilt; }
            @Entity @Inheritance(strategy = InheritanceType.SINGLE_TABLE) @DiscriminatorFormula("case when size > 10 then 'B' else 'S' end") class Box { @Id Long id; int size; @ManyToOne Box parent; }
            @Entity @DiscriminatorValue("B") class BigBox extends Box { @Column(nullable = false) String crane; }
            @Entity @DiscriminatorValue("S") class SmallBox extends Box { @ManyToOne(fetch = FetchType.LAZY) Item only; }
            @Entity @Inheritance(strategy = InheritanceType.TABLE_PER_CLASS) abstract class Place { @Id @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "places") @SequenceGenerator(name = "places", sequenceName = "place_numbers", allocationSize = 10, initialValue = 100) long id; @Column(unique = true) String sign; }
            @Entity class Room extends Place { @OneToMany(mappedBy = "room") List<Shelf> shelves; }
            @Entity class Shelf extends Place { @ManyToOne Room room; @ManyToMany Set<Place> near; }
            @Entity class Note {
              @Id Integer id;
              @Any @AnyKeyJavaClass(Long.class) @JoinColumn(name = "on_id") @Column(name = "on_kind") @AnyDiscriminator(DiscriminatorType.STRING) @AnyDiscriminatorValue(discriminator = "item", entity = Item.class) @AnyDiscriminatorValue(discriminator = "box", entity = Box.class) Object on;
              @ManyToAny @AnyKeyJavaClass(Long.class) @Column(name = "kind") @AnyDiscriminatorValue(discriminator = "I", entity = Item.class) @JoinTable(name = "note_about", joinColumns = @JoinColumn(name = "note_id"), inverseJoinColumns = @JoinColumn(name = "about_id")) Set<Object> about;
            }
            """),

    /** JSON, arrays, structures, converters. */
    DOCUMENTS("""
            @Embeddable class Money { BigDecimal amount; @Column(length = 3) String currency; }
            @Embeddable class Line { String text; @Enumerated(EnumType.STRING) Level level; LocalDateTime at; int[] marks; enum Level { LOW, HIGH } }
            @Embeddable @Struct(name = "span_t", attributes = {"upto", "since"}) class Span { LocalDate since; LocalDate upto; }
            class Colour { final String code; Colour(String code) { this.code = code; } }
            @Converter(autoApply = true) class ColourConverter implements AttributeConverter<Colour, String> { public String convertToDatabaseColumn(Colour c) { return c == null ? null : c.code; } public Colour convertToEntityAttribute(String s) { return s == null ? null : new Colour(s); } }
            @Converter class YesNo implements AttributeConverter<Boolean, Character> { public Character convertToDatabaseColumn(Boolean b) { return 'Y'; } public Boolean convertToEntityAttribute(Character c) { return true; } }
            @Entity class Invoice {
              @Id @GeneratedValue UUID id;
              @JdbcTypeCode(SqlTypes.JSON) Money total;
              @JdbcTypeCode(SqlTypes.JSON) @Column(nullable = false) List<String> tags;
              @JdbcTypeCode(SqlTypes.JSON_ARRAY) List<Line> lines;
              Span valid;
              @Column(name = "colour_code", length = 7) Colour colour;
              @Convert(converter = YesNo.class) Boolean paid;
              @Convert(converter = org.hibernate.type.TrueFalseConverter.class) boolean sent;
              String[] names; @Column(length = 40) List<String> codes; Set<UUID> refs; BigDecimal[] sums; Line.Level[] levels;
              @JdbcTypeCode(SqlTypes.INET) java.net.InetAddress host; @JdbcTypeCode(SqlTypes.INTERVAL_SECOND) Duration took; Duration plain; ZoneId zone; Year year; Currency cur; Locale locale; java.net.URL url;
              @JdbcTypeCode(SqlTypes.NAMED_ENUM) Line.Level level; @Enumerated Line.Level ordinal;
              @TimeZoneStorage(TimeZoneStorageType.COLUMN) OffsetDateTime kept; @TimeZoneStorage(TimeZoneStorageType.NATIVE) ZonedDateTime nat; OffsetTime ot;
              @JdbcTypeCode(SqlTypes.LONG32VARBINARY) byte[] pdf; @Lob java.sql.Blob blob; @Nationalized String nat2; char[] chars; Byte b;
              @Embedded @AttributeOverrides({@AttributeOverride(name = "amount", column = @Column(name = "fee", precision = 9, scale = 2)), @AttributeOverride(name = "currency", column = @Column(name = "fee_cur"))}) Money fee;
            }
            """),

    /** What the database itself guards or computes. */
    RULES("""
            @Entity @Check(name = "either", constraints = "low is null or high is null or low <= high") @SQLRestriction("deleted = false") @Comment("Bounds; do not guess") @DynamicUpdate class Bounds {
              @Id @GeneratedValue(strategy = GenerationType.IDENTITY) Long id;
              @Check(constraints = "low >= 0 and low between 0 and 100") Integer low; @ColumnDefault("100") int high;
              @ColumnTransformer(read = "upper(secret)", write = "lower(?)") String secret;
              @Generated @Column(insertable = false, updatable = false, columnDefinition = "timestamp(3) with time zone default now()") Instant stamped;
              @GeneratedColumn("high - coalesce(low, 0)") Integer width; @Formula("(select max(high) from bounds)") Integer max;
              @SoftDelete @ElementCollection Set<String> notes; boolean deleted;
              @CurrentTimestamp LocalDateTime now; @Column(options = "collate \\"C\\"") String sorted; @Column(check = @CheckConstraint(name = "short_code", constraint = "length(code) < 9"), comment = "short") String code;
            }
            @Entity @SoftDelete(columnName = "gone", strategy = SoftDeleteType.DELETED) class Tenant { @Id Long id; @TenantId String tenant; @Version Instant version; @Column(precision = 5) Double share; @Column(secondPrecision = 0) LocalTime opens; }
            @Entity @Immutable @Subselect("select id, high from bounds") @Synchronize("bounds") class Seen { @Id Long id; int high; }
            @Entity @Table(name = "`order`", uniqueConstraints = {@UniqueConstraint(columnNames = {"`group`", "`Mixed Case`"}), @UniqueConstraint(name = "u_user", columnNames = "`user`")}, check = @CheckConstraint(constraint = "\\"user\\" <> ''")) class Words { @Id Long id; @Column(name = "`group`") String group; @Column(name = "`user`") String user; @Column(name = "`Mixed Case`") int mixed; @OneToOne(optional = false) @JoinColumn(unique = true) Bounds bounds; @ManyToOne @PartitionKey Tenant tenant; }
            """);

    private static final String IMPORTS = """
            import jakarta.persistence.*;
            import java.io.Serializable;
            import java.math.BigDecimal;
            import java.time.*;
            import java.util.*;
            import org.hibernate.annotations.*;
            import org.hibernate.type.SqlTypes;
            import jakarta.persistence.CascadeType;
            import jakarta.persistence.Entity;
            import jakarta.persistence.Table;
            import jakarta.persistence.Index;
            import jakarta.persistence.Version;
            import jakarta.persistence.OrderBy;
            import jakarta.persistence.ForeignKey;
            import jakarta.persistence.Converter;
            import jakarta.persistence.Convert;
            import jakarta.persistence.CheckConstraint;
            import org.hibernate.annotations.Check;
            import java.util.Map;
            """;

    private final String types;

    ForeignModel(String types) {
        this.types = types;
    }

    String packageName() {
        return "foreign." + name().toLowerCase(Locale.ROOT);
    }

    String source() {
        return "package " + packageName() + ";\n" + IMPORTS + types;
    }
}
