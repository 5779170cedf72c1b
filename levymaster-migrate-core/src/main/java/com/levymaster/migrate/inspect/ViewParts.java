package com.levymaster.migrate.inspect;

import com.levymaster.migrate.schema.ObjectName;
import java.sql.Connection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Reads what belongs to views apart from their queries, comments and privileges. */
public final class ViewParts {

    private static final String SQL = """
            select n.nspname, c.relname, p.drop_sql, p.create_sql, p.obstacle from pg_catalog.pg_class c
            join pg_catalog.pg_namespace n on n.oid operator(pg_catalog.=) c.relnamespace
            cross join lateral (
              select null as drop_sql, null as create_sql,
                'it belongs to the role ' operator(pg_catalog.||) pg_catalog.pg_get_userbyid(c.relowner) as obstacle
                where pg_catalog.pg_get_userbyid(c.relowner) operator(pg_catalog.<>) current_user
              union all select null, null, 'single columns of it have privileges or defaults'
                where exists (select from pg_catalog.pg_attribute a where a.attrelid operator(pg_catalog.=) c.oid
                  and a.attnum operator(pg_catalog.>) 0 and (a.attacl is not null or a.atthasdef))
              union all select
                pg_catalog.format('alter %1$s %2$s reset (%3$s)', k.kind, c.oid::pg_catalog.regclass,
                  (select pg_catalog.string_agg(pg_catalog.split_part(o.option, '=', 1), ', ') from pg_catalog.unnest(c.reloptions) as o(option))),
                pg_catalog.format('alter %1$s %2$s set (%3$s)', k.kind, c.oid::pg_catalog.regclass,
                  pg_catalog.array_to_string(c.reloptions, ', ')), null
                from (select case when c.relkind operator(pg_catalog.=) 'm' then 'materialized view' else 'view' end as kind) k
                where c.reloptions is not null
              union all select
                pg_catalog.format('comment on column %s.%I is null', c.oid::pg_catalog.regclass, a.attname),
                pg_catalog.format('comment on column %s.%I is %L', c.oid::pg_catalog.regclass, a.attname, t.description), null
                from pg_catalog.pg_description t
                join pg_catalog.pg_attribute a on a.attrelid operator(pg_catalog.=) c.oid and a.attnum operator(pg_catalog.=) t.objsubid
                where t.objoid operator(pg_catalog.=) c.oid and t.classoid operator(pg_catalog.=) 'pg_catalog.pg_class'::pg_catalog.regclass
                  and t.objsubid operator(pg_catalog.>) 0
              union all select
                pg_catalog.format('drop index %s', i.indexrelid::pg_catalog.regclass), pg_catalog.pg_get_indexdef(i.indexrelid), null
                from pg_catalog.pg_index i where i.indrelid operator(pg_catalog.=) c.oid
              union all select
                pg_catalog.format('drop trigger %I on %s', g.tgname, c.oid::pg_catalog.regclass), pg_catalog.pg_get_triggerdef(g.oid, true),
                case when g.tgenabled operator(pg_catalog.<>) 'O' then 'a trigger of it is not enabled as usual' end
                from pg_catalog.pg_trigger g where g.tgrelid operator(pg_catalog.=) c.oid and not g.tgisinternal
              union all select
                pg_catalog.format('drop rule %I on %s', r.rulename, c.oid::pg_catalog.regclass),
                pg_catalog.rtrim(pg_catalog.pg_get_ruledef(r.oid, true), ';'), null
                from pg_catalog.pg_rewrite r where r.ev_class operator(pg_catalog.=) c.oid and r.rulename operator(pg_catalog.<>) '_RETURN') p
            where c.relkind operator(pg_catalog.=) any ('{v,m}')
              and n.nspname operator(pg_catalog.=) coalesce(cast(:schema as pg_catalog.text), pg_catalog.current_schema())::pg_catalog.name
              and c.relname operator(pg_catalog.=) cast(:name as pg_catalog.text)::pg_catalog.name
            order by p.create_sql
            """;

    private ViewParts() {}

    /**
     * An option, column comment, index, trigger or rule of a view, with the statements that drop and create it.
     *
     * @param obstacle why the view cannot be dropped and created again as it is; {@code null} if it can
     */
    public record ViewPart(
            @Nullable String drop,
            @Nullable String create,
            @Nullable String obstacle) {}

    /** Reads the parts of one view. */
    public static List<ViewPart> read(Connection connection, ObjectName view) {
        return JdbcClient.create(new SingleConnectionDataSource(connection, true))
                .sql(SQL)
                .param("schema", view.schema())
                .param("name", view.name())
                .query((result, n) -> new ViewPart(
                        result.getString("drop_sql"), result.getString("create_sql"), result.getString("obstacle")))
                .list();
    }
}
