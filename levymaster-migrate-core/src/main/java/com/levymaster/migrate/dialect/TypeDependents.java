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
     * Statements in the order of {@code n}: defaults, checks and exclusion constraints, indexes, foreign keys, the
     * privileges of the type, and triggers. Keys and indexes of columns alone follow a change of type by themselves.
     */
    private static final String SQL = """
              with of_type as (
                select t.oid, t.typarray, t.typacl from pg_catalog.pg_type t where t.oid operator(pg_catalog.=) %1$s::pg_catalog.regtype),
              dependent as (
                select distinct d.classid, d.objid from pg_catalog.pg_depend d cross join of_type t
                where d.refclassid operator(pg_catalog.=) 'pg_catalog.pg_type'::pg_catalog.regclass and (d.refobjid operator(pg_catalog.=) t.oid or d.refobjid operator(pg_catalog.=) t.typarray)
                  or d.refclassid operator(pg_catalog.=) 'pg_catalog.pg_class'::pg_catalog.regclass and exists (
                    select from pg_catalog.pg_attribute a
                    where a.attrelid operator(pg_catalog.=) d.refobjid and a.attnum operator(pg_catalog.=) d.refobjsubid and (a.atttypid operator(pg_catalog.=) t.oid or a.atttypid operator(pg_catalog.=) t.typarray))),
              definition (n, name, before, after, comment, tablespace) as (
                select 1, a.attname,
                  pg_catalog.format('alter table %%s alter column %%I drop default', a.attrelid::pg_catalog.regclass, a.attname),
                  pg_catalog.format('alter table %%s alter column %%I set default %%s', a.attrelid::pg_catalog.regclass, a.attname,
                    pg_catalog.pg_get_expr(d.adbin, d.adrelid)), null, null
                from dependent u
                join pg_catalog.pg_attrdef d on d.oid operator(pg_catalog.=) u.objid
                join pg_catalog.pg_attribute a on a.attrelid operator(pg_catalog.=) d.adrelid and a.attnum operator(pg_catalog.=) d.adnum
                where u.classid operator(pg_catalog.=) 'pg_catalog.pg_attrdef'::pg_catalog.regclass and a.attgenerated operator(pg_catalog.=) ''
                union all
                select case when c.contype operator(pg_catalog.=) 'f' then 4 else 2 end, c.conname,
                  pg_catalog.format('alter table %%s drop constraint %%I', c.conrelid::pg_catalog.regclass, c.conname),
                  pg_catalog.format('alter table %%s add constraint %%I %%s', c.conrelid::pg_catalog.regclass, c.conname,
                    pg_catalog.pg_get_constraintdef(c.oid)),
                  pg_catalog.format('comment on constraint %%I on %%s is ', c.conname, c.conrelid::pg_catalog.regclass)
                    operator(pg_catalog.||) pg_catalog.quote_literal(pg_catalog.obj_description(c.oid, 'pg_constraint')), null
                from pg_catalog.pg_constraint c
                where exists (
                    select from dependent u
                    where u.classid operator(pg_catalog.=) 'pg_catalog.pg_constraint'::pg_catalog.regclass and u.objid operator(pg_catalog.=) c.oid
                      or u.classid operator(pg_catalog.=) 'pg_catalog.pg_class'::pg_catalog.regclass and u.objid operator(pg_catalog.=) c.conindid
                        and c.contype operator(pg_catalog.=) 'x')
                  and c.contype operator(pg_catalog.=) any ('{c,x,f}')
                  and c.conrelid operator(pg_catalog.<>) 0 and c.conislocal and c.conparentid operator(pg_catalog.=) 0
                union all
                select 3, i.relname, pg_catalog.format('drop index %%s', i.oid::pg_catalog.regclass), pg_catalog.pg_get_indexdef(i.oid),
                  pg_catalog.format('comment on index %%s is ', i.oid::pg_catalog.regclass)
                    operator(pg_catalog.||) pg_catalog.quote_literal(pg_catalog.obj_description(i.oid, 'pg_class')),
                  pg_catalog.format('alter index %%s set tablespace ', i.oid::pg_catalog.regclass)
                    operator(pg_catalog.||) (select pg_catalog.quote_ident(t.spcname) from pg_catalog.pg_tablespace t where t.oid operator(pg_catalog.=) i.reltablespace)
                from dependent u
                join pg_catalog.pg_index x on x.indexrelid operator(pg_catalog.=) u.objid
                join pg_catalog.pg_class i on i.oid operator(pg_catalog.=) x.indexrelid
                where u.classid operator(pg_catalog.=) 'pg_catalog.pg_class'::pg_catalog.regclass and not i.relispartition
                  and (x.indpred is not null or x.indexprs is not null)
                  and not exists (
                    select from pg_catalog.pg_constraint c where c.conindid operator(pg_catalog.=) i.oid and c.contype operator(pg_catalog.=) any ('{p,u,x}'))
                union all
                select 5, null, null, 'revoke all on type %2$s from public', null, null from of_type where typacl is not null
                union all
                select 6, null, null, pg_catalog.format('grant usage on type %2$s to %%s%%s',
                  case when a.grantee operator(pg_catalog.=) 0 then 'public' else pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(a.grantee)) end,
                  case when a.is_grantable then ' with grant option' end), null, null
                from of_type cross join lateral pg_catalog.aclexplode(typacl) a
                union all
                select 7, t.tgname, pg_catalog.format('drop trigger %%I on %%s', t.tgname, t.tgrelid::pg_catalog.regclass),
                  pg_catalog.pg_get_triggerdef(t.oid),
                  pg_catalog.format('comment on trigger %%I on %%s is ', t.tgname, t.tgrelid::pg_catalog.regclass)
                    operator(pg_catalog.||) pg_catalog.quote_literal(pg_catalog.obj_description(t.oid, 'pg_trigger')),
                  case when t.tgenabled operator(pg_catalog.<>) 'O' then pg_catalog.format('alter table %%s %%s trigger %%I', t.tgrelid::pg_catalog.regclass,
                    case when t.tgenabled operator(pg_catalog.=) 'D' then 'disable' when t.tgenabled operator(pg_catalog.=) 'R' then 'enable replica' else 'enable always' end, t.tgname) end
                from dependent u
                join pg_catalog.pg_trigger t on t.oid operator(pg_catalog.=) u.objid
                where u.classid operator(pg_catalog.=) 'pg_catalog.pg_trigger'::pg_catalog.regclass and not t.tgisinternal
                  and t.tgparentid operator(pg_catalog.=) 0)
              select coalesce(pg_catalog.array_agg(d.before order by d.n desc, d.name) filter (where s.k operator(pg_catalog.=) 1 and d.before is not null), '{}'),
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
                + SQL.formatted(
                        Literals.quoted(quote(type)),
                        quote(type).replace("%", "%%").replace("'", "''"))
                + loop("dropped")
                + ExistenceClauses.executed(replacement, "  ")
                + loop("recreated")
                + "end");
    }

    private static String loop(String statements) {
        return "  foreach statement in array " + statements + " loop\n    execute statement;\n  end loop;\n";
    }
}
