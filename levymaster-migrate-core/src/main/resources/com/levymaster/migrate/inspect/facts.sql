-- The catalog of a database apart from rows, owners, positions of sequences and generated names, one line for each fact.
-- Runs with pg_catalog alone in the search path. The parameter is the names of the tables that do not count.
with members as materialized (
  select classid, objid from pg_depend
  where deptype = 'e' or deptype = 'i' and classid in ('pg_proc'::regclass, 'pg_cast'::regclass)),
spaces as materialized (
  select n.* from pg_namespace n where n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
    and not exists (select from members m where m.classid = 'pg_namespace'::regclass and m.objid = n.oid)),
relations as materialized (
  select c.*, n.nspname from pg_class c join spaces n on n.oid = c.relnamespace where c.relpersistence <> 't'
    and not exists (select from members m where m.classid = 'pg_class'::regclass and m.objid = c.oid)),
excluded as materialized (
  select r.oid from relations r where concat_ws(chr(9), r.nspname, r.relname) = any (cast(? as text[]))),
own as materialized (
  select r.*, coalesce((select format('identity of %s.%I', d.refobjid::regclass, a.attname) from pg_depend d
        join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
        where r.relkind = 'S' and d.classid = 'pg_class'::regclass and d.objid = r.oid and d.deptype = 'i'),
      format('%I.%I', r.nspname, r.relname)) as name
  from relations r where r.oid not in (select oid from excluded)
    and not exists (select from pg_index i where i.indexrelid = r.oid and (i.indrelid in (select oid from excluded) or not i.indisvalid))
    and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = r.oid
      and d.refclassid = 'pg_class'::regclass and d.deptype in ('a', 'i') and d.refobjid in (select oid from excluded))),
types as materialized (
  select t.*, format('%I.%I', n.nspname, t.typname) as name
  from pg_type t join spaces n on n.oid = t.typnamespace
  where t.typcategory <> 'A' and t.typtype <> 'm' and (t.typrelid = 0
    or exists (select from pg_class c where c.oid = t.typrelid and c.relkind = 'c'))
    and not exists (select from members m where m.classid = 'pg_type'::regclass and m.objid = t.oid)),
granted (name, acl, kind, owner) as materialized (
  select 'schema ' || quote_ident(nspname), nspacl, 'n', nspowner from spaces
  union all
  select name, relacl, case when relkind = 'S' then 's' else 'r' end, relowner from own where relkind in ('r', 'p', 'v', 'm', 'f', 'S')
  union all
  select o.name || '.' || quote_ident(a.attname), a.attacl, 'c', o.relowner
  from own o join pg_attribute a on a.attrelid = o.oid and a.attnum > 0 and not a.attisdropped and a.attacl is not null
  union all
  select 'type ' || name, typacl, 'T', typowner from types
  union all
  select 'routine ' || p.oid::regprocedure, p.proacl, 'f', p.proowner from pg_proc p join spaces n on n.oid = p.pronamespace
  where not exists (select from members m where m.classid = 'pg_proc'::regclass and m.objid = p.oid))
select 'schema ' || quote_ident(nspname) from spaces
union all
select concat_ws(' ', 'relation', name || ':', relkind, relpersistence, (select amname from pg_am where pg_am.oid = relam),
    (select 'tablespace ' || spcname from pg_tablespace t where t.oid = reltablespace),
    (select 'with ' || string_agg(o, ', ' order by o collate "C") from unnest(reloptions) o),
    (select 'toast with ' || string_agg(o, ', ' order by o collate "C") from pg_class t cross join unnest(t.reloptions) o where t.oid = own.reltoastrelid),
    case when relrowsecurity then 'row security' end, case when relforcerowsecurity then 'forced' end,
    case when relreplident not in ('d', 'n') then 'replica identity ' || relreplident::text end,
    pg_get_expr(relpartbound, oid), case when relkind = 'p' then pg_get_partkeydef(oid) end, nullif(reloftype, 0)::regtype,
    (select 'inherits ' || string_agg(i.inhparent::regclass::text, ', ' order by i.inhseqno)
      from pg_inherits i where i.inhrelid = own.oid)) from own where relkind not in ('S', 'i', 'I')
