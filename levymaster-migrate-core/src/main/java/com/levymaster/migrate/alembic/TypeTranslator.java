package com.levymaster.migrate.alembic;

import com.levymaster.migrate.alembic.Expression.Attribute;
import com.levymaster.migrate.alembic.Expression.Call;
import com.levymaster.migrate.alembic.Expression.Name;
import com.levymaster.migrate.alembic.Expression.Text;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.EnumType;
import com.levymaster.migrate.schema.ObjectName;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Translates the types of SQLAlchemy, generic ones and PostgreSQL's own, to what SQLAlchemy creates for them.
 *
 * @param schema the schema of the table, which an enum type may inherit
 */
record TypeTranslator(@Nullable String schema) {

    /** Types without arguments that matter. */
    private static final Map<String, String> PLAIN = Map.ofEntries(
            Map.entry("Integer", "integer"),
            Map.entry("INTEGER", "integer"),
            Map.entry("INT", "integer"),
            Map.entry("SmallInteger", "smallint"),
            Map.entry("SMALLINT", "smallint"),
            Map.entry("BigInteger", "bigint"),
            Map.entry("BIGINT", "bigint"),
            Map.entry("Boolean", "boolean"),
            Map.entry("BOOLEAN", "boolean"),
            Map.entry("Double", "double precision"),
            Map.entry("DOUBLE", "double precision"),
            Map.entry("DOUBLE_PRECISION", "double precision"),
            Map.entry("REAL", "real"),
            Map.entry("Date", "date"),
            Map.entry("DATE", "date"),
            Map.entry("LargeBinary", "bytea"),
            Map.entry("PickleType", "bytea"),
            Map.entry("BYTEA", "bytea"),
            Map.entry("JSON", "json"),
            Map.entry("JSONB", "jsonb"),
            Map.entry("UUID", "uuid"),
            Map.entry("UUIDType", "uuid"),
            Map.entry("INET", "inet"),
            Map.entry("CIDR", "cidr"),
            Map.entry("MACADDR", "macaddr"),
            Map.entry("MACADDR8", "macaddr8"),
            Map.entry("MONEY", "money"),
            Map.entry("OID", "oid"),
            Map.entry("REGCLASS", "regclass"),
            Map.entry("REGCONFIG", "regconfig"),
            Map.entry("TSVECTOR", "tsvector"),
            Map.entry("TSVectorType", "tsvector"),
            Map.entry("TSQUERY", "tsquery"),
            Map.entry("HSTORE", "hstore"),
            Map.entry("CITEXT", "citext"),
            Map.entry("INT4RANGE", "int4range"),
            Map.entry("INT8RANGE", "int8range"),
            Map.entry("NUMRANGE", "numrange"),
            Map.entry("DATERANGE", "daterange"),
            Map.entry("TSRANGE", "tsrange"),
            Map.entry("TSTZRANGE", "tstzrange"),
            Map.entry("INT4MULTIRANGE", "int4multirange"),
            Map.entry("INT8MULTIRANGE", "int8multirange"),
            Map.entry("NUMMULTIRANGE", "nummultirange"),
            Map.entry("DATEMULTIRANGE", "datemultirange"),
            Map.entry("TSMULTIRANGE", "tsmultirange"),
            Map.entry("TSTZMULTIRANGE", "tstzmultirange"));

    /** @param type a type, or a class of types */
    TranslatedType translate(Expression type) {
        if (type instanceof Call call) {
            return Scope.functionName(call).equals("with_variant") ? variant(call) : called(call);
        }
        if (type instanceof Name || type instanceof Attribute) {
            return called(new Call(type, List.of(), Map.of(), type.line()));
        }
        throw new NotUnderstoodException(type.line(), "a type");
    }

    private TranslatedType called(Call call) {
        String name = Scope.functionName(call);
        String plain = PLAIN.get(name);
        if (plain != null) {
            return name.equals("UUIDType") || !call.named().containsKey("native_uuid")
                    ? TranslatedType.of(plain)
                    : uuid(call);
        }
        return switch (name) {
            case "String", "VARCHAR", "Unicode", "AutoString" -> characters(call, "varchar");
            case "Text", "TEXT", "UnicodeText" -> characters(call, "text");
            case "CHAR", "NCHAR" -> characters(call, "char");
            case "Float", "FLOAT" -> sized("float", new Arguments(call, "precision"));
            case "Numeric", "NUMERIC", "DECIMAL" -> numeric(call);
            case "DateTime" -> zoned("timestamp", new Arguments(call, "timezone"));
            case "TIMESTAMP" -> zoned("timestamp", new Arguments(call, "timezone", "precision"));
            case "Time" -> zoned("time", new Arguments(call, "timezone"));
            case "TIME" -> zoned("time", new Arguments(call, "timezone", "precision"));
            case "Interval" -> interval(new Arguments(call, "native", "second_precision", "day_precision"));
            case "INTERVAL" -> interval(new Arguments(call, "precision", "fields"));
            case "BIT" -> bit(new Arguments(call, "length", "varying"));
            case "Uuid" -> uuid(call);
            case "ARRAY" -> array(call);
            case "Enum", "ENUM" -> enumeration(call, name.equals("ENUM"));
            case "Vector" -> sized("vector", new Arguments(call, "dim"));
            default -> throw new NotUnderstoodException(call.line(), "the type " + (name.isEmpty() ? "" : name));
        };
    }

