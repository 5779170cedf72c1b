package com.levymaster.migrate;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.ObjectName;
import java.util.Arrays;
import java.util.List;

/**
 * The column types, for static import: {@code varchar(120)}, {@code numeric(10, 4)}, {@code array(text())}.
 *
 * @see <a href="https://www.postgresql.org/docs/current/datatype.html">PostgreSQL: data types</a>
 */
public final class Types {

    private Types() {}

    public static ColumnType smallint() {
        return builtIn("smallint");
    }

    public static ColumnType integer() {
        return builtIn("integer");
    }

    public static ColumnType bigint() {
        return builtIn("bigint");
    }

    public static ColumnType real() {
        return builtIn("real");
    }

    public static ColumnType doublePrecision() {
        return builtIn("double precision");
    }

    /** Of any precision and scale. */
    public static ColumnType numeric() {
        return builtIn("numeric");
    }

    public static ColumnType numeric(int precision, int scale) {
        refuseUnless(
                precision >= 1 && precision <= 1000, "numeric(" + precision + ", " + scale + ")", "1 to 1000 digits");
        return builtIn("numeric", precision, scale);
    }

    public static ColumnType money() {
        return builtIn("money");
    }

    /** {@code boolean}, which Java keeps for itself. */
    public static ColumnType bool() {
        return builtIn("boolean");
    }

    /** Of any length. */
    public static ColumnType varchar() {
        return builtIn("character varying");
    }

    public static ColumnType varchar(int length) {
        refuseUnless(length >= 1, "varchar(" + length + ")", "a length of 1 or more");
        return builtIn("character varying", length);
    }

    /** {@code char(length)}, padded with blanks. */
    public static ColumnType character(int length) {
        refuseUnless(length >= 1, "character(" + length + ")", "a length of 1 or more");
        return builtIn("character", length);
    }

    public static ColumnType text() {
        return builtIn("text");
    }

    public static ColumnType bytea() {
        return builtIn("bytea");
    }

    public static ColumnType bit(int length) {
        refuseUnless(length >= 1, "bit(" + length + ")", "a length of 1 or more");
        return builtIn("bit", length);
    }

    public static ColumnType bitVarying(int length) {
        refuseUnless(length >= 1, "bitVarying(" + length + ")", "a length of 1 or more");
        return builtIn("bit varying", length);
    }

    public static ColumnType date() {
        return builtIn("date");
    }

    public static ColumnType time() {
        return builtIn("time without time zone");
    }

    public static ColumnType time(int precision) {
        refuseUnless(precision >= 0 && precision <= 6, "time(" + precision + ")", "0 to 6 digits of a second");
        return builtIn("time without time zone", precision);
    }

    public static ColumnType timeWithTimeZone() {
        return builtIn("time with time zone");
    }

    public static ColumnType timeWithTimeZone(int precision) {
        refuseUnless(
                precision >= 0 && precision <= 6, "timeWithTimeZone(" + precision + ")", "0 to 6 digits of a second");
        return builtIn("time with time zone", precision);
    }

    public static ColumnType timestamp() {
        return builtIn("timestamp without time zone");
    }

    public static ColumnType timestamp(int precision) {
        refuseUnless(precision >= 0 && precision <= 6, "timestamp(" + precision + ")", "0 to 6 digits of a second");
        return builtIn("timestamp without time zone", precision);
    }

    public static ColumnType timestampWithTimeZone() {
        return builtIn("timestamp with time zone");
    }

    public static ColumnType timestampWithTimeZone(int precision) {
        refuseUnless(
                precision >= 0 && precision <= 6,
                "timestampWithTimeZone(" + precision + ")",
                "0 to 6 digits of a second");
        return builtIn("timestamp with time zone", precision);
    }

    public static ColumnType interval() {
        return builtIn("interval");
    }

    public static ColumnType interval(int precision) {
        refuseUnless(precision >= 0 && precision <= 6, "interval(" + precision + ")", "0 to 6 digits of a second");
        return builtIn("interval", precision);
    }

    public static ColumnType uuid() {
        return builtIn("uuid");
    }

    public static ColumnType json() {
        return builtIn("json");
    }

    public static ColumnType jsonb() {
        return builtIn("jsonb");
    }

    public static ColumnType xml() {
        return builtIn("xml");
    }

    public static ColumnType inet() {
        return builtIn("inet");
    }

    public static ColumnType cidr() {
        return builtIn("cidr");
    }

    public static ColumnType macaddr() {
        return builtIn("macaddr");
    }

    /** The id of a large object, as Hibernate keeps {@code @Lob}. */
    public static ColumnType oid() {
        return builtIn("oid");
    }

    /** An array of the type, of any number of dimensions. */
    public static ColumnType array(ColumnType element) {
        return element.array();
    }

    /** An enum type of the application, in the default schema. */
    public static ColumnType enumType(String name) {
        return userType(ObjectName.of(name));
    }

    /** A domain of the application, in the default schema. */
    public static ColumnType domain(String name) {
        return userType(ObjectName.of(name));
    }

    /** An enum, domain or extension's type, in any schema. */
    public static ColumnType userType(ObjectName name) {
        return new ColumnType.UserDefined(name, List.of());
    }

    /** Any other type, as PostgreSQL spells it: {@code nativeType("tsvector")}, {@code nativeType("geometry(Point,4326)")}. */
    public static ColumnType nativeType(String text) {
        return ColumnType.parse(text);
    }

    private static void refuseUnless(boolean possible, String type, String remedy) {
        if (!possible) {
            throw new MigrationException("There is no type " + type, "take " + remedy);
        }
    }

    private static ColumnType builtIn(String name, int... modifiers) {
        return new ColumnType.BuiltIn(
                name, Arrays.stream(modifiers).mapToObj(Integer::toString).toList());
    }
}
