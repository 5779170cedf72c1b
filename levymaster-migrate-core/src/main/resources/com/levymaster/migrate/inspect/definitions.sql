-- What the model of a schema does not hold, as the statements that create it. Runs with pg_catalog first in the search path.
-- Columns: area, key of the object, key of the object that it belongs to, title, SQL (null: cannot be written as SQL).
-- Members of extensions, and what the server creates together with another object, such as the constructors of a range.
with members as materialized (
  select classid, objid from pg_depend
  where deptype = 'e' or deptype = 'i' and classid in ('pg_proc'::regclass, 'pg_cast'::regclass)),
spaces as materialized (
  select n.* from pg_namespace n where n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
    and not exists (select from members m where m.classid = 'pg_namespace'::regclass and m.objid = n.oid)),
own as materialized (
  select c.*, n.nspname, concat_ws(chr(9), 'relation', n.nspname, c.relname) as key, c.oid::regclass as shown
  from pg_class c join spaces n on n.oid = c.relnamespace
  where not exists (select from members m where m.classid = 'pg_class'::regclass and m.objid = c.oid)),
required as materialized (
  select o.key, o.shown, o.relname, a.attname, a.attnum as number, k.conname, pg_get_constraintdef(k.oid) as definition,
    not k.convalidated or k.connoinherit as special
  from pg_constraint k join own o on o.oid = k.conrelid join pg_attribute a on a.attrelid = o.oid and a.attnum = k.conkey[1]
  where k.contype = 'n' and k.coninhcount = 0 and o.relkind in ('r', 'p')),
routines as materialized (
  select p.*, concat_ws(chr(9), 'routine', p.oid) as key, p.oid::regprocedure as shown
  from pg_proc p join spaces n on n.oid = p.pronamespace
  where not exists (select from members m where m.classid = 'pg_proc'::regclass and m.objid = p.oid)),
types as materialized (
  select t.*, concat_ws(chr(9), 'type', n.nspname, t.typname) as key, t.oid::regtype as shown
  from pg_type t join spaces n on n.oid = t.typnamespace
  where t.typcategory <> 'A' and t.typtype <> 'm'
    and (t.typrelid = 0 or exists (select from pg_class c where c.oid = t.typrelid and c.relkind = 'c'))
    and not exists (select from members m where m.classid = 'pg_type'::regclass and m.objid = t.oid)),
collated as materialized (
  select t.* from types t join pg_type b on b.oid = t.typbasetype where t.typtype = 'd' and t.typcollation <> b.typcollation),
acl as materialized (
  select o.key, case when o.relkind = 'S' then 'sequence ' else '' end || o.shown as target,
    null::name as part, x.*, o.relowner as owner, false as implied
  from own o cross join lateral aclexplode(o.relacl) x where x.is_grantable and o.relkind in ('r', 'p', 'v', 'm', 'S')
  union all
  select o.key, o.shown::text, a.attname, x.*, o.relowner, false
  from own o join pg_attribute a on a.attrelid = o.oid and a.attnum > 0 and not a.attisdropped
  cross join lateral aclexplode(a.attacl) x
  union all
  select concat_ws(chr(9), 'schema', n.nspname), format('schema %I', n.nspname), null, x.*, n.nspowner, false
  from spaces n cross join lateral aclexplode(n.nspacl) x where x.is_grantable
  union all
  select key, 'routine ' || shown, null, x.*, proowner, x.grantee = 0
  from routines cross join lateral aclexplode(proacl) x
  union all
  select key, 'type ' || shown, null, x.*, typowner, x.grantee = 0 from types cross join lateral aclexplode(typacl) x),
owned (key, target, acl, kind, owner, role) as materialized (
  select key, case when relkind = 'S' then 'sequence ' else '' end || shown, relacl, case when relkind = 'S' then 's' else 'r' end,
    relowner, 'current_user' from own where relkind in ('r', 'p', 'v', 'm', 'S') and relacl is not null
  union all
  select concat_ws(chr(9), 'schema', nspname), format('schema %I', nspname), nspacl, 'n', nspowner,
    case when nspname = 'public' then nspowner::regrole::text else 'current_user' end from spaces where nspacl is not null
  union all
  select key, 'routine ' || shown, proacl, 'f', proowner, 'current_user' from routines where proacl is not null
  union all
  select key, 'type ' || shown, typacl, 'T', typowner, 'current_user' from types where typacl is not null),
