package com.levymaster.migrate.inspect;

import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Restriction;
import com.levymaster.migrate.schema.Restriction.Kind;
import java.sql.SQLException;

/** Reads what the server would refuse because of objects and privileges that a schema does not hold. */
final class Restrictions {

    private static final String CONSTRAINTS = """
            select 'CONSTRAINT' as kind, n.nspname as on_schema, c.relname as on_name, k.conname as part,
              hn.nspname as holder_schema, h.relname as holder_name,
              case when w.rulename operator(pg_catalog.=) '_RETURN'
                then pg_catalog.pg_describe_object('pg_catalog.pg_class'::pg_catalog.regclass, w.ev_class, 0)
                else pg_catalog.pg_describe_object(d.classid, d.objid, d.objsubid) end as description
            from pg_catalog.pg_depend d
            join pg_catalog.pg_constraint k on d.refclassid operator(pg_catalog.=) 'pg_catalog.pg_constraint'::pg_catalog.regclass
              and k.oid operator(pg_catalog.=) d.refobjid
            join pg_catalog.pg_class c on c.oid operator(pg_catalog.=) k.conrelid
            join pg_catalog.pg_namespace n on n.oid operator(pg_catalog.=) c.relnamespace
            left join pg_catalog.pg_rewrite w on d.classid operator(pg_catalog.=) 'pg_catalog.pg_rewrite'::pg_catalog.regclass
              and w.oid operator(pg_catalog.=) d.objid
            left join pg_catalog.pg_class h on h.oid operator(pg_catalog.=) w.ev_class
            left join pg_catalog.pg_namespace hn on hn.oid operator(pg_catalog.=) h.relnamespace
            where d.deptype operator(pg_catalog.=) 'n'
            """;

    /** Objects that come with another one, as the functions of a range type, go with it. */
    private static final String CONTENTS = """
            select 'CONTENT', null, n.nspname, null, n.nspname,
              coalesce(p.proname, (pg_catalog.pg_identify_object(d.classid, d.objid, 0)).name),
              pg_catalog.pg_describe_object(d.classid, d.objid, d.objsubid)
            from pg_catalog.pg_depend d
            join pg_catalog.pg_namespace n on d.refclassid operator(pg_catalog.=) 'pg_catalog.pg_namespace'::pg_catalog.regclass
              and n.oid operator(pg_catalog.=) d.refobjid
            left join pg_catalog.pg_class c on d.classid operator(pg_catalog.=) 'pg_catalog.pg_class'::pg_catalog.regclass
              and c.oid operator(pg_catalog.=) d.objid
            left join pg_catalog.pg_type y on d.classid operator(pg_catalog.=) 'pg_catalog.pg_type'::pg_catalog.regclass
              and y.oid operator(pg_catalog.=) d.objid
            left join pg_catalog.pg_proc p on d.classid operator(pg_catalog.=) 'pg_catalog.pg_proc'::pg_catalog.regclass
              and p.oid operator(pg_catalog.=) d.objid
            where d.deptype operator(pg_catalog.=) 'n'
              and n.nspname operator(pg_catalog.<>) 'information_schema' and not pg_catalog.starts_with(n.nspname, 'pg_')
              and (c.oid is null or c.relkind operator(pg_catalog.<>) all ('{r,p,v,m,S,c}'))
              and (y.oid is null or y.typtype operator(pg_catalog.<>) all ('{e,d}'))
              and not exists (select from pg_catalog.pg_depend i where i.deptype operator(pg_catalog.=) any ('{i,e}')
                and i.classid operator(pg_catalog.=) d.classid and i.objid operator(pg_catalog.=) d.objid)
            """;

