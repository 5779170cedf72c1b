package com.levymaster.migrate.schema;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses PostgreSQL's spellings of types: aliases, modifiers within a name, arrays. */
final class TypeParser {

    private static final Pattern ARRAY = Pattern.compile("(?is)(.*?)(\\s+array)?\\s*((\\[\\s*\\d*\\s*])*)\\s*");
    private static final Pattern PARTS = Pattern.compile("(?s)([^(]*?)\\s*(?:\\(([^)]*)\\))?\\s*([^()]*)");
    private static final Pattern QUALIFIED = Pattern.compile("(?s)(\"(?:[^\"]|\"\")+\"|[^\".]+)(?:\\.(.+))?");

    /** Types with modifiers before this suffix: {@code timestamp(3) with time zone}. */
    private static final Pattern ZONE = Pattern.compile("(time|timestamp)( with(?:out)? time zone)");

    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("int", "integer"),
            Map.entry("int4", "integer"),
            Map.entry("int8", "bigint"),
            Map.entry("int2", "smallint"),
            Map.entry("float4", "real"),
            Map.entry("float8", "double precision"),
            Map.entry("float", "double precision"),
            Map.entry("double", "double precision"),
            Map.entry("decimal", "numeric"),
            Map.entry("dec", "numeric"),
            Map.entry("bool", "boolean"),
            Map.entry("varchar", "character varying"),
            Map.entry("char varying", "character varying"),
            Map.entry("char", "character"),
            Map.entry("varbit", "bit varying"),
            Map.entry("timestamp", "timestamp without time zone"),
            Map.entry("timestamptz", "timestamp with time zone"),
            Map.entry("time", "time without time zone"),
            Map.entry("timetz", "time with time zone"));

    private static final Set<String> BUILT_IN = Set.of(
            ("bigint,integer,smallint,real,double precision,numeric,money,boolean,character,bpchar,character varying,text,name,"
                            + "bytea,bit,bit varying,date,timestamp without time zone,timestamp with time zone,"
                            + "time without time zone,time with time zone,uuid,json,jsonb,jsonpath,xml,inet,cidr,macaddr,"
                            + "macaddr8,point,line,lseg,box,path,polygon,circle,tsvector,tsquery,oid,xid,xid8,cid,tid,"
                            + "pg_lsn,pg_snapshot,txid_snapshot,regclass,regcollation,regconfig,regdictionary,regnamespace,"
                            + "regoper,regoperator,regproc,regprocedure,regrole,regtype,int4range,int8range,numrange,tsrange,"
                            + "tstzrange,daterange,int4multirange,int8multirange,nummultirange,tsmultirange,tstzmultirange,"
                            + "datemultirange,refcursor,aclitem,gtsvector,int2vector,oidvector,\"char\"")
                    .split(","));

    /** The integer types, narrowest first. */
    static final List<String> INTEGERS = List.of("smallint", "integer", "bigint");

    static final Set<String> TEXTS = Set.of("text", "character varying", "character");

    private TypeParser() {}

    static ColumnType parse(String text) {
        Matcher array = ARRAY.matcher(text.strip());
        if (!array.matches() || array.group(1).isBlank()) {
            throw new IllegalArgumentException("Not a type: '" + text + "'");
        }
        boolean isArray = array.group(2) != null || !array.group(3).isEmpty();
        ColumnType element = scalar(array.group(1).strip());
        return isArray ? element.array() : element;
    }

    static String display(String name, List<String> modifiers) {
        if (modifiers.isEmpty()) {
            return name;
        }
        String list = "(" + String.join(",", modifiers) + ")";
        Matcher zone = ZONE.matcher(name);
        return zone.matches() ? zone.group(1) + list + zone.group(2) : name + list;
    }

    private static ColumnType scalar(String text) {
        Matcher parts = PARTS.matcher(text);
        if (text.startsWith("\"") || !parts.matches()) {
            return userDefined(text);
        }
        List<String> modifiers = modifiers(parts.group(2));
        String spelling = (parts.group(1) + " " + parts.group(3)).strip().replaceAll("\\s+", " ");
        String lower = spelling.toLowerCase(Locale.ROOT).replaceFirst("^pg_catalog\\.", "");
        String name = lower.equals("bpchar") && !modifiers.isEmpty() ? "character" : ALIASES.getOrDefault(lower, lower);
        if (lower.equals("float") && !modifiers.isEmpty()) {
            return new ColumnType.BuiltIn(Integer.parseInt(modifiers.get(0)) <= 24 ? "real" : name, List.of());
        }
        if (BUILT_IN.contains(name) || name.startsWith("interval")) {
            return new ColumnType.BuiltIn(name, canonical(name, modifiers));
        }
        return userDefined(text);
    }

    /** {@code numeric(10)} is {@code numeric(10,0)}, {@code char} is {@code character(1)}, as {@code format_type} prints them. */
    private static List<String> canonical(String name, List<String> modifiers) {
        if (name.equals("numeric") && modifiers.size() == 1) {
            return List.of(modifiers.get(0), "0");
        }
        boolean sized = name.equals("character") || name.equals("bit");
        return sized && modifiers.isEmpty() ? List.of("1") : modifiers;
    }

    private static ColumnType userDefined(String text) {
        if (text.equals("\"char\"")) {
            return new ColumnType.BuiltIn(text, List.of());
        }
        int open = text.endsWith(")") ? text.lastIndexOf('(') : -1;
        String name = open < 0 ? text : text.substring(0, open).strip();
        List<String> modifiers = open < 0 ? List.of() : modifiers(text.substring(open + 1, text.length() - 1));
        return new ColumnType.UserDefined(objectName(name), modifiers);
    }

    private static List<String> modifiers(@org.jspecify.annotations.Nullable String list) {
        return list == null || list.isBlank()
                ? List.of()
                : Arrays.stream(list.split(",")).map(String::strip).toList();
    }

    private static ObjectName objectName(String text) {
        Matcher qualified = QUALIFIED.matcher(text);
        if (!qualified.matches()) {
            throw new IllegalArgumentException("Not a type: '" + text + "'");
        }
        String first = folded(qualified.group(1));
        return qualified.group(2) == null ? ObjectName.of(first) : ObjectName.of(first, folded(qualified.group(2)));
    }

    private static String folded(String identifier) {
        return identifier.startsWith("\"")
                ? identifier.substring(1, identifier.length() - 1).replace("\"\"", "\"")
                : identifier.toLowerCase(Locale.ROOT);
    }
}