union all
select fact from (
  select concat_ws(' ', 'privileges', p.name || ':', nullif(array_to_string(array(
      select format('%s %s%s', case when x.grantee = 0 then 'public' else x.grantee::regrole::text end, lower(x.privilege_type),
        case when bool_or(x.is_grantable) then ' with grant option' end) collate "C"
      from aclexplode(coalesce(p.acl, acldefault(p.kind::"char", p.owner))) x where x.grantee <> p.owner
      group by x.grantee, x.privilege_type order by 1), ', '), ''),
    (select 'owner without ' || string_agg(lower(x.privilege_type), ', ' order by x.privilege_type collate "C")
      from aclexplode(acldefault(p.kind::"char", p.owner)) x where x.grantee = p.owner and p.acl is not null and not exists (
        select from aclexplode(p.acl) y where y.grantee = x.grantee and y.privilege_type = x.privilege_type))) as fact
  from granted p) f where fact not like '%:'
union all
select concat_ws(' ', 'view', name || ':', pg_get_viewdef(oid)) from own where relkind in ('v', 'm')
union all
select concat_ws(' ', 'index', o.name || ':', pg_get_indexdef(o.oid),
    (select 'tablespace ' || spcname from pg_tablespace t where t.oid = o.reltablespace),
    case when i.indisclustered then 'clustered' end, case when i.indisreplident then 'replica identity' end,
    case when not i.indimmediate then 'deferred' end,
    (select string_agg(a.attname || ' statistics ' || a.attstattarget, ', ' order by a.attnum) from pg_attribute a
      where a.attrelid = o.oid and a.attstattarget >= 0))
  from own o join pg_index i on i.indexrelid = o.oid
union all
select concat_ws(' ', 'column', o.name || '.' || quote_ident(a.attname) || ':',
    format_type(a.atttypid, a.atttypmod), case when a.attnotnull then 'not null' end,
    'identity ' || nullif(a.attidentity::text, ''), 'generated ' || nullif(a.attgenerated::text, ''), 'storage ' || a.attstorage::text,
    'compression ' || nullif(to_jsonb(a) ->> 'attcompression', ''), 'statistics ' || nullif(a.attstattarget, -1),
    'collation ' || nullif(a.attcollation, 0)::regcollation::text, array_to_string(a.attoptions, ', '),
    case when not a.attislocal then 'not local' end, 'inherited ' || nullif(a.attinhcount, 0),
    'default ' || pg_get_expr(f.adbin, f.adrelid))
  from own o join pg_attribute a on a.attrelid = o.oid and a.attnum > 0 and not a.attisdropped
  left join pg_attrdef f on f.adrelid = o.oid and f.adnum = a.attnum where o.relkind in ('r', 'p', 'c', 'v', 'm', 'f')
union all
select concat_ws(' ', 'constraint', coalesce(o.name, t.name) || '.' || case when k.contype <> 'n' or k.coninhcount = 0
        or k.conislocal and k.conname !~ '_not_null[0-9]*$' then quote_ident(k.conname)
      else '' end || ':', pg_get_constraintdef(k.oid),
    case when not k.conislocal and (k.contype <> 'n' or k.coninhcount > 0) then 'not local' end, 'inherited ' || nullif(k.coninhcount, 0),
    case when k.connoinherit and k.contype = 'c' then 'no inherit' end)
  from pg_constraint k left join own o on o.oid = k.conrelid left join types t on t.oid = k.contypid
  where coalesce(o.name, t.name) is not null and k.contype <> 't'
union all
select concat_ws(' ', 'sequence', o.name || ':', o.relpersistence, format_type(s.seqtypid, null), 'start ' || s.seqstart,
    'increment ' || s.seqincrement, s.seqmin || ' to ' || s.seqmax, 'cache ' || s.seqcache, case when s.seqcycle then 'cycle' end,
    (select 'owned by ' || d.refobjid::regclass || '.' || quote_ident(a.attname) from pg_depend d
      join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
      where d.classid = 'pg_class'::regclass and d.objid = o.oid and d.deptype in ('a', 'i')))
  from pg_sequence s join own o on o.oid = s.seqrelid
union all
select concat_ws(' ', 'type', name || ':', typtype, format_type(nullif(typbasetype, 0), typtypmod),
    case when typnotnull then 'not null' end, 'default ' || typdefault,
    case when typtype = 'd' then 'collation ' || nullif(typcollation, 0)::regcollation::text end,
    (select string_agg(quote_literal(e.enumlabel), ', ' order by e.enumsortorder) from pg_enum e where e.enumtypid = types.oid),
    (select concat_ws(' ', format_type(r.rngsubtype, null), nullif(r.rngsubdiff, 0)::regproc, nullif(r.rngcollation, 0)::regcollation)
      from pg_range r where r.rngtypid = types.oid)) from types