    /** The variant for PostgreSQL, if there is one. */
    private TranslatedType variant(Call call) {
        Expression base = ((Attribute) call.function()).target();
        boolean own = call.arguments().stream()
                .skip(1)
                .anyMatch(
                        dialect -> dialect instanceof Text text && text.value().equals("postgresql"));
        return translate(own ? call.arguments().get(0) : base);
    }

    private static TranslatedType characters(Call call, String name) {
        Arguments arguments = new Arguments(call, "length", "collation");
        String collation = arguments.text("collation");
        TranslatedType type = sized(name, arguments);
        return collation == null ? type : type.withCollation(collation);
    }

    private static TranslatedType sized(String name, Arguments arguments) {
        Integer size = null;
        for (String argument : List.of("length", "precision", "dim")) {
            Integer value = arguments.number(argument);
            size = value == null ? size : value;
        }
        arguments
                .ignoring(
                        "asdecimal", "decimal_return_scale", "convert_unicode", "unicode_error", "_warn_on_bytestring")
                .end();
        return TranslatedType.of(name + (size == null ? "" : "(" + size + ")"));
    }

    private static TranslatedType numeric(Call call) {
        Arguments arguments = new Arguments(call, "precision", "scale");
        Integer precision = arguments.number("precision");
        Integer scale = arguments.number("scale");
        arguments.ignoring("asdecimal", "decimal_return_scale").end();
        return TranslatedType.of(
                precision == null ? "numeric" : "numeric(" + precision + (scale == null ? "" : "," + scale) + ")");
    }

    private static TranslatedType zoned(String name, Arguments arguments) {
        boolean zone = arguments.isTrue("timezone");
        Integer precision = arguments.number("precision");
        arguments.end();
        return TranslatedType.of(name
                + (precision == null ? "" : "(" + precision + ")")
                + (zone ? " with time zone" : " without time zone"));
    }

    private static TranslatedType interval(Arguments arguments) {
        String fields = arguments.text("fields");
        Integer precision = arguments.number("precision");
        Integer seconds = arguments.number("second_precision");
        arguments.ignoring("native", "day_precision").end();
        precision = precision == null ? seconds : precision;
        return TranslatedType.of("interval" + (fields == null ? "" : " " + fields.toLowerCase(Locale.ROOT))
                + (precision == null ? "" : "(" + precision + ")"));
    }

    private static TranslatedType bit(Arguments arguments) {
        Integer length = arguments.number("length");
        boolean varying = arguments.isTrue("varying");
        arguments.end();
        return TranslatedType.of(
                (varying ? "bit varying" : "bit") + (length != null ? "(" + length + ")" : varying ? "" : "(1)"));
    }

    private static TranslatedType uuid(Call call) {
        Arguments arguments = new Arguments(call, "as_uuid", "native_uuid");
        boolean asText = Boolean.FALSE.equals(arguments.flag("native_uuid"));
        arguments.ignoring("as_uuid").end();
        return TranslatedType.of(asText ? "char(32)" : "uuid");
    }

    private TranslatedType array(Call call) {
        Arguments arguments = new Arguments(call, "item_type");
        TranslatedType item = translate(arguments.required("item_type"));
        arguments.ignoring("dimensions", "as_tuple", "zero_indexes").end();
        return item.withType(item.type().array());
    }

    private TranslatedType enumeration(Call call, boolean own) {
        Arguments arguments = new Arguments(call);
        List<String> labels = arguments.rest().stream().map(SqlValues::name).toList();
        String name = arguments.text("name");
        String inSchema = arguments.text("schema");
        boolean inherits = arguments.isTrue("inherit_schema");
        boolean isNative = own || !Boolean.FALSE.equals(arguments.flag("native_enum"));
        boolean isCreated = !own || !Boolean.FALSE.equals(arguments.flag("create_type"));
        Integer length = arguments.number("length");
        boolean checked = arguments.isTrue("create_constraint");
        arguments
                .ignoring(
                        "create_type", "metadata", "values_callable", "validate_strings", "omit_aliases", "checkfirst")
                .end();
        if (!isNative) {
            int longest = labels.stream().mapToInt(String::length).max().orElse(1);
            ColumnType text = ColumnType.parse("varchar(" + (length == null ? longest : length) + ")");
            return new TranslatedType(text, null, null, checked ? labels : List.of(), name);
        }
        if (name == null) {
            throw new NotUnderstoodException(call.line(), "an enum type without a name");
        }
        ObjectName type = ObjectName.of(inSchema != null ? inSchema : inherits ? schema : null, name);
        EnumType created = isCreated && !labels.isEmpty() ? EnumType.of(type, labels) : null;
        return new TranslatedType(new ColumnType.UserDefined(type, List.of()), null, created, List.of(), null);
    }
}