    private static final String EXTENSIONS = """
            select 'EXTENSION', null, x.extname, coalesce(a.attname, ix.relname, k.conname), hn.nspname, h.relname,
              case when w.rulename operator(pg_catalog.=) '_RETURN'
                then pg_catalog.pg_describe_object('pg_catalog.pg_class'::pg_catalog.regclass, w.ev_class, 0)
                else pg_catalog.pg_describe_object(d.classid, d.objid, d.objsubid) end
            from pg_catalog.pg_extension x
            join pg_catalog.pg_depend m on m.refclassid operator(pg_catalog.=) 'pg_catalog.pg_extension'::pg_catalog.regclass
              and m.refobjid operator(pg_catalog.=) x.oid and m.deptype operator(pg_catalog.=) any ('{e,n}')
            join pg_catalog.pg_depend d on d.deptype operator(pg_catalog.=) 'n'
              and case when m.deptype operator(pg_catalog.=) 'e'
                then d.refclassid operator(pg_catalog.=) m.classid and d.refobjid operator(pg_catalog.=) m.objid
                else d.refclassid operator(pg_catalog.=) m.refclassid and d.refobjid operator(pg_catalog.=) m.refobjid
                  and d.classid operator(pg_catalog.=) m.classid and d.objid operator(pg_catalog.=) m.objid end
            left join pg_catalog.pg_class c on d.classid operator(pg_catalog.=) 'pg_catalog.pg_class'::pg_catalog.regclass
              and c.oid operator(pg_catalog.=) d.objid
            left join pg_catalog.pg_index i on i.indexrelid operator(pg_catalog.=) c.oid
            left join pg_catalog.pg_class ix on ix.oid operator(pg_catalog.=) i.indexrelid
            left join pg_catalog.pg_attrdef ad on d.classid operator(pg_catalog.=) 'pg_catalog.pg_attrdef'::pg_catalog.regclass
              and ad.oid operator(pg_catalog.=) d.objid
            left join pg_catalog.pg_constraint k on d.classid operator(pg_catalog.=) 'pg_catalog.pg_constraint'::pg_catalog.regclass
              and k.oid operator(pg_catalog.=) d.objid and k.conrelid operator(pg_catalog.<>) 0
            left join pg_catalog.pg_rewrite w on d.classid operator(pg_catalog.=) 'pg_catalog.pg_rewrite'::pg_catalog.regclass
              and w.oid operator(pg_catalog.=) d.objid
            left join pg_catalog.pg_class h on h.oid operator(pg_catalog.=)
              coalesce(ad.adrelid, k.conrelid, w.ev_class, i.indrelid, c.oid)
            left join pg_catalog.pg_attribute a on a.attrelid operator(pg_catalog.=) h.oid and a.attnum operator(pg_catalog.=)
              coalesce(ad.adnum, case when c.oid is not null and d.objsubid operator(pg_catalog.>) 0 then d.objsubid end)
            left join pg_catalog.pg_namespace hn on hn.oid operator(pg_catalog.=) h.relnamespace
            where d.classid operator(pg_catalog.<>) all
                (array['pg_catalog.pg_amop'::pg_catalog.regclass, 'pg_catalog.pg_amproc'::pg_catalog.regclass])
              and not exists (select from pg_catalog.pg_depend e where e.deptype operator(pg_catalog.=) 'e'
              and e.classid operator(pg_catalog.=) d.classid and e.objid operator(pg_catalog.=) d.objid)
            """;

    private static final String GRANTS = """
            select %s, pg_catalog.lower(a.privilege_type), null, g.rolname,
              pg_catalog.lower(a.privilege_type) operator(pg_catalog.||) ' to ' operator(pg_catalog.||) coalesce(e.rolname, 'public')
            from %s
            cross join lateral pg_catalog.aclexplode(%s) a
            join pg_catalog.pg_roles g on g.oid operator(pg_catalog.=) a.grantor
            left join pg_catalog.pg_roles e on e.oid operator(pg_catalog.=) a.grantee
            where a.grantor operator(pg_catalog.<>) %s
            """;

