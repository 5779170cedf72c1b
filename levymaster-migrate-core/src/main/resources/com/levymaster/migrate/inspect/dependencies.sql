-- Which object needs which, by keys of the objects. Runs with pg_catalog first in the search path.
with named as materialized (
  select c.oid, c.relkind, c.reltype, c.relispartition, n.nspname, c.relname,
    case when c.relkind = 'c' then concat_ws(chr(9), 'type', n.nspname, c.relname)
      else concat_ws(chr(9), 'relation', n.nspname, c.relname) end as key
  from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p', 'v', 'm', 'S', 'c', 'f')),
constraints as materialized (
  select k.oid, k.conindid, k.contype, case when k.contypid <> 0 then concat_ws(chr(9), 'type', n.nspname, t.typname)
      when not k.conislocal or k.conparentid <> 0 then r.key
      else concat_ws(chr(9), 'constraint', r.nspname, r.relname, k.conname) end as key
  from pg_constraint k left join named r on r.oid = k.conrelid left join pg_type t on t.oid = k.contypid
  left join pg_namespace n on n.oid = t.typnamespace),
elements as materialized (
  select t.oid, case when r.oid is not null then r.key else concat_ws(chr(9), 'type', n.nspname, t.typname) end as key
  from pg_type t join pg_namespace n on n.oid = t.typnamespace left join named r on r.reltype = t.oid
  where t.typcategory <> 'A'),
ids (classid, objid, key) as materialized (
  select d.classid, d.objid, concat_ws(chr(9), 'extension', e.extname) from pg_depend d
    join pg_extension e on e.oid = d.refobjid and d.refclassid = 'pg_extension'::regclass where d.deptype = 'e'
  union all
  select q.classid, q.objid, q.key from (
    select 'pg_class'::regclass as classid, r.oid as objid, coalesce((select t.key from pg_depend d join named t on t.oid = d.refobjid
        where d.classid = 'pg_class'::regclass and d.objid = r.oid and d.refclassid = 'pg_class'::regclass and d.deptype = 'i'
          and r.relkind = 'S'), r.key) as key from named r
    union all
    select 'pg_class'::regclass, i.indexrelid, coalesce(k.key, case when c.relispartition then r.key
        else concat_ws(chr(9), 'index', n.nspname, c.relname) end)
      from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
      join named r on r.oid = i.indrelid
      left join constraints k on k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x')
    union all
    select 'pg_type'::regclass, oid, key from elements
    union all
    select 'pg_type'::regclass, a.oid, e.key from pg_type a join elements e on e.oid = a.typelem where a.typcategory = 'A'
    union all
    select 'pg_type'::regclass, (to_jsonb(r) ->> 'rngmultitypid')::oid, e.key from pg_range r join elements e on e.oid = r.rngtypid
    union all
    select 'pg_proc'::regclass, oid, concat_ws(chr(9), 'routine', oid) from pg_proc
    union all
    select 'pg_attrdef'::regclass, f.oid, case when a.attislocal then concat_ws(chr(9), 'default', r.nspname, r.relname, a.attname) else r.key end
      from pg_attrdef f join named r on r.oid = f.adrelid
      join pg_attribute a on a.attrelid = f.adrelid and a.attnum = f.adnum
    union all
    select 'pg_constraint'::regclass, oid, key from constraints where contype <> 't'
    union all
    select 'pg_rewrite'::regclass, w.oid, case when w.rulename = '_RETURN' then r.key else concat_ws(chr(9), 'rule', w.oid) end
      from pg_rewrite w join named r on r.oid = w.ev_class
    union all
    select 'pg_trigger'::regclass, oid, concat_ws(chr(9), 'trigger', oid) from pg_trigger where not tgisinternal
    union all
    select 'pg_policy'::regclass, oid, concat_ws(chr(9), 'policy', oid) from pg_policy
    union all
    select 'pg_statistic_ext'::regclass, oid, concat_ws(chr(9), 'statistics', oid) from pg_statistic_ext
    union all
    select 'pg_cast'::regclass, oid, concat_ws(chr(9), 'cast', oid) from pg_cast
    union all
    select 'pg_collation'::regclass, oid, concat_ws(chr(9), 'collation', oid) from pg_collation
    union all
    select 'pg_publication'::regclass, oid, concat_ws(chr(9), 'publication', oid) from pg_publication
    union all
    select 'pg_publication_rel'::regclass, oid, concat_ws(chr(9), 'publication', prpubid) from pg_publication_rel
    union all
    select 'pg_event_trigger'::regclass, oid, concat_ws(chr(9), 'event trigger', oid) from pg_event_trigger
    union all
    select 'pg_namespace'::regclass, oid, concat_ws(chr(9), 'schema', nspname) from pg_namespace
    union all
    select 'pg_extension'::regclass, oid, concat_ws(chr(9), 'extension', extname) from pg_extension) q
  where q.objid is not null and not exists (
    select from pg_depend d where d.classid = q.classid and d.objid = q.objid and d.deptype = 'e'))
select distinct a.key, b.key from pg_depend d
join ids a on a.classid = d.classid and a.objid = d.objid
join ids b on b.classid = d.refclassid and b.objid = d.refobjid
where a.key <> b.key and d.deptype <> 'e' and (d.objid >= 16384 or d.refobjid >= 16384)
  and not (d.deptype in ('a', 'i') and d.classid = 'pg_class'::regclass and exists (
    select from pg_class s where s.oid = d.objid and s.relkind = 'S') and d.refclassid = 'pg_class'::regclass)
order by 1, 2
