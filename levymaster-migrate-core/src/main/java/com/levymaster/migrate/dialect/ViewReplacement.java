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

    /** Comments, defaults of columns and privileges, for the columns that both views have. */
    private static final String PROPERTIES = """
                  select pg_catalog.format('comment on view %%s is %%L', %2$s, pg_catalog.obj_description(%1$s, 'pg_class'))
                    where pg_catalog.obj_description(%1$s, 'pg_class') is not null
                  union all
                  select pg_catalog.format('comment on column %%s.%%I is %%L', %2$s, a.attname, pg_catalog.col_description(%1$s, a.attnum))
                    from pg_catalog.pg_attribute a join pg_catalog.pg_attribute b on b.attrelid operator(pg_catalog.=) %3$s and b.attname operator(pg_catalog.=) a.attname
                    where a.attrelid operator(pg_catalog.=) %1$s and pg_catalog.col_description(%1$s, a.attnum) is not null
                  union all
                  select pg_catalog.format('alter view %%s alter column %%I set default %%s', %2$s, a.attname,
                      pg_catalog.pg_get_expr(d.adbin, d.adrelid))
                    from pg_catalog.pg_attrdef d
                    join pg_catalog.pg_attribute a on a.attrelid operator(pg_catalog.=) d.adrelid
                      and a.attnum operator(pg_catalog.=) d.adnum
                    join pg_catalog.pg_attribute b on b.attrelid operator(pg_catalog.=) %3$s and b.attname operator(pg_catalog.=) a.attname
                    where d.adrelid operator(pg_catalog.=) %1$s
                  union all
                  select pg_catalog.format('grant %%s on %%s to %%s%%s', x.privilege_type, %2$s,
                      case when x.grantee operator(pg_catalog.=) 0 then 'public' else pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(x.grantee)) end,
                      case when x.is_grantable then ' with grant option' end)
                    from pg_catalog.pg_class c cross join lateral pg_catalog.aclexplode(c.relacl) x
                    where c.oid operator(pg_catalog.=) %1$s and x.grantee operator(pg_catalog.<>) c.relowner
                  union all
                  select pg_catalog.format('grant %%s (%%I) on %%s to %%s%%s', x.privilege_type, a.attname, %2$s,
                      case when x.grantee operator(pg_catalog.=) 0 then 'public' else pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(x.grantee)) end,
                      case when x.is_grantable then ' with grant option' end)
                    from pg_catalog.pg_attribute a cross join lateral pg_catalog.aclexplode(a.attacl) x
                    join pg_catalog.pg_attribute b on b.attrelid operator(pg_catalog.=) %3$s and b.attname operator(pg_catalog.=) a.attname
                    where a.attrelid operator(pg_catalog.=) %1$s
            """;

    private ViewReplacement() {}

    static SqlStatement block(ReplaceView operation, String query, Supplier<DatabaseSchema> before) {
        String name = quote(operation.name());
        String reg = "pg_catalog.to_regclass(" + Literals.quoted(name) + ")";
        StringBuilder body = new StringBuilder("declare\n  options text := (select pg_catalog.format(' with (%s)',"
                + " pg_catalog.array_to_string(c.reloptions, ', ')) from pg_catalog.pg_class c"
                + " where c.oid operator(pg_catalog.=) " + reg + " and c.reloptions is not null);\n");
        body.append(operation.columns() == null ? "" : "  statement text;\n").append("begin\n");
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
                "_former",
                n -> schema.views().containsKey(schema.resolve(operation.name().renamed(n)))
                        || schema.tables()
                                .containsKey(schema.resolve(operation.name().renamed(n))));
        String formerName = quote(operation.name().renamed(former));
        String old = regclass(formerName);
        return "exception when invalid_table_definition then\n"
                + "  alter view " + name + " rename to " + quote(former) + ";\n"
                + execute("create view " + name, query, "  ")
                + "  for statement in\n"
                + PROPERTIES.formatted(old, Literals.quoted(name), regclass(name))
                + "  loop\n    execute statement;\n  end loop;\n"
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
