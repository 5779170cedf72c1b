package com.levymaster.migrate.dialect;

import static com.levymaster.migrate.dialect.Identifiers.quote;

import com.levymaster.migrate.operation.TypeOperation.RemoveEnumValue;

/**
 * The PL/pgSQL that replaces a type by another of the same name: what contains expressions of the type, or refers to its
 * columns, is dropped before and recreated afterwards, with the definitions that the server has at that moment.
 */
final class TypeDependents {

    /**
     * Statements in the order of {@code n}: the type, its columns, the end of the old type, defaults, checks and exclusion
     * constraints, indexes, foreign keys, the privileges of the type, which may have default privileges now, and triggers.
     * Keys and indexes of columns alone follow a change of type by themselves.
     */
    private static final String SQL = """
              with of_type as (
                select t.oid, t.typarray, t.typacl, t.typowner, pg_catalog.format('%%I.%%I', n.nspname, t.typname) as name
                from pg_catalog.pg_type t join pg_catalog.pg_namespace n on n.oid operator(pg_catalog.=) t.typnamespace
                where t.oid operator(pg_catalog.=) %1$s::pg_catalog.regtype),
              changed as (
                select a.attrelid, a.attname, a.attstorage, pg_catalog.to_jsonb(a) operator(pg_catalog.->>) 'attcompression' as compression,
                  y.typstorage as old_storage, y.typstorage as new_storage, a.attinhcount, a.atttypid operator(pg_catalog.=) t.typarray as is_array, t.name as type
                from of_type t
                join pg_catalog.pg_attribute a on a.atttypid operator(pg_catalog.=) t.oid or a.atttypid operator(pg_catalog.=) t.typarray
                join pg_catalog.pg_type y on y.oid operator(pg_catalog.=) a.atttypid
                join pg_catalog.pg_class c on c.oid operator(pg_catalog.=) a.attrelid and c.relkind operator(pg_catalog.=) any ('{r,p,f}')
                where not a.attisdropped),
              privileged as (
                select t.* from of_type t
                where t.typacl is not null or exists (select from pg_catalog.pg_default_acl d where d.defaclobjtype operator(pg_catalog.=) 'T')),
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
                    case a.atttypid when t.oid then pg_catalog.regexp_replace(pg_catalog.pg_get_expr(d.adbin, d.adrelid), %3$s, %4$s)
                      when t.typarray then pg_catalog.regexp_replace(pg_catalog.pg_get_expr(d.adbin, d.adrelid), %5$s, %6$s, 'g')
                      else pg_catalog.pg_get_expr(d.adbin, d.adrelid) end), null, null
                from of_type t cross join dependent u
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
                select -1, null, pg_catalog.format('alter type %%s rename to %%I', t.name, %2$s),
                  pg_catalog.format('create type %%s as enum (%%s)', t.name, (
                    select pg_catalog.string_agg(pg_catalog.quote_literal(e.enumlabel), ', ' order by e.enumsortorder) from pg_catalog.pg_enum e
                    where e.enumtypid operator(pg_catalog.=) t.oid and e.enumlabel operator(pg_catalog.<>) %7$s)), null, null
                from of_type t
                union all
                select 0, c.attname, null,
                  pg_catalog.format('alter table %%s alter column %%I type %%s using ', c.attrelid::pg_catalog.regclass, c.attname,
                      c.type operator(pg_catalog.||) case when c.is_array then '[]' else '' end)
                    operator(pg_catalog.||) case when c.is_array then pg_catalog.format(%8$s, c.attname, c.type) else pg_catalog.format(%9$s, c.attname, c.type) end,
                  null, null
                from changed c where c.attinhcount operator(pg_catalog.=) 0
                union all
                select 0, null, null, pg_catalog.format('drop type %%I.%%I', n.nspname, %2$s),
                  pg_catalog.format('comment on type %%s is ', t.name) operator(pg_catalog.||) pg_catalog.quote_literal(pg_catalog.obj_description(t.oid, 'pg_type')),
                  case when pg_catalog.pg_get_userbyid(t.typowner) operator(pg_catalog.<>) current_user
                    then pg_catalog.format('alter type %%s owner to %%I', t.name, pg_catalog.pg_get_userbyid(t.typowner)) end
                from of_type t
                join pg_catalog.pg_type y on y.oid operator(pg_catalog.=) t.oid
                join pg_catalog.pg_namespace n on n.oid operator(pg_catalog.=) y.typnamespace
                union all
                select 5, null, null, pg_catalog.format('revoke all on type %%s from %%s', t.name,
                  case when g.grantee operator(pg_catalog.=) 0 then 'public' else pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(g.grantee)) end), null, null
                from privileged t cross join lateral (
                  select 0::pg_catalog.oid union select t.typowner
                  union select a.grantee from pg_catalog.pg_default_acl d cross join lateral pg_catalog.aclexplode(d.defaclacl) a
                  where d.defaclobjtype operator(pg_catalog.=) 'T') g (grantee)
                union all
                select 6, null, null, pg_catalog.format('grant usage on type %%s to %%s%%s', t.name,
                  case when a.grantee operator(pg_catalog.=) 0 then 'public' else pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(a.grantee)) end,
                  case when a.is_grantable then ' with grant option' end), null, null
                from privileged t
                cross join lateral pg_catalog.aclexplode(coalesce(t.typacl, pg_catalog.acldefault('T', t.typowner))) a
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
                  and t.tgparentid operator(pg_catalog.=) 0
                union all
            """;

