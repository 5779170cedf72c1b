package com.levymaster.migrate.fuzz;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The whole catalog of a database apart from its rows, in the server's own text: definitions, privileges, options,
 * comments, statistics objects, inheritance flags, positions of sequences. Independent of the inspector, and of more than
 * that knows. Oids are replaced by names; the order of columns does not count.
 *
 * @param lines one for each fact, the first two words of which are its category: {@code column public.county.name: text …}
 */
record CatalogFingerprint(SortedSet<String> lines) {

    private static final String ACL = """
            (select string_agg(format('%%s %%s%%s by %%s', case when x.grantee = 0 then 'public' else x.grantee::regrole::text end,
               lower(x.privilege_type), case when x.is_grantable then ' with grant option' end, x.grantor::regrole), ', '
               order by x.grantee, x.privilege_type, x.grantor) from aclexplode(coalesce(%s, acldefault('%s', %s))) x)""";

    private static final String SQL = """
            with spaces as materialized (
              select n.* from pg_namespace n where n.nspname <> 'information_schema' and n.nspname !~ '^pg_'),
            own as materialized (
              select c.*, quote_ident(n.nspname) || '.' || quote_ident(c.relname) as name
              from pg_class c join spaces n on n.oid = c.relnamespace),
            types as materialized (
              select t.*, quote_ident(n.nspname) || '.' || quote_ident(t.typname) as name
              from pg_type t join spaces n on n.oid = t.typnamespace
              where t.typcategory <> 'A' and (t.typrelid = 0
                or exists (select from pg_class c where c.oid = t.typrelid and c.relkind = 'c')))
            select concat_ws(' ', 'schema', nspname || ':', nspowner::regrole, @schemaAcl) from spaces
            union all
            select concat_ws(' ', 'relation', name || ':', relkind, relpersistence, relowner::regrole,
                (select amname from pg_am where pg_am.oid = relam),
                (select 'tablespace ' || spcname from pg_tablespace t where t.oid = reltablespace),
                (select 'with ' || string_agg(o, ', ' order by o) from unnest(reloptions) o),
                case when relrowsecurity then 'row security' end, case when relforcerowsecurity then 'forced' end,
                case when relreplident not in ('d', 'n') then 'replica identity ' || relreplident::text end,
                pg_get_expr(relpartbound, oid), case when relkind = 'p' then pg_get_partkeydef(oid) end,
                nullif(reloftype, 0)::regtype,
                (select 'inherits ' || string_agg(i.inhparent::regclass::text, ', ' order by i.inhseqno)
                 from pg_inherits i where i.inhrelid = own.oid)) from own
            union all
            select concat_ws(' ', 'privileges', name || ':', case when relkind = 'S' then @sequenceAcl else @tableAcl end)
              from own where relkind in ('r', 'p', 'v', 'm', 'f', 'S')
            union all
            select concat_ws(' ', 'view', name || ':', pg_get_viewdef(oid)) from own where relkind in ('v', 'm')
            union all
            select concat_ws(' ', 'index', o.name || ':', pg_get_indexdef(o.oid), case when not i.indisvalid then 'invalid' end,
                case when i.indisclustered then 'clustered' end, case when i.indisreplident then 'replica identity' end,
                case when not i.indimmediate then 'deferred' end,
                (select string_agg(a.attname || ' statistics ' || a.attstattarget, ', ' order by a.attnum) from pg_attribute a
                 where a.attrelid = o.oid and a.attstattarget >= 0))
              from own o join pg_index i on i.indexrelid = o.oid
            union all
            select concat_ws(' ', 'column', o.name || '.' || quote_ident(a.attname) || ':',
                format_type(a.atttypid, a.atttypmod), case when a.attnotnull then 'not null' end,
                'identity ' || nullif(a.attidentity::text, ''), 'generated ' || nullif(a.attgenerated::text, ''), 'storage ' || a.attstorage::text,
                'compression ' || nullif(to_jsonb(a) ->> 'attcompression', ''),
                'statistics ' || nullif(a.attstattarget, -1), 'collation ' || nullif(a.attcollation, 0)::regcollation::text,
                array_to_string(a.attoptions, ', '), case when not a.attislocal then 'not local' end,
                'inherited ' || nullif(a.attinhcount, 0), 'default ' || pg_get_expr(f.adbin, f.adrelid))
              from own o join pg_attribute a on a.attrelid = o.oid and a.attnum > 0 and not a.attisdropped
              left join pg_attrdef f on f.adrelid = o.oid and f.adnum = a.attnum
              where o.relkind in ('r', 'p', 'c', 'v', 'm', 'f')
            union all
            select concat_ws(' ', 'column-privileges', o.name || '.' || quote_ident(a.attname) || ':', @columnAcl)
              from own o join pg_attribute a on a.attrelid = o.oid and a.attnum > 0 and not a.attisdropped
              where a.attacl is not null and cardinality(a.attacl) > 0
            union all
            select concat_ws(' ', case when k.contype = 'n' then 'not-null' else 'constraint' end,
                coalesce(o.name, t.name) || '.' || quote_ident(k.conname) || ':', pg_get_constraintdef(k.oid),
                case when not k.conislocal then 'not local' end, 'inherited ' || nullif(k.coninhcount, 0),
                case when k.connoinherit and k.contype in ('c', 'n') then 'no inherit' end)
              from pg_constraint k left join own o on o.oid = k.conrelid left join types t on t.oid = k.contypid
              where coalesce(o.name, t.name) is not null and k.contype <> 't'
            union all
            select concat_ws(' ', 'sequence', o.name || ':', format_type(s.seqtypid, null), 'start ' || s.seqstart,
                'increment ' || s.seqincrement, s.seqmin || ' to ' || s.seqmax, 'cache ' || s.seqcache,
                case when s.seqcycle then 'cycle' end,
                (select 'owned by ' || d.refobjid::regclass || '.' || quote_ident(a.attname) from pg_depend d
                 join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
                 where d.classid = 'pg_class'::regclass and d.objid = o.oid and d.deptype in ('a', 'i')))
              from pg_sequence s join own o on o.oid = s.seqrelid
            union all
            select concat_ws(' ', 'position', o.name || ':', (xpath('/row/c/text()', query_to_xml(
                format('select last_value || case when is_called then '' used'' else '''' end as c from %s', o.name),
                false, true, '')))[1]::text)
              from own o where o.relkind = 'S'
            union all
            select concat_ws(' ', 'type', name || ':', typtype, format_type(nullif(typbasetype, 0), typtypmod),
                case when typnotnull then 'not null' end, 'default ' || typdefault,
                case when typtype = 'd' then 'collation ' || nullif(typcollation, 0)::regcollation::text end,
                (select string_agg(quote_literal(e.enumlabel), ', ' order by e.enumsortorder)
                 from pg_enum e where e.enumtypid = types.oid),
                (select format_type(r.rngsubtype, null) from pg_range r where r.rngtypid = types.oid)) from types
            union all
            select concat_ws(' ', 'type-privileges', name || ':', @typeAcl) from types
            union all
            select concat_ws(' ', 'function', p.oid::regprocedure || ':',
                case when p.prokind = 'a' then 'aggregate' else pg_get_functiondef(p.oid) end, @functionAcl)
              from pg_proc p join spaces n on n.oid = p.pronamespace
            union all
            select concat_ws(' ', 'trigger', o.name || '.' || t.tgname || ':', pg_get_triggerdef(t.oid), t.tgenabled)
              from pg_trigger t join own o on o.oid = t.tgrelid where not t.tgisinternal
            union all
            select concat_ws(' ', 'policy', o.name || '.' || p.polname || ':', p.polcmd, p.polpermissive,
                (select string_agg(case when r = 0 then 'public' else r::regrole::text end, ', ' order by r)
                 from unnest(p.polroles) r),
                pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))
              from pg_policy p join own o on o.oid = p.polrelid
            union all
            select concat_ws(' ', 'rule', o.name || '.' || r.rulename || ':', pg_get_ruledef(r.oid), r.ev_enabled)
              from pg_rewrite r join own o on o.oid = r.ev_class where r.rulename <> '_RETURN'
            union all
            select concat_ws(' ', 'statistics', s.stxname || ':', pg_get_statisticsobjdef(s.oid), nullif(s.stxstattarget, -1))
              from pg_statistic_ext s join spaces n on n.oid = s.stxnamespace
            union all
            select concat_ws(' ', 'extension', extname || ':', extversion, extnamespace::regnamespace) from pg_extension
            union all
            select concat_ws(' ', 'default-privileges', defaclrole::regrole || ':', nullif(defaclnamespace, 0)::regnamespace,
                defaclobjtype, @defaultAcl) from pg_default_acl
            union all
            select concat_ws(' ', 'event-trigger', evtname || ':', evtevent, evtfoid::regproc, evtenabled) from pg_event_trigger
            union all
            select concat_ws(' ', 'publication', p.pubname || ':', p.puballtables, p.pubinsert, p.pubupdate, p.pubdelete,
                p.pubtruncate, (select string_agg(r.prrelid::regclass::text || coalesce(' where ' ||
                  (to_jsonb(r) ->> 'prqual'), ''), ', ' order by r.prrelid::regclass::text)
                 from pg_publication_rel r where r.prpubid = p.oid)) from pg_publication p
            union all
            select concat_ws(' ', 'comment', pg_describe_object(classoid, objoid, objsubid) || ':', description)
              from pg_description where objoid >= 16384
            """.replace("@schemaAcl", ACL.formatted("nspacl", "n", "nspowner"))
            .replace("@sequenceAcl", ACL.formatted("relacl", "s", "relowner"))
            .replace("@tableAcl", ACL.formatted("relacl", "r", "relowner"))
            .replace("@columnAcl", ACL.formatted("a.attacl", "c", "o.relowner"))
            .replace("@typeAcl", ACL.formatted("typacl", "T", "typowner"))
            .replace("@functionAcl", ACL.formatted("p.proacl", "f", "p.proowner"))
            .replace("@defaultAcl", ACL.formatted("defaclacl", "r", "defaclrole"));

