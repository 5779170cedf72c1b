package com.levymaster.migrate.inspect;

import com.levymaster.migrate.schema.ObjectName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * What depends on the tables, views, sequences and types of a database, and would be refused by the server, or dropped with them.
 *
 * @see <a href="https://www.postgresql.org/docs/current/catalog-pg-depend.html">PostgreSQL: pg_depend</a>
 */
public record Dependencies(List<Dependency> all) {

    /** No dependencies, as without a database. */
    public static final Dependencies NONE = new Dependencies(List.of());

    private static final String SQL = """
            select rn.nspname as ref_schema, coalesce(rc.relname, el.typname, y.typname) as ref_name, ra.attname as ref_column,
              case when rw.rulename operator(pg_catalog.=) '_RETURN' then 'VIEW' when rw.oid is not null then 'RULE'
                when tg.oid is not null then 'TRIGGER' when po.oid is not null then 'POLICY'
                when ad.oid is not null then 'DEFAULT' when k.contype operator(pg_catalog.=) 'f' then 'FOREIGN_KEY'
                when k.conrelid operator(pg_catalog.<>) 0 then 'CHECK' when ca.oid is not null then 'CAST'
                when dc.oid is null then 'OTHER'
                when d.objsubid operator(pg_catalog.>) 0 then 'COLUMN' else 'CHILD' end as kind,
              hn.nspname as holder_schema, h.relname as holder_name,
              pg_catalog.pg_describe_object(d.classid, d.objid, d.objsubid) as description,
              case when tg.oid is not null then pg_catalog.format('drop trigger %I on %s', tg.tgname, h.oid::pg_catalog.regclass)
                when rw.oid is not null then pg_catalog.format('drop rule %I on %s', rw.rulename, h.oid::pg_catalog.regclass)
                when po.oid is not null then pg_catalog.format('drop policy %I on %s', po.polname, h.oid::pg_catalog.regclass)
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
            left join pg_catalog.pg_class h on h.oid operator(pg_catalog.=)
              coalesce(rw.ev_class, tg.tgrelid, po.polrelid, ad.adrelid, case when k.conrelid operator(pg_catalog.<>) 0 then k.conrelid end, dc.oid)
            left join pg_catalog.pg_namespace hn on hn.oid operator(pg_catalog.=) h.relnamespace
            where d.deptype operator(pg_catalog.=) 'n'
              and rn.nspname operator(pg_catalog.<>) 'information_schema' and not pg_catalog.starts_with(rn.nspname, 'pg_')
              and not exists (select from pg_catalog.pg_depend e where e.deptype operator(pg_catalog.=) 'e'
                    and (e.classid operator(pg_catalog.=) d.classid and e.objid operator(pg_catalog.=) d.objid
                      or e.classid operator(pg_catalog.=) d.refclassid and e.objid operator(pg_catalog.=) d.refobjid))
              and (tg.oid is null or tg.tgparentid operator(pg_catalog.=) 0)
            order by ref_schema, ref_name, description, ref_column
            """;

    public Dependencies {
        all = List.copyOf(all);
    }

    /** Kinds of dependent objects. All but views and others are parts of a table or view. */
    public enum Kind {
        VIEW,
        RULE,
        TRIGGER,
        POLICY,
        DEFAULT,
        FOREIGN_KEY,
        CHECK,
        /** A cast between an enum type and {@code varchar}, as Hibernate creates it. */
        CAST,
        /** A column of a table, or an attribute of a composite type. */
        COLUMN,
        /** A table that inherits. */
        CHILD,
        OTHER
    }

    /**
     * One object that depends on another one.
     *
     * @param on the table, view, sequence or type
     * @param column the column of it; {@code null} for the object as a whole
     * @param holder the dependent view, or the table or view of which the dependent object is a part; {@code null} if none
     * @param description as PostgreSQL describes the dependent object
     * @param drop the statement that drops a rule, trigger or policy; {@code null} for others
     * @param create the statement that creates it again; {@code null} if it cannot be created as it is
     */
    public record Dependency(
            ObjectName on,
            @Nullable String column,
            Kind kind,
            @Nullable ObjectName holder,
            String description,
            @Nullable String drop,
            @Nullable String create) {}

    /** Reads the dependencies in one query. */
    public static Dependencies read(Connection connection, String defaultSchema) {
        JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        CatalogQueries queries = new CatalogQueries(jdbc, 0, defaultSchema, "{}");
        return new Dependencies(jdbc.sql(SQL)
                .query((result, n) -> dependency(new Row(result), queries))
                .list());
    }

    private static Dependency dependency(Row row, CatalogQueries queries) throws SQLException {
        String holder = row.textOrNull("holder_name");
        return new Dependency(
                queries.name(row.text("ref_schema"), row.text("ref_name")),
                row.textOrNull("ref_column"),
                Kind.valueOf(row.text("kind")),
                holder == null ? null : queries.name(row.text("holder_schema"), holder),
                row.text("description"),
                row.textOrNull("drop_sql"),
                row.textOrNull("create_sql"));
    }

    /** What depends on the object or any of its columns, other than the object itself. */
    public List<Dependency> of(ObjectName on) {
        return all.stream()
                .filter(d -> d.on().equals(on) && !on.equals(d.holder()))
                .toList();
    }

    /** What depends on the column. */
    public List<Dependency> of(ObjectName on, String column) {
        return all.stream()
                .filter(d -> d.on().equals(on) && Objects.equals(d.column(), column))
                .toList();
    }
}