union all
select concat_ws(' ', case p.prokind when 'a' then 'aggregate' when 'p' then 'procedure' else 'function' end, p.oid::regprocedure || ':',
    case when p.prokind = 'a' then (select concat_ws(' ', a.aggkind, a.aggtransfn, a.aggfinalfn, a.aggcombinefn, a.aggserialfn,
        a.aggdeserialfn, a.aggmtransfn, a.aggminvtransfn, a.aggmfinalfn, a.aggfinalextra, a.aggtranstype::regtype, a.agginitval, a.aggminitval)
      from pg_aggregate a where a.aggfnoid = p.oid) else pg_get_functiondef(p.oid) end)
  from pg_proc p join spaces n on n.oid = p.pronamespace
  where not exists (select from members m where m.classid = 'pg_proc'::regclass and m.objid = p.oid)
union all
select concat_ws(' ', 'trigger', o.name || '.' || t.tgname || ':', pg_get_triggerdef(t.oid), t.tgenabled)
  from pg_trigger t join own o on o.oid = t.tgrelid where not t.tgisinternal
union all
select concat_ws(' ', 'policy', o.name || '.' || p.polname || ':', p.polcmd, p.polpermissive,
    (select string_agg(case when r = 0 then 'public' else r::regrole::text end, ', ' order by r::regrole::text collate "C") from unnest(p.polroles) r),
    pg_get_expr(p.polqual, p.polrelid), 'check ' || pg_get_expr(p.polwithcheck, p.polrelid))
  from pg_policy p join own o on o.oid = p.polrelid
union all
select concat_ws(' ', 'rule', o.name || '.' || r.rulename || ':', pg_get_ruledef(r.oid), r.ev_enabled)
  from pg_rewrite r join own o on o.oid = r.ev_class where r.rulename <> '_RETURN'
union all
select concat_ws(' ', 'statistics', s.stxname || ':', pg_get_statisticsobjdef(s.oid), nullif(s.stxstattarget, -1))
  from pg_statistic_ext s join own o on o.oid = s.stxrelid
union all
select concat_ws(' ', 'cast', pg_describe_object('pg_cast'::regclass, c.oid, 0) || ':', c.castmethod, c.castcontext,
    nullif(c.castfunc, 0)::regprocedure)
  from pg_cast c where c.oid >= 16384 and not exists (select from members m where m.classid = 'pg_cast'::regclass and m.objid = c.oid)
union all
select concat_ws(' ', 'collation', c.oid::regcollation || ':', c.collprovider, c.collcollate, c.collctype, c.collisdeterministic)
  from pg_collation c join spaces n on n.oid = c.collnamespace
  where not exists (select from members m where m.classid = 'pg_collation'::regclass and m.objid = c.oid)
union all
select concat_ws(' ', 'extension', extname || ':', extnamespace::regnamespace) from pg_extension
union all
select concat_ws(' ', 'default privileges', 'of ' || nullif(defaclrole, current_user::regrole)::regrole,
    nullif(defaclnamespace, 0)::regnamespace || ':', defaclobjtype, array_to_string(array(
      select format('%s %s%s', case when x.grantee = 0 then 'public' when x.grantee = defaclrole then 'owner'
        else x.grantee::regrole::text end, lower(x.privilege_type), case when bool_or(x.is_grantable) then ' with grant option' end) collate "C"
      from aclexplode(defaclacl) x group by x.grantee, x.privilege_type order by 1), ', '))
  from pg_default_acl where defaclnamespace = 0 or defaclnamespace in (select oid from spaces)
union all
select concat_ws(' ', 'event trigger', evtname || ':', evtevent, evtfoid::regproc, evttags, evtenabled) from pg_event_trigger e
  where not exists (select from members m where m.classid = 'pg_event_trigger'::regclass and m.objid = e.oid)
union all
select concat_ws(' ', 'publication', p.pubname || ':', p.puballtables, p.pubinsert, p.pubupdate, p.pubdelete, p.pubtruncate,
    to_jsonb(p) ->> 'pubviaroot', (select string_agg(concat_ws(' ', r.prrelid::regclass, @columns@, @filter@), ', ' order by r.prrelid::regclass::text collate "C")
      from pg_publication_rel r where r.prpubid = p.oid),
    (select string_agg(s.member, ', ' order by s.member collate "C") from (select null::text as member where false @schemas@) s)) from pg_publication p
union all
select concat_ws(' ', 'comment on', i.type, i.identity || ':', d.description)
  from pg_description d cross join lateral pg_identify_object(d.classoid, d.objoid, d.objsubid) i
  where (d.objoid >= 16384 or d.classoid = 'pg_extension'::regclass)
    and not exists (select from members m where m.classid = d.classoid and m.objid = d.objoid) and not (d.classoid = 'pg_class'::regclass and d.objoid in (select oid from excluded))
    and i.schema is distinct from 'pg_toast'