    CatalogFingerprint {
        lines = Collections.unmodifiableSortedSet(new TreeSet<>(lines));
    }

    /** Reads within the current transaction. */
    static CatalogFingerprint of(Connection connection) throws SQLException {
        SortedSet<String> lines = new TreeSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(SQL)) {
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
        }
        return new CatalogFingerprint(lines);
    }

    /** Without the facts of these categories. */
    CatalogFingerprint without(String... categories) {
        return new CatalogFingerprint(lines.stream()
                .filter(line -> !java.util.List.of(categories).contains(category(line)))
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    /** The facts that only one of them has: {@code -} only this one, {@code +} only the other. */
    SortedSet<String> differences(CatalogFingerprint other) {
        return Stream.concat(
                        lines.stream()
                                .filter(line -> !other.lines.contains(line))
                                .map(line -> "- " + line),
                        other.lines.stream()
                                .filter(line -> !lines.contains(line))
                                .map(line -> "+ " + line))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The categories of differences, such as {@code -comment +-column}. */
    static String categories(Collection<String> differences) {
        return differences.stream()
                .map(line -> category(line.substring(2)))
                .distinct()
                .sorted()
                .map(category -> signs(differences, category) + category)
                .collect(Collectors.joining(" "));
    }

    private static String signs(Collection<String> differences, String category) {
        return Stream.of("-", "+")
                .filter(sign -> differences.stream().anyMatch(line -> line.startsWith(sign + " " + category + " ")))
                .collect(Collectors.joining());
    }

    private static String category(String line) {
        return line.substring(0, line.indexOf(' '));
    }
}
