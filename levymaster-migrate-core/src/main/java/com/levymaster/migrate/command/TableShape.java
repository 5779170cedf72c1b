package com.levymaster.migrate.command;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The version table or the history table as the catalog describes it.
 *
 * @param kind the {@code relkind}: {@code r} for a table, {@code v} for a view; {@code null} if it does not exist
 * @param columns by name, in the order of the table
 * @param hasKey whether a unique index covers the column that identifies a row, and nothing else
 * @param hidesRows whether row-level security applies to the role
 * @param obstacles triggers, rules, constraints and unique indexes that can discard, refuse or change what is written
 */
record TableShape(
        @Nullable String kind,
        Map<String, Column> columns,
        boolean hasKey,
        boolean hidesRows,
        List<Obstacle> obstacles) {

    static final TableShape NONE = new TableShape(null, Map.of(), true, false, List.of());

    private static final int COLUMNS = 7;

    TableShape {
        obstacles = List.copyOf(obstacles);
    }

    /** An object that interferes with what the library writes. */
    record Obstacle(String kind, String name, String effect) {}

    /**
     * A column.
     *
     * @param type as {@code format_type} writes it, with the schema unless that is {@code pg_catalog}
     * @param generated whether it has a default or is an identity column
     */
    record Column(String name, String type, boolean required, boolean generated) {}

    /**
     * The select list for one table.
     *
     * @param table the alias of {@code pg_class}
     * @param key the column that identifies a row
     * @param unique the columns whose values are unique
     * @param events the bits of the statements that the library executes, in {@code tgtype}: 4 for insert, 8 for delete
     * @param commands the same in {@code ev_type}: 3 for insert, 4 for delete
     */
    static String select(String table, String key, String unique, int events, String commands) {
        return """
            described.relkind,
              exists (select from pg_catalog.pg_index i
                join pg_catalog.pg_attribute k on k.attrelid operator(pg_catalog.=) i.indrelid
                  and k.attnum operator(pg_catalog.=) i.indkey[0]
                where i.indrelid operator(pg_catalog.=) described.oid and i.indisunique and i.indisvalid
                  and i.indnkeyatts operator(pg_catalog.=) 1 and i.indpred is null
                  and k.attname operator(pg_catalog.=) 'key_column'),
              pg_catalog.row_security_active(described.oid),
              (select pg_catalog.string_agg(pg_catalog.concat(t.tgname, pg_catalog.chr(9),
                  case when (t.tgtype::pg_catalog.int4 operator(pg_catalog.&) 1) operator(pg_catalog.=) 0
                      then 'runs for each statement and can undo or refuse it'
                    when t.tgdeferrable then 'is checked at the end of the transaction and can refuse it'
                    else 'runs before each row and can discard it' end), pg_catalog.chr(10) order by t.tgname)
                from pg_catalog.pg_trigger t
                where t.tgrelid operator(pg_catalog.=) described.oid and not t.tgisinternal
                  and t.tgenabled operator(pg_catalog.=) any ('{O,A}')
                  and ((t.tgtype::pg_catalog.int4 operator(pg_catalog.&) 3) operator(pg_catalog.<>) 1 or t.tgdeferrable)
                  and (t.tgtype::pg_catalog.int4 operator(pg_catalog.&) event_bits) operator(pg_catalog.<>) 0),
              (select pg_catalog.string_agg(pg_catalog.concat(r.rulename, pg_catalog.chr(9),
                  case when r.is_instead then 'replaces what is written' else 'writes something else as well' end),
                  pg_catalog.chr(10) order by r.rulename)
                from pg_catalog.pg_rewrite r
                where r.ev_class operator(pg_catalog.=) described.oid
                  and r.ev_enabled operator(pg_catalog.<>) 'D' and r.ev_type operator(pg_catalog.=) any ('{rule_events}')),
              (select pg_catalog.string_agg(pg_catalog.concat_ws(pg_catalog.chr(9), c.name, c.effect, c.kind), pg_catalog.chr(10)
                  order by c.name) from (
                select c.conname as name, case when c.contype operator(pg_catalog.=) 'c' then 'checks what is written'
                    when c.contype operator(pg_catalog.=) 'f' then 'requires rows of another table' else 'excludes rows' end as effect, 'constraint' as kind
                  from pg_catalog.pg_constraint c where c.conrelid operator(pg_catalog.=) described.oid
                    and c.contype operator(pg_catalog.=) any (array['c', 'f', 'x']::pg_catalog."char"[])
                union all select u.relname, 'allows each value only once',
                    case when exists (select from pg_catalog.pg_constraint b where b.conindid operator(pg_catalog.=) u.oid)
                      then 'constraint' else 'index' end
                  from pg_catalog.pg_index i join pg_catalog.pg_class u on u.oid operator(pg_catalog.=) i.indexrelid
                  where i.indrelid operator(pg_catalog.=) described.oid and i.indisunique and not exists (
                    select from pg_catalog.pg_attribute k where k.attrelid operator(pg_catalog.=) i.indrelid
                      and k.attnum operator(pg_catalog.=) any (i.indkey) and k.attname operator(pg_catalog.=)
                        any ('{unique_columns}'))) c),
              (select pg_catalog.string_agg(pg_catalog.concat_ws(pg_catalog.chr(9), a.attname,
                  case when y.typnamespace operator(pg_catalog.=) 'pg_catalog'::pg_catalog.regnamespace
                    then pg_catalog.replace(pg_catalog.format_type(a.atttypid, a.atttypmod), 'pg_catalog.', '')
                    else pg_catalog.concat(y.typnamespace::pg_catalog.regnamespace, '.', y.typname) end, a.attnotnull,
                  a.atthasdef or a.attidentity operator(pg_catalog.<>) ''), pg_catalog.chr(10) order by a.attnum)
                from pg_catalog.pg_attribute a
                join pg_catalog.pg_type y on y.oid operator(pg_catalog.=) a.atttypid
                where a.attrelid operator(pg_catalog.=) described.oid and a.attnum operator(pg_catalog.>) 0
                  and not a.attisdropped)""".replace("described", table)
                .replace("key_column", key)
                .replace("unique_columns", unique)
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
            columns.put(parts[0], new Column(parts[0], parts[1], parts[2].equals("t"), parts[3].equals("t")));
        }
        return new TableShape(
                kind,
                columns,
                row.getBoolean(first + 1),
                row.getBoolean(first + 2),
                Stream.of(
                                obstacles("trigger", row.getString(first + 3)),
                                obstacles("rule", row.getString(first + 4)),
                                obstacles("constraint", row.getString(first + 5)))
                        .flatMap(List::stream)
                        .toList());
    }

    /** How many columns {@link #select} has. */
    static int width() {
        return COLUMNS;
    }

    private static List<Obstacle> obstacles(String kind, @Nullable String text) {
        return lines(text).stream()
                .map(line -> line.split("\t"))
                .map(parts -> new Obstacle(parts.length > 2 ? parts[2] : kind, parts[0], parts[1]))
                .toList();
    }

    private static List<String> lines(@Nullable String text) {
        return text == null ? List.of() : text.lines().toList();
    }
}
