package com.levymaster.migrate.hibernate.model;

import jakarta.persistence.Basic;
import jakarta.persistence.CheckConstraint;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Lob;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Year;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.Array;
import org.hibernate.annotations.Check;
import org.hibernate.annotations.Collate;
import org.hibernate.annotations.ColumnDefault;
import org.hibernate.annotations.Comment;
import org.hibernate.annotations.CreationTimestamp;
import org.hibernate.annotations.GeneratedColumn;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.TimeZoneStorage;
import org.hibernate.annotations.TimeZoneStorageType;
import org.hibernate.annotations.UpdateTimestamp;
import org.hibernate.type.NumericBooleanConverter;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.YesNoConverter;

/** Every basic type, and everything that can be said about a column, key, index or check. */
@Entity
@Table(
        name = "basics",
        comment = "A comment",
        check = @CheckConstraint(name = "ck_small_below_big", constraint = "small_number < big_number"),
        uniqueConstraints = {
            @UniqueConstraint(columnNames = {"name", "status"}),
            @UniqueConstraint(name = "uq_basics_code", columnNames = "code")
        },
        indexes = {
            @Index(columnList = "name"),
            @Index(name = "ix_basics_desc", columnList = "big_number desc, name asc"),
            @Index(name = "ix_basics_partial", columnList = "name", options = "where number > 0 and name <> 'x'"),
            @Index(name = "ix_basics_lower", columnList = "(lower(name)), number"),
            @Index(name = "ux_basics_upper", columnList = "(upper(name))", unique = true),
            @Index(name = "ix_basics_include", columnList = "number", options = "include (name)"),
            @Index(name = "uq_basics_index", columnList = "number, name", unique = true)
        })
@Check(constraints = "number <> 13 and big_number > 0")
public class Basics {

    public enum Status {
        OPEN,
        CLOSED,
        ON_HOLD
    }

    public enum Mood {
        SAD,
        HAPPY,
        GLAD
    }

    public enum Size {
        SMALL,
        LARGE
    }

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE)
    @SequenceGenerator(name = "basics_gen", sequenceName = "basics_ids", allocationSize = 20, initialValue = 100)
    Long id;

    @Version
    int version;

    @Column(nullable = false, length = 120)
    @Comment("the name")
    String name;

    @Column(length = 20)
    @Collate("C")
    String code;

    @Column(unique = true)
    Integer once;

    short smallNumber;
    int number;
    long bigNumber;
    Byte tiny;
    float single;
    Double twice;
    BigDecimal plain;

    @Column(precision = 12, scale = 6)
    BigDecimal exact;

    BigInteger huge;
    boolean active;
    Character letter;

    @Enumerated(EnumType.STRING)
    Status status;

    @Enumerated(EnumType.ORDINAL)
    Status ordinal;

    @Enumerated
    @JdbcTypeCode(SqlTypes.NAMED_ENUM)
    Mood mood;

    @JdbcTypeCode(SqlTypes.NAMED_ORDINAL_ENUM)
    Size size;

    LocalDate day;
    LocalTime clock;
    LocalDateTime local;
    Instant instant;
    OffsetDateTime offsetDateTime;
    OffsetTime offsetTime;
    ZonedDateTime zoned;

    @TimeZoneStorage(TimeZoneStorageType.COLUMN)
    OffsetDateTime withZoneColumn;

    @TimeZoneStorage(TimeZoneStorageType.NATIVE)
    OffsetDateTime nativeZone;

    @Column(precision = 3)
    LocalDateTime millis;

    Duration duration;

    @JdbcTypeCode(SqlTypes.INTERVAL_SECOND)
    Duration seconds;

    Year year;
    UUID uuid;
    InetAddress inet;

    @JdbcTypeCode(SqlTypes.JSON)
    Map<String, String> json;

    @JdbcTypeCode(SqlTypes.LONG32VARCHAR)
    String text;

    @Lob
    String clob;

    @Lob
    byte[] blob;

    byte[] bytes;

    @Column(length = 100_000)
    String longText;

    String[] strings;
    List<Integer> integers;

    @Array(length = 5)
    int[] five;

    UUID[] uuids;

    @ColumnDefault("'it''s'")
    String withDefault;

    @ColumnDefault("42")
    int withNumber;

    @ColumnDefault("true")
    boolean withBoolean;

    @ColumnDefault("now()")
    Instant withExpression;

    @ColumnDefault("'{}'")
    @JdbcTypeCode(SqlTypes.JSON)
    Map<String, String> withJson;

    @GeneratedColumn("number + 1")
    Integer next;

    @Column(columnDefinition = "varchar(5) not null default 'abc'")
    String defined;

    @Column(columnDefinition = "numeric(7,3)")
    BigDecimal definedNumber;

    @Column(columnDefinition = "text collate \"C\" check (length(searched) > 2)")
    String searched;

    @CreationTimestamp
    Instant created;

    @UpdateTimestamp
    Instant updated;

    @jakarta.persistence.Convert(converter = YesNoConverter.class)
    Boolean yesNo;

    @jakarta.persistence.Convert(converter = NumericBooleanConverter.class)
    Boolean zeroOne;

    @Check(constraints = "percent between 0 and 100")
    int percent;

    @Column(name = "`Quoted Column`")
    String quoted;

    @Column(name = "\"order\"")
    String reserved;

    @Basic(optional = false)
    String required;
}