    private TypeDependents() {}

    /** A block that replaces the type by one without the label. */
    static SqlStatement replacing(RemoveEnumValue operation, String oldName) {
        String label = operation.label();
        String to = operation.replacement() == null ? label : operation.replacement();
        return ExistenceClauses.anonymous(TypeChangeLosses.VARIABLES + "begin\n"
                + missing(operation)
                + SQL.formatted(
                        Literals.quoted(quote(operation.name())),
                        Literals.quoted(oldName),
                        Literals.quoted("^'" + pattern(label) + "'(?=::)"),
                        Literals.quoted("'" + replacing(to) + "'"),
                        Literals.quoted("(?<=[{,])" + pattern(element(label)) + "(?=[},])"),
                        Literals.quoted(replacing(element(to))),
                        Literals.quoted(label),
                        Literals.quoted(convertedArray(operation)),
                        Literals.quoted(converted(operation)))
                + TypeChangeLosses.DEFINITIONS.formatted() + "  )\n"
                + TypeChangeLosses.COLLECT
                + TypeChangeLosses.loop("dropped")
                + TypeChangeLosses.loop("recreated")
                + "end");
    }

    private static String missing(RemoveEnumValue operation) {
        return "  if not exists (select from pg_catalog.pg_enum e where e.enumtypid operator(pg_catalog.=) "
                + Literals.quoted(quote(operation.name()))
                + "::pg_catalog.regtype and e.enumlabel operator(pg_catalog.=) " + Literals.quoted(operation.label())
                + ") then\n    raise undefined_object using message = "
                + Literals.quoted("enum " + operation.name() + " has no value '" + operation.label() + "'")
                + ";\n  end if;\n";
    }

    /** A format of the server; its arguments are the column and the type. */
    private static String converted(RemoveEnumValue operation) {
        String to = operation.replacement();
        return to == null
                ? "%1$I::text::%2$s"
                : "(case %1$I::text when " + inFormat(operation.label()) + " then " + inFormat(to)
                        + " else %1$I::text end)::%2$s";
    }

    private static String convertedArray(RemoveEnumValue operation) {
        String to = operation.replacement();
        return to == null
                ? "%1$I::text[]::%2$s[]"
                : "array_replace(%1$I::text[], " + inFormat(operation.label()) + ", " + inFormat(to) + ")::%2$s[]";
    }

    private static String inFormat(String label) {
        return Literals.quoted(label).replace("%", "%%");
    }

    /** As a default of the server contains it, for a regular expression. */
    private static String pattern(String label) {
        return doubled(label).replaceAll("[^\\p{L}\\p{N}']", "\\\\$0");
    }

    /** As the text of an array contains it. */
    private static String element(String label) {
        boolean plain = !label.isEmpty() && !label.equalsIgnoreCase("null") && !label.matches("(?s).*[{},\"\\\\\\s].*");
        return plain ? label : "\"" + label.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static String replacing(String label) {
        return doubled(label).replace("\\", "\\\\");
    }

    private static String doubled(String label) {
        return label.replace("'", "''");
    }
}