default_acl as materialized (
  select d.*, case d.defaclobjtype when 'r' then 'tables' when 'S' then 'sequences' when 'f' then 'functions'
      when 'T' then 'types' when 'n' then 'schemas' else 'large objects' end as objects,
    concat_ws(' ', 'alter default privileges',
      case when d.defaclrole <> current_user::regrole then 'for role ' || d.defaclrole::regrole end,
      case when d.defaclnamespace <> 0 then format('in schema %s', d.defaclnamespace::regnamespace) end) as start
  from pg_default_acl d where d.defaclnamespace = 0 or exists (select from spaces n where n.oid = d.defaclnamespace)),
found (area, number, key, holder, title, sql) as (
  select 'types', 1, key, null, 'range type ' || shown, format('create type %s as range (%s)', shown, concat_ws(', ',
      'subtype = ' || format_type(r.rngsubtype, null),
      (select format('subtype_opclass = %s.%I', oc.opcnamespace::regnamespace, oc.opcname)
        from pg_opclass oc where oc.oid = r.rngsubopc and not oc.opcdefault),
      (select 'subtype_diff = ' || r.rngsubdiff::regproc where r.rngsubdiff <> 0),
      (select 'collation = ' || r.rngcollation::regcollation where r.rngcollation <> 0 and r.rngcollation <> 100),
      (select format('multirange_type_name = %s', (to_jsonb(r) ->> 'rngmultitypid')::oid::regtype)
        where to_jsonb(r) ->> 'rngmultitypid' is not null)))
  from types t join pg_range r on r.rngtypid = t.oid
  union all
  select 'types', 1, key, null, 'domain ' || shown, concat_ws(' ', format('create domain %s as %s collate %s', shown,
      format_type(typbasetype, typtypmod), typcollation::regcollation), 'default ' || typdefault,
    case when typnotnull and not exists (select from pg_constraint k where k.contypid = collated.oid and k.contype = 'n') then 'not null' end,
    (select string_agg(format('constraint %I %s', k.conname, pg_get_constraintdef(k.oid)), ' ' order by k.conname)
      from pg_constraint k where k.contypid = collated.oid))
  from collated
  union all
  select 'types', 2, null, t.key, format('name of constraint %I on domain %s', k.conname, t.shown),
    format('alter domain %s rename constraint %I to %I', t.shown, concat(t.typname, '_not_null'), k.conname)
  from types t join pg_constraint k on k.contypid = t.oid and k.contype = 'n'
  where k.conname <> concat(t.typname, '_not_null') and t.oid not in (select oid from collated)
  union all
  select 'types', 0, concat_ws(chr(9), 'collation', c.oid), null, 'collation ' || c.oid::regcollation,
    format('create collation %s (%s)', c.oid::regcollation, concat_ws(', ',
      'provider = ' || case c.collprovider when 'i' then 'icu' when 'b' then 'builtin' else 'libc' end,
      case when c.collprovider in ('i', 'b') then 'locale = ' || quote_literal(
        coalesce(to_jsonb(c) ->> 'colllocale', to_jsonb(c) ->> 'colliculocale', to_jsonb(c) ->> 'collcollate')) end,
      case when c.collprovider not in ('i', 'b') then 'lc_collate = ' || quote_literal(c.collcollate) end,
      case when c.collprovider not in ('i', 'b') then 'lc_ctype = ' || quote_literal(c.collctype) end,
      case when not c.collisdeterministic then 'deterministic = false' end))
  from pg_collation c join spaces n on n.oid = c.collnamespace
  where not exists (select from members m where m.classid = 'pg_collation'::regclass and m.objid = c.oid)
  union all
  select 'functions', 2, key, null, case prokind when 'p' then 'procedure ' else 'function ' end || shown,
    rtrim(pg_get_functiondef(oid), E'\n') from routines where prokind <> 'a'
  union all
  select 'functions', 3, r.key, null, 'aggregate ' || r.shown, format('create aggregate %s.%I(%s) (%s)', r.pronamespace::regnamespace,
    r.proname, coalesce(nullif(pg_get_function_arguments(r.oid), ''), '*'), concat_ws(', ',
      'sfunc = ' || a.aggtransfn::regproc, 'stype = ' || format_type(a.aggtranstype, null),
      'sspace = ' || nullif(a.aggtransspace, 0),
      case when a.aggfinalfn <> 0 then 'finalfunc = ' || a.aggfinalfn::regproc end,
      case when a.aggfinalextra then 'finalfunc_extra' end,
      case when a.aggfinalfn <> 0 then 'finalfunc_modify = ' || case a.aggfinalmodify when 's' then 'shareable'
        when 'w' then 'read_write' else 'read_only' end end,
      case when a.aggcombinefn <> 0 then 'combinefunc = ' || a.aggcombinefn::regproc end,
      case when a.aggserialfn <> 0 then 'serialfunc = ' || a.aggserialfn::regproc end,
      case when a.aggdeserialfn <> 0 then 'deserialfunc = ' || a.aggdeserialfn::regproc end,
      'initcond = ' || quote_literal(a.agginitval),
      case when a.aggmtransfn <> 0 then 'msfunc = ' || a.aggmtransfn::regproc end,
      case when a.aggminvtransfn <> 0 then 'minvfunc = ' || a.aggminvtransfn::regproc end,
      case when a.aggmtranstype <> 0 then 'mstype = ' || format_type(a.aggmtranstype, null) end,
      case when a.aggmfinalfn <> 0 then 'mfinalfunc = ' || a.aggmfinalfn::regproc end,
      'minitcond = ' || quote_literal(a.aggminitval),
      case when a.aggkind = 'h' then 'hypothetical' end,
      'parallel = ' || case r.proparallel when 's' then 'safe' when 'r' then 'restricted' else 'unsafe' end))
  from routines r join pg_aggregate a on a.aggfnoid = r.oid
  union all
  select 'functions', 4, concat_ws(chr(9), 'cast', c.oid), null, pg_describe_object('pg_cast'::regclass, c.oid, 0),
    concat_ws(' ', format('create cast (%s as %s)', format_type(c.castsource, null), format_type(c.casttarget, null)),
      case c.castmethod when 'f' then 'with function ' || c.castfunc::regprocedure when 'i' then 'with inout' else 'without function' end,
      case c.castcontext when 'a' then 'as assignment' when 'i' then 'as implicit' end)
  from pg_cast c where c.oid >= 16384
    and not exists (select from members m where m.classid = 'pg_cast'::regclass and m.objid = c.oid)
  union all
  select 'indexes', 10, concat_ws(chr(9), 'index', i.nspname, i.relname), o.key, format('index %s on %s', i.shown, o.shown),
    pg_get_indexdef(i.oid, 0, true)
  from own o join pg_index x on x.indrelid = o.oid join own i on i.oid = x.indexrelid
  where o.relkind = 'm' or x.indisvalid and exists (select from pg_inherits h join pg_index y on y.indexrelid = h.inhparent
    where h.inhrelid = i.oid and not y.indisvalid)
  union all
  select 'views', 11, null, key, 'options of view ' || shown, format('alter %s %s set (%s)',
    case relkind when 'm' then 'materialized view' else 'view' end, shown, array_to_string(reloptions, ', '))
  from own where relkind in ('v', 'm') and reloptions is not null
  union all
  select 'views', 12, null, o.key, format('default of %s.%I', o.shown, a.attname),
    format('alter view %s alter column %I set default %s', o.shown, a.attname, pg_get_expr(f.adbin, f.adrelid))
  from own o join pg_attribute a on a.attrelid = o.oid and a.attnum > 0
  join pg_attrdef f on f.adrelid = o.oid and f.adnum = a.attnum where o.relkind = 'v'
  union all
  select 'tables', 13, null, o.key, 'replica identity of ' || o.shown, format('alter table %s replica identity %s', o.shown,
    case o.relreplident when 'f' then 'full' when 'n' then 'nothing' else (select format('using index %I', i.relname)
      from pg_index x join pg_class i on i.oid = x.indexrelid where x.indrelid = o.oid and x.indisreplident) end)
  from own o where o.relkind in ('r', 'p') and o.relreplident in ('f', 'n', 'i')
  union all
  select 'tables', 14, null, o.key, 'clustering of ' || o.shown, format('alter table %s cluster on %I', o.shown, i.relname)
  from own o join pg_index x on x.indrelid = o.oid and x.indisclustered join pg_class i on i.oid = x.indexrelid
  union all
  select 'tables', 15, null, o.key, format('options of %s.%I', o.shown, a.attname),
    format('alter table %s alter column %I set (%s)', o.shown, a.attname, array_to_string(a.attoptions, ', '))
  from own o join pg_attribute a on a.attrelid = o.oid and a.attnum > 0 and not a.attisdropped
  where o.relkind in ('r', 'p') and a.attoptions is not null
  union all
  select 'tables', 16, null, o.key, format('statistics of index %s', i.shown),
    format('alter index %s alter column %s set statistics %s', i.shown, a.attnum, a.attstattarget)
  from own o join pg_index x on x.indrelid = o.oid join own i on i.oid = x.indexrelid
  join pg_attribute a on a.attrelid = i.oid and a.attstattarget >= 0 where x.indexprs is not null
  union all
  select 'tables', 17, concat_ws(chr(9), 'statistics', s.oid), o.key, pg_describe_object('pg_statistic_ext'::regclass, s.oid, 0),
    concat_ws(E';\n', pg_get_statisticsobjdef(s.oid), format('alter statistics %s set statistics %s',
      (pg_identify_object('pg_statistic_ext'::regclass, s.oid, 0)).identity, nullif(s.stxstattarget, -1)) )
  from pg_statistic_ext s join own o on o.oid = s.stxrelid where nullif(s.stxstattarget, -1) is not null
  union all
  select 'tables', 17, concat_ws(chr(9), 'statistics', s.oid), o.key, pg_describe_object('pg_statistic_ext'::regclass, s.oid, 0),
    pg_get_statisticsobjdef(s.oid)
  from pg_statistic_ext s join own o on o.oid = s.stxrelid where nullif(s.stxstattarget, -1) is null
  union all
  select 'tables', 18, null, o.key, 'type of ' || o.shown, format('alter table %s of %s', o.shown, o.reloftype::regtype)
  from own o where o.reloftype <> 0
  union all
  select 'tables', 19, null, key, format('constraint %I on %s', conname, shown), format(
    'alter table %s alter column %I drop not null, add constraint %I %s', shown, attname, conname, definition)
  from required where special
  union all
  select 'tables', 19, null, key, 'names of the not-null constraints of ' || shown, format(E'do $named$\ndeclare\n  named record;\nbegin\n'
      '  for named in\n    select k.conname as before, v.conname as after from (values %s) v (attname, conname)\n'
      '    join pg_catalog.pg_attribute a on a.attrelid = %L::regclass and a.attname = v.attname\n'
      '    join pg_catalog.pg_constraint k on k.conrelid = a.attrelid and k.contype = ''n'' and k.conkey[1] = a.attnum\n'
      '    where k.conname <> v.conname\n  loop\n'
      '    execute format(''alter table %s rename constraint %%I to %%I'', named.before, named.after);\n  end loop;\nend $named$',
    string_agg(format('(%L, %L)', attname, conname), ', ' order by number), shown, replace(replace(shown::text, '''', ''''''), '%', '%%'))
  from required where not special and conname <> concat(relname, '_', attname, '_not_null') group by key, shown
  union all
  select 'tables', 19, null, o.key, format('own not-null of %s.%I', o.shown, a.attname),
    format('alter table %s alter column %I set not null', o.shown, a.attname)
  from own o join pg_constraint k on k.conrelid = o.oid and k.contype = 'n' and k.conislocal and k.coninhcount > 0
  join pg_attribute a on a.attrelid = o.oid and a.attnum = k.conkey[1] and not a.attislocal where o.relkind in ('r', 'p')
  union all
  select 'tables', 19, null, o.key, 'names of the indexes of ' || o.shown, format(E'do $named$\ndeclare\n  named record;\nbegin\n'
      '  for named in\n    select h.inhrelid::regclass as index, v.name from (values %s) v (parent, name)\n'
      '    join pg_catalog.pg_inherits h on h.inhparent = pg_catalog.to_regclass(v.parent)\n'
      '    join pg_catalog.pg_index x on x.indexrelid = h.inhrelid and x.indrelid = %L::regclass\n'
      '    join pg_catalog.pg_class c on c.oid = h.inhrelid and c.relname <> v.name\n  loop\n'
      '    execute format(''alter index %%s rename to %%I'', named.index, named.name);\n  end loop;\nend $named$',
    string_agg(format('(%L, %L)', h.inhparent::regclass, i.relname), ', ' order by i.relname), o.shown)
  from own o join pg_index x on x.indrelid = o.oid join own i on i.oid = x.indexrelid join pg_inherits h on h.inhrelid = i.oid
  where not (starts_with(i.relname, o.relname || '_') and i.relname ~ '_(idx|key|pkey|excl)[0-9]*$') group by o.key, o.shown
  union all
  select 'rules', 20, concat_ws(chr(9), 'rule', r.oid), o.key, format('rule %I on %s', r.rulename, o.shown), concat_ws(E';\n',
    rtrim(pg_get_ruledef(r.oid, true), E';\n'), case when r.ev_enabled <> 'O' then format('alter table %s %s rule %I', o.shown,
      case r.ev_enabled when 'D' then 'disable' when 'R' then 'enable replica' else 'enable always' end, r.rulename) end)
  from pg_rewrite r join own o on o.oid = r.ev_class where r.rulename <> '_RETURN'
  union all
  select 'triggers', 21, concat_ws(chr(9), 'trigger', t.oid), o.key, format('trigger %I on %s', t.tgname, o.shown), concat_ws(E';\n',
    pg_get_triggerdef(t.oid, true), case when t.tgenabled <> 'O' then format('alter table %s %s trigger %I', o.shown,
      case t.tgenabled when 'D' then 'disable' when 'R' then 'enable replica' else 'enable always' end, t.tgname) end)
  from pg_trigger t join own o on o.oid = t.tgrelid
  where not t.tgisinternal and coalesce((to_jsonb(t) ->> 'tgparentid')::oid, 0) = 0
  union all
  select 'policies', 22, concat_ws(chr(9), 'policy', p.oid), o.key, format('policy %I on %s', p.polname, o.shown),
    concat_ws(' ', format('create policy %I on %s as %s for %s to', p.polname, o.shown,
        case when p.polpermissive then 'permissive' else 'restrictive' end,
        case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end),
      (select string_agg(case when u.role = 0 then 'public' else u.role::regrole::text end, ', ' order by u.n)
        from unnest(p.polroles) with ordinality u(role, n)),
      'using (' || pg_get_expr(p.polqual, p.polrelid) || ')', 'with check (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')')
  from pg_policy p join own o on o.oid = p.polrelid
  union all
  select 'privileges', 30, null, concat_ws(chr(9), 'schema', n.nspname), format('privileges on schema %I', n.nspname),
    format('revoke usage on schema %I from public', n.nspname)
  from spaces n where n.nspname = 'public' and not has_schema_privilege('public', n.oid, 'usage')
  union all
  select 'privileges', 31, null, key, 'privileges on routine ' || shown, format('revoke execute on routine %s from public', shown)
  from routines where proacl is not null and not exists (select from aclexplode(proacl) x where x.grantee = 0)
  union all
  select 'privileges', 31, null, key, 'privileges on type ' || shown, format('revoke usage on type %s from public', shown)
  from types where typacl is not null and not exists (select from aclexplode(typacl) x where x.grantee = 0)
  union all
  select 'privileges', 31, null, key, 'privileges on ' || target, format('revoke %s on %s from %s',
    string_agg(lower(x.privilege_type), ', ' order by x.privilege_type), target, role)
  from owned o cross join lateral aclexplode(acldefault(o.kind::"char", o.owner)) x
  where x.grantee = o.owner and not exists (
    select from aclexplode(o.acl) y where y.grantee = x.grantee and y.privilege_type = x.privilege_type) group by key, target, role
  union all
  select 'privileges', 32, null, key, 'privileges on ' || target, format('grant %s%s on %s to %s%s', lower(privilege_type),
    ' (' || quote_ident(part) || ')', target, case when grantee = 0 then 'public' else grantee::regrole::text end,
    case when is_grantable then ' with grant option' end)
  from acl where grantee <> owner and not (implied and not is_grantable)
  union all
  select 'privileges', 33, null, null, 'default privileges', format('%s revoke %s on %s from %s', d.start, lower(x.privilege_type), d.objects,
    case when x.grantee = 0 then 'public' else x.grantee::regrole::text end)
  from default_acl d cross join lateral aclexplode(acldefault(d.defaclobjtype, d.defaclrole)) x
  where d.defaclnamespace = 0 and not exists (select from aclexplode(d.defaclacl) y
    where y.grantee = x.grantee and y.privilege_type = x.privilege_type)
  union all
  select 'privileges', 34, null, null, 'default privileges', format('%s grant %s on %s to %s%s', d.start, lower(x.privilege_type), d.objects,
    case when x.grantee = 0 then 'public' else x.grantee::regrole::text end, case when x.is_grantable then ' with grant option' end)
  from default_acl d cross join lateral aclexplode(d.defaclacl) x
  where (d.defaclnamespace <> 0 or not exists (
    select from aclexplode(acldefault(d.defaclobjtype, d.defaclrole)) y
    where y.grantee = x.grantee and y.privilege_type = x.privilege_type and y.is_grantable = x.is_grantable))
  union all
  select 'publications', 40, concat_ws(chr(9), 'publication', p.oid), null, 'publication ' || p.pubname,
    concat_ws(' ', format('create publication %I', p.pubname), case when p.puballtables then 'for all tables' end,
      (select @for@ || string_agg(m.member, ', ' order by m.member) from (
        select concat_ws(' ', @table@, case when o.relkind = 'r' then 'only' end, r.prrelid::regclass, @columns@, @filter@) as member
        from pg_publication_rel r join own o on o.oid = r.prrelid where r.prpubid = p.oid @schemas@) m),
      format('with (%s)', concat_ws(', ', format('publish = %L', concat_ws(', ', case when p.pubinsert then 'insert' end,
          case when p.pubupdate then 'update' end, case when p.pubdelete then 'delete' end, case when p.pubtruncate then 'truncate' end)),
        case when (to_jsonb(p) ->> 'pubviaroot')::boolean then 'publish_via_partition_root = true' end)))
  from pg_publication p
  union all
  select 'event triggers', 50, concat_ws(chr(9), 'event trigger', e.oid), null, 'event trigger ' || e.evtname, concat_ws(E';\n',
    concat_ws(' ', format('create event trigger %I on %s', e.evtname, e.evtevent),
      'when tag in (' || (select string_agg(quote_literal(t), ', ') from unnest(e.evttags) t) || ')',
      format('execute function %s()', e.evtfoid::regproc)),
    case when e.evtenabled <> 'O' then format('alter event trigger %I %s', e.evtname,
      case e.evtenabled when 'D' then 'disable' when 'R' then 'enable replica' else 'enable always' end) end)
  from pg_event_trigger e
  where not exists (select from members m where m.classid = 'pg_event_trigger'::regclass and m.objid = e.oid)
  union all
  select 'comments', 60, null, case d.classoid when 'pg_class'::regclass then coalesce(o.key, concat_ws(chr(9), 'index', x.nspname, x.relname))
      when 'pg_namespace'::regclass then concat_ws(chr(9), 'schema', i.name) when 'pg_type'::regclass then concat_ws(chr(9), 'type', i.schema, i.name)
      when 'pg_constraint'::regclass then null else concat_ws(chr(9), case d.classoid when 'pg_proc'::regclass then 'routine'
        when 'pg_statistic_ext'::regclass then 'statistics' when 'pg_event_trigger'::regclass then 'event trigger'
        else i.type end, d.objoid) end, 'comment on ' || i.type || ' ' || i.identity,
    format('comment on %s %s is %L', case i.type when 'statistics object' then 'statistics' when 'domain constraint' then 'constraint'
        when 'table column' then 'column' when 'view column' then 'column' when 'table constraint' then 'constraint' when 'materialized view column' then 'column'
        else i.type end,
      case when i.type = 'domain constraint' then regexp_replace(i.identity, ' on ', ' on domain ') else i.identity end, d.description)
  from pg_description d cross join lateral pg_identify_object(d.classoid, d.objoid, d.objsubid) i
  left join own o on d.classoid = 'pg_class'::regclass and o.oid = d.objoid and o.relkind in ('v', 'm')
  left join lateral (select c.nspname, c.relname from own c join pg_index y on y.indexrelid = c.oid join own m on m.oid = y.indrelid
    where d.classoid = 'pg_class'::regclass and c.oid = d.objoid and m.relkind = 'm') x on true
  where not exists (select from members m where m.classid = d.classoid and m.objid = d.objoid)
    and (d.objsubid > 0 and o.oid is not null or x.relname is not null
      or d.classoid = 'pg_constraint'::regclass and exists (
        select from pg_constraint k where k.oid = d.objoid and (k.contypid <> 0 or k.contype in ('t', 'n')))
      or d.classoid = 'pg_type'::regclass and exists (select from types y where y.oid = d.objoid and (y.typtype = 'r' or y.oid in (select oid from collated)))
      or d.classoid in ('pg_proc'::regclass, 'pg_trigger'::regclass, 'pg_policy'::regclass, 'pg_rewrite'::regclass,
        'pg_namespace'::regclass, 'pg_statistic_ext'::regclass, 'pg_publication'::regclass, 'pg_event_trigger'::regclass,
        'pg_cast'::regclass, 'pg_collation'::regclass))
    and (d.objoid >= 16384 or d.classoid = 'pg_namespace'::regclass and i.identity = 'public'
      and d.description <> 'standard public schema')
  union all
  select 'comments', 61, null, concat_ws(chr(9), 'extension', e.extname), 'comment on extension ' || e.extname,
    format('comment on extension %I is %L', e.extname, c.description)
  from pg_extension e left join pg_available_extensions a on a.name = e.extname
  left join pg_description c on c.classoid = 'pg_extension'::regclass and c.objoid = e.oid
  where c.description is distinct from a.comment
  union all
  select 'unsupported', 99, null, null, pg_describe_object(u.classid, u.oid, 0), null from (
    select 'pg_operator'::regclass as classid, oid, oprnamespace as space from pg_operator
    union all select 'pg_opclass'::regclass, oid, opcnamespace from pg_opclass
    union all select 'pg_ts_config'::regclass, oid, cfgnamespace from pg_ts_config
    union all select 'pg_ts_dict'::regclass, oid, dictnamespace from pg_ts_dict
    union all select 'pg_ts_parser'::regclass, oid, prsnamespace from pg_ts_parser
    union all select 'pg_ts_template'::regclass, oid, tmplnamespace from pg_ts_template
    union all select 'pg_conversion'::regclass, oid, connamespace from pg_conversion
    union all select 'pg_class'::regclass, oid, relnamespace from pg_class where relkind = 'f'
    union all select 'pg_type'::regclass, oid, typnamespace from pg_type where typtype = 'b' and typcategory <> 'A' or not typisdefined
    union all select 'pg_foreign_data_wrapper'::regclass, oid, null from pg_foreign_data_wrapper
    union all select 'pg_foreign_server'::regclass, oid, null from pg_foreign_server
    union all select 'pg_language'::regclass, oid, null from pg_language where oid >= 16384
    union all select 'pg_am'::regclass, oid, null from pg_am where oid >= 16384
    union all select 'pg_transform'::regclass, oid, null from pg_transform) u
  where u.oid >= 16384 and not exists (select from members m where m.classid = u.classid and m.objid = u.oid)
    and (u.space is null or exists (select from spaces n where n.oid = u.space)))
select area, key, holder, title, sql from found order by number, title, sql
