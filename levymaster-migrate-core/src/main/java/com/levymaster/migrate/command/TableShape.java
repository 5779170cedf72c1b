package com.levymaster.migrate.command;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The version table or the history table as the catalog describes it.
 *
 * @param kind the {@code relkind}: {@code r} for a table, {@code v} for a view; {@code null} if it does not exist
 * @param columns by name, in the order of the table
 * @param hasKey whether a unique index covers the column that identifies a row, and nothing else
 * @param hidesRows whether row-level security applies to the role
 * @param triggers enabled triggers that run before a row is written, and can discard it
 * @param rules rules that replace a write
 */
record TableShape(
        @Nullable String kind,
        Map<String, Column> columns,
        boolean hasKey,
        boolean hidesRows,
        List<String> triggers,
        List<String> rules) {

    static final TableShape NONE = new TableShape(null, Map.of(), true, false, List.of(), List.of());

    private static final int COLUMNS = 6;

    TableShape {
        triggers = List.copyOf(triggers);
        rules = List.copyOf(rules);
    }

    /**
     * A column.
     *
     * @param type as {@code format_type} writes it
     * @param generated whether it has a default or is an identity column
     */
    record Column(String name, String type, boolean required, boolean generated) {}

    /**
     * The select list for one table.
     *
     * @param table the alias of {@code pg_class}
     * @param key the column that identifies a row
     * @param events the bits of the statements that the library executes, in {@code tgtype}: 4 for insert, 8 for delete
     * @param commands the same in {@code ev_type}: 3 for insert, 4 for delete
     */
    static String select(String table, String key, int events, String commands) {
        return """
            described.relkind,
              exists (select from pg_catalog.pg_index i
                join pg_catalog.pg_attribute k on k.attrelid operator(pg_catalog.=) i.indrelid
                  and k.attnum operator(pg_catalog.=) i.indkey[0]
                where i.indrelid operator(pg_catalog.=) described.oid and i.indisunique and i.indisvalid
                  and i.indnkeyatts operator(pg_catalog.=) 1 and i.indpred is null
                  and k.attname operator(pg_catalog.=) 'key_column'),
              pg_catalog.row_security_active(described.oid),
              (select pg_catalog.string_agg(t.tgname::pg_catalog.text, pg_catalog.chr(10) order by t.tgname)
                from pg_catalog.pg_trigger t
                where t.tgrelid operator(pg_catalog.=) described.oid and not t.tgisinternal
                  and t.tgenabled operator(pg_catalog.=) any ('{O,A}')
                  and (t.tgtype::pg_catalog.int4 operator(pg_catalog.&) 3) operator(pg_catalog.=) 3
                  and (t.tgtype::pg_catalog.int4 operator(pg_catalog.&) event_bits) operator(pg_catalog.<>) 0),
              (select pg_catalog.string_agg(r.rulename::pg_catalog.text, pg_catalog.chr(10) order by r.rulename)
                from pg_catalog.pg_rewrite r
                where r.ev_class operator(pg_catalog.=) described.oid and r.is_instead
                  and r.ev_enabled operator(pg_catalog.<>) 'D' and r.ev_type operator(pg_catalog.=) any ('{rule_events}')),
              (select pg_catalog.string_agg(pg_catalog.concat_ws(pg_catalog.chr(9), a.attname,
                  pg_catalog.format_type(a.atttypid, a.atttypmod), a.attnotnull,
                  a.atthasdef or a.attidentity operator(pg_catalog.<>) ''), pg_catalog.chr(10) order by a.attnum)
                from pg_catalog.pg_attribute a
                where a.attrelid operator(pg_catalog.=) described.oid and a.attnum operator(pg_catalog.>) 0
                  and not a.attisdropped)""".replace("described", table)
                .replace("key_column", key)
                .replace("event_bits", String.valueOf(events))
                .replace("rule_events", commands);
    }

    /** Reads what {@link #select} selects. */
    static TableShape read(ResultSet row, int first) throws SQLException {
        String kind = row.getString(first);
        if (kind == null) {
            return NONE;
        }
        Map<String, Column> columns = new LinkedHashMap<>();
        for (String line : lines(row.getString(first + COLUMNS - 1))) {
            String[] parts = line.split("\t");
            // format_type qualifies a type that another schema hides
            String type = parts[1].startsWith("pg_catalog.") ? parts[1].substring("pg_catalog.".length()) : parts[1];
            columns.put(parts[0], new Column(parts[0], type, parts[2].equals("t"), parts[3].equals("t")));
        }
        return new TableShape(
                kind,
                columns,
                row.getBoolean(first + 1),
                row.getBoolean(first + 2),
                lines(row.getString(first + 3)),
                lines(row.getString(first + 4)));
    }

    /** How many columns {@link #select} has. */
    static int width() {
        return COLUMNS;
    }

    private static List<String> lines(@Nullable String text) {
        return text == null ? List.of() : text.lines().toList();
    }
}
