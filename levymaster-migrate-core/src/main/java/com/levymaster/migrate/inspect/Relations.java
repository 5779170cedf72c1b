package com.levymaster.migrate.inspect;

import com.levymaster.migrate.schema.CompositeType;
import com.levymaster.migrate.schema.GrantableKind;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.schema.View;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads tables, composite types and views from {@code pg_class}, without their columns, and the privileges on them. */
final class Relations {

    private static final String SQL = """
            select c.oid, c.reltype, n.nspname, c.relname, c.relkind,
              c.relpersistence operator(pg_catalog.=) 'u' as unlogged, ts.spcname,
              case when c.relkind operator(pg_catalog.=) 'p' then pg_catalog.pg_get_partkeydef(c.oid) end as partition_by,
              case when c.relispartition then pg_catalog.pg_get_expr(c.relpartbound, c.oid) end as bound,
              case when c.relkind operator(pg_catalog.=) any ('{v,m}') then %s end as query,
              case when c.relkind operator(pg_catalog.=) any ('{v,m}') then
                array(select v.name from (
                        select distinct un.nspname, u.relname, coalesce(a.attname, '') as attname
                        from pg_catalog.pg_rewrite w
                        join pg_catalog.pg_depend d on d.objid operator(pg_catalog.=) w.oid
                          and d.classid operator(pg_catalog.=) 'pg_catalog.pg_rewrite'::pg_catalog.regclass
                          and d.refclassid operator(pg_catalog.=) 'pg_catalog.pg_class'::pg_catalog.regclass
                          and d.refobjid operator(pg_catalog.<>) c.oid
                        join pg_catalog.pg_class u on u.oid operator(pg_catalog.=) d.refobjid
                        join pg_catalog.pg_namespace un on un.oid operator(pg_catalog.=) u.relnamespace
                        left join pg_catalog.pg_attribute a on a.attrelid operator(pg_catalog.=) d.refobjid
                          and a.attnum operator(pg_catalog.=) d.refobjsubid and a.attnum operator(pg_catalog.>) 0
                        where w.ev_class operator(pg_catalog.=) c.oid) u
                      cross join lateral (values
                        (1, u.nspname::pg_catalog.text), (2, u.relname::pg_catalog.text), (3, u.attname::pg_catalog.text)) v (n, name)
                      order by u.nspname, u.relname, u.attname, v.n) end as uses,
              c.relrowsecurity, c.relforcerowsecurity, c.reloptions, toast.reloptions as toast_options,
              case when c.oid operator(pg_catalog.=) any (array(select h.inhrelid from pg_catalog.pg_inherits h)) then
                array(select v.name from pg_catalog.pg_inherits i
                      join pg_catalog.pg_class p on p.oid operator(pg_catalog.=) i.inhparent
                      join pg_catalog.pg_namespace pn on pn.oid operator(pg_catalog.=) p.relnamespace
                      cross join lateral (values (1, pn.nspname::pg_catalog.text), (2, p.relname::pg_catalog.text)) v (n, name)
                      where i.inhrelid operator(pg_catalog.=) c.oid order by i.inhseqno, v.n) end as parents,
              case when c.relacl is not null then
                array(select v.name
                      from pg_catalog.aclexplode(c.relacl) with ordinality a(grantor, grantee, privilege_type, is_grantable, n)
                      cross join lateral (values
                        (1, case when a.grantee operator(pg_catalog.=) 0 then 'public'
                              else pg_catalog.pg_get_userbyid(a.grantee)::pg_catalog.text end),
                        (2, a.privilege_type), (3, a.is_grantable::pg_catalog.text)) v (n, name)
                      where a.grantee operator(pg_catalog.<>) c.relowner order by a.n, v.n) end as grants
            from pg_catalog.pg_class c
            join pg_catalog.pg_namespace n on n.oid operator(pg_catalog.=) c.relnamespace
            left join pg_catalog.pg_class toast on toast.oid operator(pg_catalog.=) c.reltoastrelid
            left join pg_catalog.pg_tablespace ts on ts.oid operator(pg_catalog.=) c.reltablespace
            where c.relkind operator(pg_catalog.=) any ('{r,p,v,m,S,c}')
              and c.relnamespace operator(pg_catalog.=) any (cast(:schemas as pg_catalog._oid))
              and not exists (select from pg_catalog.pg_depend e where e.deptype operator(pg_catalog.=) 'e' and (
                    e.classid operator(pg_catalog.=) 'pg_catalog.pg_class'::pg_catalog.regclass
                      and e.objid operator(pg_catalog.=) c.oid
                    or e.classid operator(pg_catalog.=) 'pg_catalog.pg_type'::pg_catalog.regclass
                      and e.objid operator(pg_catalog.=) c.reltype))
            """.formatted(ViewDefinition.of("c.oid"));

