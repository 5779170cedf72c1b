package com.levymaster.migrate.sql;

import java.util.Set;

/** The keywords of PostgreSQL 13 to 18 that must be quoted to be used as a name. */
public final class Keywords {

    /**
     * All keywords that {@code pg_get_keywords()} does not report as unreserved; a test compares the list with the
     * server.
     */
    private static final Set<String> NOT_UNRESERVED = Set.of("""
            all analyse analyze and any array as asc asymmetric authorization between bigint binary bit boolean both
            case cast char character check coalesce collate collation column concurrently constraint create cross
            current_catalog current_date current_role current_schema current_time current_timestamp current_user dec
            decimal default deferrable desc distinct do else end except exists extract false fetch float for foreign
            freeze from full grant greatest group grouping having ilike in initially inner inout int integer intersect
            interval into is isnull join json json_array json_arrayagg json_exists json_object json_objectagg
            json_query json_scalar json_serialize json_table json_value lateral leading least left like limit
            localtime localtimestamp merge_action national natural nchar none normalize not notnull null nullif
            numeric offset on only or order out outer overlaps overlay placing position precision primary real
            references returning right row select session_user setof similar smallint some substring symmetric
            system_user table tablesample then time timestamp to trailing treat trim true union unique user using
            values varchar variadic verbose when where window with xmlattributes xmlconcat xmlelement xmlexists
            xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable""".split("\\s+"));

    /** Those of them that are also the name of a column or function without quotes, where the grammar allows it. */
    private static final Set<String> COLUMN_NAMES = Set.of("""
            between bigint bit boolean char character coalesce dec decimal exists extract float greatest grouping inout
            int integer interval json json_array json_arrayagg json_exists json_object json_objectagg json_query
            json_scalar json_serialize json_table json_value least merge_action national nchar none normalize nullif
            numeric out overlay position precision real row setof smallint substring time timestamp treat trim values
            varchar xmlattributes xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot
            xmlserialize xmltable""".split("\\s+"));

    private Keywords() {}

    /** Whether the server quotes the word when it is a name. */
    public static boolean needQuotes(String word) {
        return NOT_UNRESERVED.contains(word);
    }

    /** Whether the word without quotes can never be the name of a column. */
    public static boolean isNeverColumn(String word) {
        return NOT_UNRESERVED.contains(word) && !COLUMN_NAMES.contains(word);
    }

    /** The name, quoted only where the server does so. */
    public static String quoted(String name) {
        return isBare(name) && !needQuotes(name) ? name : '"' + name.replace("\"", "\"\"") + '"';
    }

    /** Whether the name consists of lower-case letters, digits and underscores and does not start with a digit. */
    private static boolean isBare(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || c == '_';
            if (!letter && (i == 0 || c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }
}