    private static final String COLUMN_GRANTS = """
            select 'COLUMN_GRANT', n.nspname, c.relname, pg_catalog.lower(x.privilege_type), null, coalesce(e.rolname, 'public'),
              pg_catalog.lower(x.privilege_type) operator(pg_catalog.||) ' (' operator(pg_catalog.||)
                pg_catalog.quote_ident(a.attname) operator(pg_catalog.||) ')'
            from pg_catalog.pg_attribute a
            join pg_catalog.pg_class c on c.oid operator(pg_catalog.=) a.attrelid
            join pg_catalog.pg_namespace n on n.oid operator(pg_catalog.=) c.relnamespace
            cross join lateral pg_catalog.aclexplode(a.attacl) x
            left join pg_catalog.pg_roles e on e.oid operator(pg_catalog.=) x.grantee
            where a.attacl is not null and not a.attisdropped
              and n.nspname operator(pg_catalog.<>) 'information_schema' and not pg_catalog.starts_with(n.nspname, 'pg_')
            """;

    private static final String IDENTITIES = """
            select 'IDENTITY', sn.nspname, s.relname, a.attname, n.nspname, c.relname,
              'identity column ' operator(pg_catalog.||) c.oid::pg_catalog.regclass::pg_catalog.text
                operator(pg_catalog.||) '.' operator(pg_catalog.||) pg_catalog.quote_ident(a.attname)
            from pg_catalog.pg_depend d
            join pg_catalog.pg_class s on d.classid operator(pg_catalog.=) 'pg_catalog.pg_class'::pg_catalog.regclass
              and s.oid operator(pg_catalog.=) d.objid and s.relkind operator(pg_catalog.=) 'S'
            join pg_catalog.pg_namespace sn on sn.oid operator(pg_catalog.=) s.relnamespace
            join pg_catalog.pg_class c on d.refclassid operator(pg_catalog.=) 'pg_catalog.pg_class'::pg_catalog.regclass
              and c.oid operator(pg_catalog.=) d.refobjid
            join pg_catalog.pg_namespace n on n.oid operator(pg_catalog.=) c.relnamespace
            join pg_catalog.pg_attribute a on a.attrelid operator(pg_catalog.=) c.oid and a.attnum operator(pg_catalog.=) d.refobjsubid
            where d.deptype operator(pg_catalog.=) 'i'
            """;

    private static final String PUBLICATIONS = """
            select 'PUBLICATION', n.nspname, c.relname,
              case when c.relreplident operator(pg_catalog.=) 'd' then 'primary key' end, null, p.pubname,
              'publication ' operator(pg_catalog.||) p.pubname
            from pg_catalog.pg_publication p
            join pg_catalog.pg_publication_tables t on t.pubname operator(pg_catalog.=) p.pubname
            join pg_catalog.pg_namespace n on n.nspname operator(pg_catalog.=) t.schemaname
            join pg_catalog.pg_class c on c.relnamespace operator(pg_catalog.=) n.oid and c.relname operator(pg_catalog.=) t.tablename
            where p.pubupdate and c.relreplident operator(pg_catalog.=) any ('{d,n}')
            """;

    static final String SQL = String.join(
            " union ",
            CONSTRAINTS,
            CONTENTS,
            EXTENSIONS,
            COLUMN_GRANTS,
            GRANTS.formatted(
                    "'GRANT', n.nspname, c.relname",
                    "pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid operator(pg_catalog.=) c.relnamespace",
                    "c.relacl",
                    "c.relowner"),
            GRANTS.formatted("'SCHEMA_GRANT', null, n.nspname", "pg_catalog.pg_namespace n", "n.nspacl", "n.nspowner"),
            IDENTITIES,
            PUBLICATIONS,
            PartRestrictions.SQL);

    private Restrictions() {}

    static Restriction read(Row row, CatalogQueries queries) throws SQLException {
        return new Restriction(
                Kind.valueOf(row.text("kind")),
                name(row, "ref", queries),
                row.textOrNull("ref_column"),
                row.textOrNull("holder_name") == null ? null : name(row, "holder", queries),
                row.text("description"));
    }

    /** Schemas, extensions, roles and publications are in no schema. */
    private static ObjectName name(Row row, String prefix, CatalogQueries queries) throws SQLException {
        String schema = row.textOrNull(prefix + "_schema");
        String name = row.text(prefix + "_name");
        return schema == null ? ObjectName.of(name) : queries.name(schema, name);
    }
}
