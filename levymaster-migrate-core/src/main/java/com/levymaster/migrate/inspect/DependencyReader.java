package com.levymaster.migrate.inspect;

import com.levymaster.migrate.schema.Dependencies;
import com.levymaster.migrate.schema.Dependencies.Dependency;
import com.levymaster.migrate.schema.Dependencies.Kind;
import com.levymaster.migrate.schema.Restriction;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Reads what depends on the tables, views, sequences and types of a database. */
public final class DependencyReader {

    private static final String DEPENDENCIES = """
            select false as restricts, rn.nspname as ref_schema, coalesce(rc.relname, el.typname, y.typname) as ref_name, ra.attname as ref_column,
              case when rw.rulename operator(pg_catalog.=) '_RETURN' then 'VIEW' when rw.oid is not null then 'RULE'
                when tg.oid is not null then 'TRIGGER' when po.oid is not null then 'POLICY'
                when ad.oid is not null then 'DEFAULT' when k.contype operator(pg_catalog.=) 'f' then 'FOREIGN_KEY'
                when k.conrelid operator(pg_catalog.<>) 0 then 'CHECK' when ca.oid is not null then 'CAST'
                when ty.oid is not null then 'DOMAIN'
                when pr.oid is not null then 'ROUTINE' when pu.oid is not null then 'PUBLICATION'
                when st.oid is not null then 'STATISTICS' when dc.oid is null then 'OTHER'
                when d.objsubid operator(pg_catalog.>) 0 then 'COLUMN' else 'CHILD' end as kind,
              hn.nspname as holder_schema, h.relname as holder_name,
              case when pu.oid is null then coalesce(hn.nspname, fn.nspname) end as object_schema,
              coalesce(rw.rulename, tg.tgname, po.polname, pr.proname, pu.pubname) as object_name,
              pg_catalog.pg_describe_object(d.classid, d.objid, d.objsubid) as description,
              case when tg.oid is not null then pg_catalog.format('drop trigger %I on %s', tg.tgname, h.oid::pg_catalog.regclass)
                when rw.oid is not null then pg_catalog.format('drop rule %I on %s', rw.rulename, h.oid::pg_catalog.regclass)
                when po.oid is not null then pg_catalog.format('drop policy %I on %s', po.polname, h.oid::pg_catalog.regclass)
                when st.oid is not null then 'drop statistics ' operator(pg_catalog.||) si.identity
                end as drop_sql,
              case when tg.tgenabled operator(pg_catalog.=) 'O' then pg_catalog.pg_get_triggerdef(tg.oid, true)
                when rw.rulename operator(pg_catalog.<>) '_RETURN' and rw.ev_enabled operator(pg_catalog.=) 'O'
                  then pg_catalog.rtrim(pg_catalog.pg_get_ruledef(rw.oid, true), ';')
                when po.oid is not null then pg_catalog.format('create policy %I on %s as %s for %s to %s%s%s',
                  po.polname, h.oid::pg_catalog.regclass, case when po.polpermissive then 'permissive' else 'restrictive' end,
                  case when po.polcmd operator(pg_catalog.=) 'r' then 'select' when po.polcmd operator(pg_catalog.=) 'a' then 'insert'
                    when po.polcmd operator(pg_catalog.=) 'w' then 'update' when po.polcmd operator(pg_catalog.=) 'd' then 'delete' else 'all' end,
                  (select pg_catalog.string_agg(case when u.role operator(pg_catalog.=) 0 then 'public'
                    else u.role::pg_catalog.regrole::pg_catalog.text end, ', ') from pg_catalog.unnest(po.polroles) as u(role)),
                  ' using (' operator(pg_catalog.||) pg_catalog.pg_get_expr(po.polqual, po.polrelid) operator(pg_catalog.||) ')',
                  ' with check (' operator(pg_catalog.||) pg_catalog.pg_get_expr(po.polwithcheck, po.polrelid) operator(pg_catalog.||) ')')
                when st.oid is not null then pg_catalog.pg_get_statisticsobjdef(st.oid)
                end as create_sql
            from pg_catalog.pg_depend d
            left join pg_catalog.pg_class rc on d.refclassid operator(pg_catalog.=) 'pg_catalog.pg_class'::pg_catalog.regclass
              and rc.oid operator(pg_catalog.=) d.refobjid and rc.relkind operator(pg_catalog.=) any ('{r,p,v,m,S,c}')
            left join pg_catalog.pg_attribute ra on ra.attrelid operator(pg_catalog.=) rc.oid
              and ra.attnum operator(pg_catalog.=) d.refobjsubid and d.refobjsubid operator(pg_catalog.>) 0
            left join pg_catalog.pg_type y on d.refclassid operator(pg_catalog.=) 'pg_catalog.pg_type'::pg_catalog.regclass
              and y.oid operator(pg_catalog.=) d.refobjid
            left join pg_catalog.pg_type el on el.oid operator(pg_catalog.=) y.typelem
              and y.typcategory operator(pg_catalog.=) 'A'
            join pg_catalog.pg_namespace rn on rn.oid operator(pg_catalog.=) coalesce(rc.relnamespace, el.typnamespace, y.typnamespace)
            left join pg_catalog.pg_rewrite rw on d.classid operator(pg_catalog.=) 'pg_catalog.pg_rewrite'::pg_catalog.regclass
              and rw.oid operator(pg_catalog.=) d.objid
            left join pg_catalog.pg_trigger tg on d.classid operator(pg_catalog.=) 'pg_catalog.pg_trigger'::pg_catalog.regclass
              and tg.oid operator(pg_catalog.=) d.objid and not tg.tgisinternal
            left join pg_catalog.pg_policy po on d.classid operator(pg_catalog.=) 'pg_catalog.pg_policy'::pg_catalog.regclass
              and po.oid operator(pg_catalog.=) d.objid
            left join pg_catalog.pg_attrdef ad on d.classid operator(pg_catalog.=) 'pg_catalog.pg_attrdef'::pg_catalog.regclass
              and ad.oid operator(pg_catalog.=) d.objid
            left join pg_catalog.pg_constraint k on d.classid operator(pg_catalog.=) 'pg_catalog.pg_constraint'::pg_catalog.regclass
              and k.oid operator(pg_catalog.=) d.objid
            left join pg_catalog.pg_cast ca on d.classid operator(pg_catalog.=) 'pg_catalog.pg_cast'::pg_catalog.regclass
              and ca.oid operator(pg_catalog.=) d.objid and ca.castmethod operator(pg_catalog.=) 'i'
              and 'pg_catalog.varchar'::pg_catalog.regtype operator(pg_catalog.=) any (array[ca.castsource, ca.casttarget])
            left join pg_catalog.pg_class dc on d.classid operator(pg_catalog.=) 'pg_catalog.pg_class'::pg_catalog.regclass
              and dc.oid operator(pg_catalog.=) d.objid
            left join pg_catalog.pg_statistic_ext st on d.classid operator(pg_catalog.=) 'pg_catalog.pg_statistic_ext'::pg_catalog.regclass
              and st.oid operator(pg_catalog.=) d.objid
            left join lateral pg_catalog.pg_identify_object(d.classid, st.oid, 0) si on true
            left join pg_catalog.pg_class h on h.oid operator(pg_catalog.=)
              coalesce(rw.ev_class, tg.tgrelid, po.polrelid, ad.adrelid, st.stxrelid, case when k.conrelid operator(pg_catalog.<>) 0 then k.conrelid end, dc.oid)
            left join pg_catalog.pg_namespace hn on hn.oid operator(pg_catalog.=) h.relnamespace
            left join pg_catalog.pg_proc pr on d.classid operator(pg_catalog.=) 'pg_catalog.pg_proc'::pg_catalog.regclass
              and pr.oid operator(pg_catalog.=) d.objid
            left join pg_catalog.pg_type ty on d.classid operator(pg_catalog.=) 'pg_catalog.pg_type'::pg_catalog.regclass
              and ty.oid operator(pg_catalog.=) d.objid and ty.typtype operator(pg_catalog.=) 'd'
            left join pg_catalog.pg_namespace fn on fn.oid operator(pg_catalog.=) pr.pronamespace
            left join pg_catalog.pg_publication_rel pl on d.classid operator(pg_catalog.=) 'pg_catalog.pg_publication_rel'::pg_catalog.regclass
              and pl.oid operator(pg_catalog.=) d.objid
            left join pg_catalog.pg_publication pu on pu.oid operator(pg_catalog.=) pl.prpubid
            where (d.deptype operator(pg_catalog.=) 'n' or d.deptype operator(pg_catalog.=) 'a' and (st.oid is not null or pl.oid is not null))
              and rn.nspname operator(pg_catalog.<>) 'information_schema' and not pg_catalog.starts_with(rn.nspname, 'pg_')
              and not exists (select from pg_catalog.pg_depend e where e.deptype operator(pg_catalog.=) 'e'
                    and (e.classid operator(pg_catalog.=) d.classid and e.objid operator(pg_catalog.=) d.objid
                      or e.classid operator(pg_catalog.=) d.refclassid and e.objid operator(pg_catalog.=) d.refobjid))
              and (tg.oid is null or tg.tgparentid operator(pg_catalog.=) 0)
              and (pr.oid is null or not exists (select from pg_catalog.pg_depend i where i.deptype operator(pg_catalog.=) 'i'
                    and i.classid operator(pg_catalog.=) d.classid and i.objid operator(pg_catalog.=) d.objid))
            """;

