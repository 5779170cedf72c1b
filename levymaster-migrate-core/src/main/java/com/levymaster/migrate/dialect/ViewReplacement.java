package com.levymaster.migrate.dialect;

import static com.levymaster.migrate.dialect.Identifiers.quote;

import com.levymaster.migrate.operation.ViewOperation.ReplaceView;
import com.levymaster.migrate.schema.DatabaseSchema;
import java.util.function.Supplier;

/**
 * The block that replaces the query of a view. The server's {@code create or replace view} resets the options of the
 * view, and a view that is created anew has nothing else of the former one either; both are read from the catalog at that
 * moment.
 */
final class ViewReplacement {

    /** Triggers and rules, whose definitions name the view: read before it gets another name. */
    private static final String DEFINITIONS = """
            select coalesce(pg_catalog.array_agg(d.sql order by d.n, d.name), '{}') from (
              select 1, t.tgname, pg_catalog.pg_get_triggerdef(t.oid) from pg_catalog.pg_trigger t
                where t.tgrelid operator(pg_catalog.=) %1$s and not t.tgisinternal
              union all
              select 2, t.tgname, pg_catalog.format('comment on trigger %%I on %%s is %%L', t.tgname, %2$s, pg_catalog.obj_description(t.oid, 'pg_trigger'))
                from pg_catalog.pg_trigger t
                where t.tgrelid operator(pg_catalog.=) %1$s and pg_catalog.obj_description(t.oid, 'pg_trigger') is not null
              union all
              select 1, r.rulename, pg_catalog.pg_get_ruledef(r.oid) from pg_catalog.pg_rewrite r
                where r.ev_class operator(pg_catalog.=) %1$s and r.rulename operator(pg_catalog.<>) '_RETURN'
              union all
              select 2, r.rulename, pg_catalog.format('comment on rule %%I on %%s is %%L', r.rulename, %2$s, pg_catalog.obj_description(r.oid, 'pg_rewrite'))
                from pg_catalog.pg_rewrite r
                where r.ev_class operator(pg_catalog.=) %1$s and pg_catalog.obj_description(r.oid, 'pg_rewrite') is not null) d (n, name, sql)
        """;

    /**
     * The owner, comments, defaults of columns and privileges, for the columns that both views have. The new view may have
     * default privileges.
     */
    private static final String PROPERTIES = """
              with former as (
                select c.relowner, c.relacl from pg_catalog.pg_class c where c.oid operator(pg_catalog.=) %1$s),
              kept as (
                select a.attname, a.attnum, a.attacl from pg_catalog.pg_attribute a
                join pg_catalog.pg_attribute b on b.attrelid operator(pg_catalog.=) %3$s and b.attname operator(pg_catalog.=) a.attname
                where a.attrelid operator(pg_catalog.=) %1$s),
              privileged as (
                select f.* from former f where f.relacl is not null
                  or exists (select from pg_catalog.pg_default_acl d where d.defaclobjtype operator(pg_catalog.=) 'r'))
              select p.sql from (
                select 1, pg_catalog.format('alter view %%s owner to %%I', %2$s, pg_catalog.pg_get_userbyid(f.relowner))
                  from former f where pg_catalog.pg_get_userbyid(f.relowner) operator(pg_catalog.<>) current_user
                union all
                select 2, pg_catalog.format('comment on view %%s is %%L', %2$s, pg_catalog.obj_description(%1$s, 'pg_class'))
                  where pg_catalog.obj_description(%1$s, 'pg_class') is not null
                union all
                select 2, pg_catalog.format('comment on column %%s.%%I is %%L', %2$s, k.attname, pg_catalog.col_description(%1$s, k.attnum))
                  from kept k where pg_catalog.col_description(%1$s, k.attnum) is not null
                union all
                select 2, pg_catalog.format('alter view %%s alter column %%I set default %%s', %2$s, k.attname,
                    pg_catalog.pg_get_expr(d.adbin, d.adrelid))
                  from pg_catalog.pg_attrdef d join kept k on k.attnum operator(pg_catalog.=) d.adnum
                  where d.adrelid operator(pg_catalog.=) %1$s
                union all
                select 2, pg_catalog.format('revoke all on %%s from %%s', %2$s,
                    case when g.grantee operator(pg_catalog.=) 0 then 'public' else pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(g.grantee)) end)
                  from privileged f cross join lateral (
                    select f.relowner
                    union select a.grantee from pg_catalog.pg_default_acl d cross join lateral pg_catalog.aclexplode(d.defaclacl) a
                    where d.defaclobjtype operator(pg_catalog.=) 'r') g (grantee)
                union all
                select 3, pg_catalog.format('grant %%s on %%s to %%s%%s', x.privilege_type, %2$s,
                    case when x.grantee operator(pg_catalog.=) 0 then 'public' else pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(x.grantee)) end,
                    case when x.is_grantable then ' with grant option' end)
                  from privileged f
                  cross join lateral pg_catalog.aclexplode(coalesce(f.relacl, pg_catalog.acldefault('r', f.relowner))) x
                union all
                select 4, pg_catalog.format('grant %%s (%%I) on %%s to %%s%%s', x.privilege_type, k.attname, %2$s,
                    case when x.grantee operator(pg_catalog.=) 0 then 'public' else pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(x.grantee)) end,
                    case when x.is_grantable then ' with grant option' end)
                  from kept k cross join lateral pg_catalog.aclexplode(k.attacl) x) p (n, sql)
              order by p.n
        """;

