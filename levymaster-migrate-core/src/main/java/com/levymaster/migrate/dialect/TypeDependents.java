package com.levymaster.migrate.dialect;

import static com.levymaster.migrate.dialect.Identifiers.quote;

import com.levymaster.migrate.schema.ObjectName;
import java.util.List;

/**
 * The PL/pgSQL that replaces a type by another of the same name: what contains expressions of the type, or refers to its
 * columns, is dropped before and recreated afterwards, with the definitions that the server has at that moment.
 */
final class TypeDependents {

    /**
     * Statements in the order of {@code n}: defaults, checks and exclusion constraints, indexes, foreign keys, and the
     * privileges of the type. Keys and indexes of columns alone follow a change of type by themselves.
     */
    private static final String SQL = """
              with of_type as (
                select t.oid, t.typarray, t.typacl from pg_catalog.pg_type t where t.oid = %1$s::pg_catalog.regtype),
              dependent as (
                select distinct d.classid, d.objid from pg_catalog.pg_depend d
                where d.refclassid = 'pg_catalog.pg_type'::pg_catalog.regclass
                    and d.refobjid in (select pg_catalog.unnest(array[oid, typarray]) from of_type)
                  or d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
                    and exists (select from pg_catalog.pg_attribute a
                      where a.attrelid = d.refobjid and a.attnum = d.refobjsubid and not a.attisdropped
                        and a.atttypid in (select pg_catalog.unnest(array[oid, typarray]) from of_type))),
              definition (n, name, before, after, comment, tablespace) as (
                select 1, a.attname, pg_catalog.format('alter table %%s alter column %%I drop default', a.attrelid::pg_catalog.regclass, a.attname),
                  pg_catalog.format('alter table %%s alter column %%I set default %%s', a.attrelid::pg_catalog.regclass, a.attname,
                    pg_catalog.pg_get_expr(d.adbin, d.adrelid)), null, null
                from pg_catalog.pg_attrdef d join pg_catalog.pg_attribute a on (a.attrelid, a.attnum) = (d.adrelid, d.adnum)
                where ('pg_catalog.pg_attrdef'::pg_catalog.regclass, d.oid) in (select * from dependent) and a.attgenerated = ''
                union all
                select case c.contype when 'f' then 4 else 2 end, c.conname,
                  pg_catalog.format('alter table %%s drop constraint %%I', c.conrelid::pg_catalog.regclass, c.conname),
                  pg_catalog.format('alter table %%s add constraint %%I %%s', c.conrelid::pg_catalog.regclass, c.conname,
                    pg_catalog.pg_get_constraintdef(c.oid)),
                  pg_catalog.format('comment on constraint %%I on %%s is ', c.conname, c.conrelid::pg_catalog.regclass)
                    || pg_catalog.quote_literal(pg_catalog.obj_description(c.oid, 'pg_constraint')), null
                from pg_catalog.pg_constraint c
                where ('pg_catalog.pg_constraint'::pg_catalog.regclass, c.oid) in (select * from dependent)
                  and c.contype in ('c', 'x', 'f') and c.conrelid <> 0 and c.conislocal and c.conparentid = 0
                union all
                select 3, i.relname, pg_catalog.format('drop index %%s', i.oid::pg_catalog.regclass), pg_catalog.pg_get_indexdef(i.oid),
                  pg_catalog.format('comment on index %%s is ', i.oid::pg_catalog.regclass)
                    || pg_catalog.quote_literal(pg_catalog.obj_description(i.oid, 'pg_class')),
                  pg_catalog.format('alter index %%s set tablespace ', i.oid::pg_catalog.regclass)
                    || (select pg_catalog.quote_ident(t.spcname) from pg_catalog.pg_tablespace t where t.oid = i.reltablespace)
                from pg_catalog.pg_index x join pg_catalog.pg_class i on i.oid = x.indexrelid
                where ('pg_catalog.pg_class'::pg_catalog.regclass, i.oid) in (select * from dependent)
                  and (x.indpred is not null or x.indexprs is not null) and not i.relispartition
                  and not exists (select from pg_catalog.pg_constraint c where c.conindid = i.oid and c.contype in ('p', 'u', 'x'))
                union all
                select 5, null, null, 'revoke all on type %2$s from public', null, null from of_type where typacl is not null
                union all
                select 6, null, null, pg_catalog.format('grant usage on type %2$s to %%s%%s',
                  case a.grantee when 0 then 'public' else pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(a.grantee)) end,
                  case when a.is_grantable then ' with grant option' end), null, null
                from of_type cross join lateral pg_catalog.aclexplode(typacl) a)
              select coalesce(pg_catalog.array_agg(d.before order by d.n desc, d.name) filter (where s.k = 1 and d.before is not null), '{}'),
                coalesce(pg_catalog.array_agg(s.sql order by d.n, d.name, s.k) filter (where s.sql is not null), '{}')
              into dropped, recreated
              from definition d cross join lateral (values (1, d.after), (2, d.comment), (3, d.tablespace)) s (k, sql);
            """;

    private TypeDependents() {}

    /**
     * A block that drops the dependents, replaces the type, and recreates them.
     *
     * @param first statements before the definitions are read
     */
    static SqlStatement replacing(ObjectName type, List<SqlStatement> first, List<SqlStatement> replacement) {
        return ExistenceClauses.anonymous("declare\n  dropped text[];\n  recreated text[];\n  statement text;\nbegin\n"
                + ExistenceClauses.executed(first, "  ")
                + SQL.formatted(Literals.quoted(quote(type)), quote(type).replace("%", "%%").replace("'", "''"))
                + loop("dropped")
                + ExistenceClauses.executed(replacement, "  ")
                + loop("recreated")
                + "end");
    }

    private static String loop(String statements) {
        return "  foreach statement in array " + statements + " loop\n    execute statement;\n  end loop;\n";
    }
}
