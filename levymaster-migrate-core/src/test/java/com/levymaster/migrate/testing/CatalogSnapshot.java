package com.levymaster.migrate.testing;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * All that a database holds apart from its rows, one line for each thing, so that two states can be told apart: what went
 * up and came down and went up again must be what went up. The order of columns does not count.
 *
 * <p>Written apart from the inspector, in the server's own words, and of more than that knows: functions, triggers,
 * policies, rules, privileges, comments.
 *
 * @param lines such as {@code column county.name: character varying(120) not null}
 */
public record CatalogSnapshot(SortedSet<String> lines) {

    private static final String SQL = """
            with spaces as (
              select n.* from pg_namespace n where n.nspname <> 'information_schema' and n.nspname !~ '^pg_'),
            own as (
              select c.*, quote_ident(n.nspname) || '.' || quote_ident(c.relname) as name
              from pg_class c join spaces n on n.oid = c.relnamespace),
            types as (
              select t.*, quote_ident(n.nspname) || '.' || quote_ident(t.typname) as name
              from pg_type t join spaces n on n.oid = t.typnamespace)
            select concat_ws(' ', 'schema', nspname, nspacl, obj_description(oid, 'pg_namespace')) from spaces
            union all
            select concat_ws(' ', 'relation', name || ':', relkind, relpersistence, reloptions, relacl, relrowsecurity,
                relforcerowsecurity, pg_get_userbyid(relowner), pg_get_expr(relpartbound, oid),
                case when relkind = 'p' then pg_get_partkeydef(oid) end,
                case when relkind in ('v', 'm') then pg_get_viewdef(oid) end,
                case when relkind in ('i', 'I') then pg_get_indexdef(oid) end,
                (select string_agg(a.attnum || ' statistics ' || a.attstattarget, ', ' order by a.attnum) from pg_attribute a
                 where a.attrelid = own.oid and relkind in ('i', 'I') and a.attstattarget >= 0),
                (select 'invalid' from pg_index i where i.indexrelid = own.oid and not i.indisvalid),
                (select 'inherits ' || string_agg(i.inhparent::regclass::text, ', ' order by i.inhseqno)
                 from pg_inherits i where i.inhrelid = own.oid),
                obj_description(oid, 'pg_class')) from own
            union all
            select concat_ws(' ', 'column', o.name || '.' || a.attname || ':', format_type(a.atttypid, a.atttypmod),
                case when a.attnotnull then 'not null' end, a.attidentity, a.attgenerated, a.attstorage,
                nullif(a.attstattarget, -1), a.attcollation::regcollation, a.attacl, pg_get_expr(f.adbin, f.adrelid),
                col_description(o.oid, a.attnum))
              from own o join pg_attribute a on a.attrelid = o.oid and a.attnum > 0 and not a.attisdropped
              left join pg_attrdef f on f.adrelid = o.oid and f.adnum = a.attnum
              where o.relkind in ('r', 'p', 'c', 'v', 'm', 'f')
            union all
            select concat_ws(' ', 'constraint', coalesce(o.name, t.name) || '.' || k.conname || ':',
                pg_get_constraintdef(k.oid), obj_description(k.oid, 'pg_constraint'))
              from pg_constraint k left join own o on o.oid = k.conrelid left join types t on t.oid = k.contypid
              where coalesce(o.name, t.name) is not null
            union all
            select concat_ws(' ', 'sequence', o.name || ':', format_type(s.seqtypid, null), s.seqstart, s.seqincrement,
                s.seqmin, s.seqmax, s.seqcache, s.seqcycle,
                (select 'of ' || d.refobjid::regclass || '.' || a.attname from pg_depend d
                 join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
                 where d.classid = 'pg_class'::regclass and d.objid = o.oid and d.deptype in ('a', 'i')))
              from pg_sequence s join own o on o.oid = s.seqrelid
            union all
            select concat_ws(' ', 'type', name || ':', typtype, typacl, format_type(nullif(typbasetype, 0), typtypmod),
                case when typnotnull then 'not null' end, typdefault,
                (select string_agg(quote_literal(e.enumlabel), ', ' order by e.enumsortorder)
                 from pg_enum e where e.enumtypid = types.oid),
                obj_description(oid, 'pg_type')) from types
            union all
            select concat_ws(' ', 'function', p.oid::regprocedure || ':',
                case when p.prokind = 'a' then 'aggregate' else pg_get_functiondef(p.oid) end, p.proacl,
                obj_description(p.oid, 'pg_proc'))
              from pg_proc p join spaces n on n.oid = p.pronamespace
            union all
            select concat_ws(' ', 'trigger', o.name || '.' || t.tgname || ':', pg_get_triggerdef(t.oid), t.tgenabled,
                obj_description(t.oid, 'pg_trigger'))
              from pg_trigger t join own o on o.oid = t.tgrelid where not t.tgisinternal
            union all
            select concat_ws(' ', 'policy', o.name || '.' || p.polname || ':', p.polcmd, p.polpermissive, p.polroles::regrole[],
                pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))
              from pg_policy p join own o on o.oid = p.polrelid
            union all
            select concat_ws(' ', 'rule', o.name || '.' || r.rulename || ':', pg_get_ruledef(r.oid), r.ev_enabled)
              from pg_rewrite r join own o on o.oid = r.ev_class where r.rulename <> '_RETURN'
            union all
            select concat_ws(' ', 'statistics', s.stxname || ':', pg_get_statisticsobjdef(s.oid), nullif(s.stxstattarget, -1))
              from pg_statistic_ext s join spaces n on n.oid = s.stxnamespace
            union all
            select concat_ws(' ', 'extension', extname, extversion, extnamespace::regnamespace) from pg_extension
            union all
            select concat_ws(' ', 'default privileges', defaclrole::regrole, defaclnamespace::regnamespace, defaclobjtype,
                defaclacl) from pg_default_acl
            union all
            select concat_ws(' ', 'event trigger', evtname, evtevent, evtfoid::regproc, evtenabled) from pg_event_trigger
            """;

    public CatalogSnapshot {
        lines = Collections.unmodifiableSortedSet(new TreeSet<>(lines));
    }

    public static CatalogSnapshot of(TestDatabase database) {
        return of(database.jdbc());
    }

    public static CatalogSnapshot of(JdbcClient jdbc) {
        return new CatalogSnapshot(
                new TreeSet<>(jdbc.sql(SQL).query(String.class).list()));
    }

    /** Without the lines in which the text stands, such as those about the tables of the migrations themselves. */
    public CatalogSnapshot without(String text) {
        return new CatalogSnapshot(lines.stream()
                .filter(Predicate.not(line -> line.contains(text)))
                .collect(Collectors.toCollection(TreeSet::new)));
    }
}