    private ViewReplacement() {}

    static SqlStatement block(ReplaceView operation, String query, Supplier<DatabaseSchema> before) {
        String name = quote(operation.name());
        String reg = "pg_catalog.to_regclass(" + Literals.quoted(name) + ")";
        StringBuilder body = new StringBuilder("declare\n  options text := (select pg_catalog.format(' with (%s)',"
                + " pg_catalog.array_to_string(c.reloptions, ', ')) from pg_catalog.pg_class c"
                + " where c.oid operator(pg_catalog.=) " + reg + " and c.reloptions is not null);\n");
        body.append(operation.columns() == null ? "" : "  statement text;\n  definitions text[];\n")
                .append("begin\n");
        body.append(execute("create or replace view " + name, query, "  "));
        if (operation.columns() != null) {
            body.append(recreated(operation, query, before.get()));
        }
        return ExistenceClauses.anonymous(body.append("end").toString());
    }

    /** The former view has another name meanwhile, so that its properties can be read. */
    private static String recreated(ReplaceView operation, String query, DatabaseSchema schema) {
        String name = quote(operation.name());
        String former = TemporaryNames.unused(
                operation.name().name(),
                "_levymaster_former",
                n -> schema.views().containsKey(schema.resolve(operation.name().renamed(n)))
                        || schema.tables()
                                .containsKey(schema.resolve(operation.name().renamed(n))));
        String formerName = quote(operation.name().renamed(former));
        String old = regclass(formerName);
        String loop = "  loop\n    execute statement;\n  end loop;\n";
        return "exception when invalid_table_definition then\n  definitions := (\n"
                + DEFINITIONS.formatted(regclass(name), Literals.quoted(name)) + "  );\n"
                + "  alter view " + name + " rename to " + quote(former) + ";\n"
                + execute("create view " + name, query, "  ")
                + "  for statement in\n"
                + PROPERTIES.formatted(old, Literals.quoted(name), regclass(name))
                + loop
                + "  foreach statement in array definitions\n"
                + loop
                + "  drop view " + formerName + ";\n";
    }

    private static String regclass(String quotedName) {
        return Literals.quoted(quotedName) + "::pg_catalog.regclass";
    }

    private static String execute(String create, String query, String indent) {
        return indent + "execute pg_catalog.concat(" + ExistenceClauses.dollarQuoted(create) + ", options, "
                + ExistenceClauses.dollarQuoted(" as\n" + query) + ");\n";
    }
}
