package com.levymaster.migrate;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.ObjectName;
import java.util.Arrays;
import java.util.List;

/**
 * Column types, for static import: {@code varchar(120)}, {@code numeric(10, 4)}, {@code array(text())}.
 *
 * @see <a href="https://www.postgresql.org/docs/current/datatype.html">PostgreSQL: data types</a>
 */
public final class Types {

    private Types() {}

    /** {@code smallint}: 2 bytes, -32768 to 32767. */
    public static ColumnType smallint() {
        return builtIn("smallint");
    }

    /** {@code integer}: 4 bytes. */
    public static ColumnType integer() {
        return builtIn("integer");
    }

    /** {@code bigint}: 8 bytes. */
    public static ColumnType bigint() {
        return builtIn("bigint");
    }

    /** {@code real}: 4 bytes, about 6 decimal digits. */
    public static ColumnType real() {
        return builtIn("real");
    }

    /** {@code double precision}: 8 bytes, about 15 decimal digits. */
    public static ColumnType doublePrecision() {
        return builtIn("double precision");
    }

    /** {@code numeric} of any precision and scale. */
    public static ColumnType numeric() {
        return builtIn("numeric");
    }

    /**
     * {@code numeric(10,4)}: exact, with a fixed number of decimal digits.
     *
     * @param precision the total number of digits, 1 to 1000
     * @param scale the number of digits after the decimal point
     * @throws MigrationException if the precision is out of range
     * @see <a href="https://www.postgresql.org/docs/current/datatype-numeric.html">PostgreSQL: numeric types</a>
     */
    public static ColumnType numeric(int precision, int scale) {
        requireValid(
                precision >= 1 && precision <= 1000, "numeric(" + precision + ", " + scale + ")", "1 to 1000 digits");
        return builtIn("numeric", precision, scale);
    }

    /** {@code money}: a currency amount of 8 bytes; its text depends on {@code lc_monetary}. */
    public static ColumnType money() {
        return builtIn("money");
    }

    /** {@code boolean}, a reserved word in Java. */
    public static ColumnType bool() {
        return builtIn("boolean");
    }

    /** {@code character varying} of any length. */
    public static ColumnType varchar() {
        return builtIn("character varying");
    }

    /**
     * {@code character varying(120)}.
     *
     * @param length the maximum number of characters
     * @throws MigrationException if the length is less than 1
     */
    public static ColumnType varchar(int length) {
        requireValid(length >= 1, "varchar(" + length + ")", "a length of 1 or more");
        return builtIn("character varying", length);
    }

    /**
     * {@code character(2)}, padded with blanks.
     *
     * @param length the number of characters
     * @throws MigrationException if the length is less than 1
     */
    public static ColumnType character(int length) {
        requireValid(length >= 1, "character(" + length + ")", "a length of 1 or more");
        return builtIn("character", length);
    }

    /** {@code text}: of any length. */
    public static ColumnType text() {
        return builtIn("text");
    }

    /** {@code bytea}: binary data. */
    public static ColumnType bytea() {
        return builtIn("bytea");
    }

    /**
     * {@code bit(8)}: a bit string of fixed length.
     *
     * @param length the number of bits
     * @throws MigrationException if the length is less than 1
     */
    public static ColumnType bit(int length) {
        requireValid(length >= 1, "bit(" + length + ")", "a length of 1 or more");
        return builtIn("bit", length);
    }

    /**
     * {@code bit varying(8)}: a bit string of variable length.
     *
     * @param length the maximum number of bits
     * @throws MigrationException if the length is less than 1
     */
    public static ColumnType bitVarying(int length) {
        requireValid(length >= 1, "bitVarying(" + length + ")", "a length of 1 or more");
        return builtIn("bit varying", length);
    }

    /** {@code date}. */
    public static ColumnType date() {
        return builtIn("date");
    }

    /** {@code time without time zone}, to the microsecond. */
    public static ColumnType time() {
        return builtIn("time without time zone");
    }

    /**
     * {@code time(3) without time zone}.
     *
     * @param precision the number of fractional digits of seconds, 0 to 6
     * @throws MigrationException if the precision is out of range
     */
    public static ColumnType time(int precision) {
        requireValid(precision >= 0 && precision <= 6, "time(" + precision + ")", "0 to 6 digits of a second");
        return builtIn("time without time zone", precision);
    }

    /** {@code time with time zone}, to the microsecond. */
    public static ColumnType timeWithTimeZone() {
        return builtIn("time with time zone");
    }