    private static final String SQL = DEPENDENCIES + " union all select true, r.on_schema, r.on_name, r.part, r.kind,"
            + " r.holder_schema, r.holder_name, null, null, r.description, null, null from (" + Restrictions.SQL + ") r"
            + " order by ref_schema, ref_name, description, ref_column";

    private DependencyReader() {}

    /** Reads the dependencies in one query. Names of the default schema have no schema. */
    public static Dependencies read(Connection connection, String defaultSchema) {
        JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        CatalogQueries queries = new CatalogQueries(jdbc, 0, defaultSchema, "{}");
        List<Dependency> dependencies = new ArrayList<>();
        List<Restriction> restrictions = new ArrayList<>();
        jdbc.sql(SQL).query((RowCallbackHandler) result -> {
            Row row = new Row(result);
            if (row.flag("restricts")) {
                restrictions.add(Restrictions.read(row, queries));
            } else {
                dependencies.add(dependency(row, queries));
            }
        });
        return new Dependencies(dependencies, restrictions);
    }

    private static Dependency dependency(Row row, CatalogQueries queries) throws SQLException {
        String object = row.textOrNull("object_name");
        String holder = row.textOrNull("holder_name");
        return new Dependency(
                queries.name(row.text("ref_schema"), row.text("ref_name")),
                row.textOrNull("ref_column"),
                Kind.valueOf(row.text("kind")),
                holder == null ? null : queries.name(row.text("holder_schema"), holder),
                object == null ? null : queries.name(row.textOrNull("object_schema"), object),
                row.text("description"),
                row.textOrNull("drop_sql"),
                row.textOrNull("create_sql"));
    }
}