    private Relations() {}

    /**
     * One row of {@code pg_class}: a table or composite type without its columns, or a view, or neither; and the
     * privileges.
     */
    record Relation(
            long oid,
            @Nullable Table table,
            @Nullable View view,
            @Nullable CompositeType composite,
            boolean rowSecurity,
            boolean forcedRowSecurity,
            Grants grants) {}

    static List<Relation> read(CatalogQueries queries, Comments comments) {
        return queries.query(SQL, row -> relation(row, queries, comments));
    }

    private static Relation relation(Row row, CatalogQueries queries, Comments comments) throws SQLException {
        long oid = row.number("oid");
        ObjectName name = queries.name(row.text("nspname"), row.text("relname"));
        String comment = comments.relation(oid);
        char kind = row.letter("relkind");
        Table table = kind == 'r' || kind == 'p'
                ? new Table(name, List.of(), Map.of(), Map.of(), options(row, queries), comment)
                : null;
        View view = kind == 'v' || kind == 'm'
                ? new View(name, query(row), kind == 'm', comment, uses(row, queries))
                : null;
        CompositeType composite =
                kind == 'c' ? new CompositeType(name, List.of(), comments.type(row.number("reltype"))) : null;
        return new Relation(
                oid,
                table,
                view,
                composite,
                row.flag("relrowsecurity"),
                row.flag("relforcerowsecurity"),
                grants(kind, name, row, queries));
    }

    private static Table.Options options(Row row, CatalogQueries queries) throws SQLException {
        List<ObjectName> parents = new ArrayList<>();
        List<String> names = row.texts("parents");
        for (int i = 0; i < names.size(); i += 2) {
            parents.add(queries.name(names.get(i), names.get(i + 1)));
        }
        Optional<Table.Partition> partition = Optional.ofNullable(row.textOrNull("bound"))
                .flatMap(bound -> parents.stream().findFirst().map(parent -> new Table.Partition(parent, bound)));
        return new Table.Options(
                row.flag("unlogged"),
                row.textOrNull("spcname"),
                row.textOrNull("partition_by"),
                partition.isPresent() ? List.of() : parents,
                storage(row),
                partition.orElse(null));
    }

    private static Map<String, String> storage(Row row) throws SQLException {
        Map<String, String> storage = new TreeMap<>(row.options("reloptions"));
        row.options("toast_options").forEach((key, value) -> storage.put("toast." + key, value));
        return storage;
    }

    private static Set<View.Use> uses(Row row, CatalogQueries queries) throws SQLException {
        Set<View.Use> uses = new HashSet<>();
        List<String> names = row.texts("uses");
        for (int i = 0; i < names.size(); i += 3) {
            ObjectName relation = queries.name(names.get(i), names.get(i + 1));
            String column = names.get(i + 2);
            uses.add(new View.Use(relation, column.isEmpty() ? null : column));
        }
        return uses;
    }

    private static String query(Row row) throws SQLException {
        return row.text("query").strip().replaceFirst(";$", "");
    }

    private static Grants grants(char kind, ObjectName on, Row row, CatalogQueries queries) throws SQLException {
        return Grants.read(
                queries.version(), kind == 'S' ? GrantableKind.SEQUENCE : GrantableKind.TABLE, on, row.texts("grants"));
    }
}