    /**
     * {@code time(3) with time zone}.
     *
     * @param precision the number of fractional digits of seconds, 0 to 6
     * @throws MigrationException if the precision is out of range
     */
    public static ColumnType timeWithTimeZone(int precision) {
        requireValid(
                precision >= 0 && precision <= 6, "timeWithTimeZone(" + precision + ")", "0 to 6 digits of a second");
        return builtIn("time with time zone", precision);
    }

    /** {@code timestamp without time zone}, to the microsecond. */
    public static ColumnType timestamp() {
        return builtIn("timestamp without time zone");
    }

    /**
     * {@code timestamp(3) without time zone}.
     *
     * @param precision the number of fractional digits of seconds, 0 to 6
     * @throws MigrationException if the precision is out of range
     */
    public static ColumnType timestamp(int precision) {
        requireValid(precision >= 0 && precision <= 6, "timestamp(" + precision + ")", "0 to 6 digits of a second");
        return builtIn("timestamp without time zone", precision);
    }

    /** {@code timestamp with time zone}, to the microsecond: a point in time, shown in the time zone of the session. */
    public static ColumnType timestampWithTimeZone() {
        return builtIn("timestamp with time zone");
    }

    /**
     * {@code timestamp(3) with time zone}.
     *
     * @param precision the number of fractional digits of seconds, 0 to 6
     * @throws MigrationException if the precision is out of range
     */
    public static ColumnType timestampWithTimeZone(int precision) {
        requireValid(
                precision >= 0 && precision <= 6,
                "timestampWithTimeZone(" + precision + ")",
                "0 to 6 digits of a second");
        return builtIn("timestamp with time zone", precision);
    }

    /** {@code interval}, to the microsecond. */
    public static ColumnType interval() {
        return builtIn("interval");
    }

    /**
     * {@code interval(3)}.
     *
     * @param precision the number of fractional digits of seconds, 0 to 6
     * @throws MigrationException if the precision is out of range
     */
    public static ColumnType interval(int precision) {
        requireValid(precision >= 0 && precision <= 6, "interval(" + precision + ")", "0 to 6 digits of a second");
        return builtIn("interval", precision);
    }

    /** {@code uuid}. */
    public static ColumnType uuid() {
        return builtIn("uuid");
    }

    /** {@code json}: stored as text. */
    public static ColumnType json() {
        return builtIn("json");
    }

    /** {@code jsonb}: stored in a binary form that can be indexed. */
    public static ColumnType jsonb() {
        return builtIn("jsonb");
    }

    /** {@code xml}. */
    public static ColumnType xml() {
        return builtIn("xml");
    }

    /** {@code inet}: a host address with an optional network. */
    public static ColumnType inet() {
        return builtIn("inet");
    }

    /** {@code cidr}: a network address. */
    public static ColumnType cidr() {
        return builtIn("cidr");
    }

    /** {@code macaddr}: a MAC address of 6 bytes. */
    public static ColumnType macaddr() {
        return builtIn("macaddr");
    }

    /** {@code oid}: an object identifier, such as that of a large object; Hibernate maps {@code @Lob} to it. */
    public static ColumnType oid() {
        return builtIn("oid");
    }

    /** An array type, {@code text[]}, of any number of dimensions. */
    public static ColumnType array(ColumnType element) {
        return element.array();
    }

    /** An enum type of the default schema, by name. */
    public static ColumnType enumType(String name) {
        return userType(ObjectName.of(name));
    }

    /** A domain of the default schema, by name. */
    public static ColumnType domain(String name) {
        return userType(ObjectName.of(name));
    }

    /** An enum type, domain, composite type or type of an extension, of any schema. */
    public static ColumnType userType(ObjectName name) {
        return new ColumnType.UserDefined(name, List.of());
    }

    /**
     * Any other type in PostgreSQL's syntax: {@code nativeType("tsvector")},
     * {@code nativeType("geometry(Point,4326)")}.
     *
     * @throws IllegalArgumentException if the text is no type
     */
    public static ColumnType nativeType(String text) {
        return ColumnType.parse(text);
    }

    private static void requireValid(boolean valid, String type, String remedy) {
        if (!valid) {
            throw new MigrationException("Invalid type " + type, "use " + remedy);
        }
    }

    private static ColumnType builtIn(String name, int... modifiers) {
        return new ColumnType.BuiltIn(
                name, Arrays.stream(modifiers).mapToObj(Integer::toString).toList());
    }
}
