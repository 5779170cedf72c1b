package com.levymaster.migrate.inspect;

/** Reads what the server would refuse because of parts of tables and views that a schema does not hold. */
final class PartRestrictions {

    private static final String REPLICA_IDENTITIES = """
            select 'REPLICA_IDENTITY', n.nspname, c.relname, a.attname, n.nspname, c.relname,
              'index ' operator(pg_catalog.||) i.relname
            from pg_catalog.pg_class c
            join pg_catalog.pg_namespace n on n.oid operator(pg_catalog.=) c.relnamespace
            join pg_catalog.pg_index x on x.indrelid operator(pg_catalog.=) c.oid and x.indisreplident
            join pg_catalog.pg_class i on i.oid operator(pg_catalog.=) x.indexrelid
            join pg_catalog.pg_attribute a on a.attrelid operator(pg_catalog.=) c.oid
              and a.attnum operator(pg_catalog.=) any (x.indkey)
            where c.relreplident operator(pg_catalog.=) 'i'
            """;

    private static final String INDEXES_OF_PARTITIONS = """
            select 'INDEX_OF_PARTITION', n.nspname, c.relname, i.relname, pn.nspname, p.relname,
              'index ' operator(pg_catalog.||) pi.relname operator(pg_catalog.||) ' of '
                operator(pg_catalog.||) p.oid::pg_catalog.regclass::pg_catalog.text
            from pg_catalog.pg_inherits h
            join pg_catalog.pg_index x on x.indexrelid operator(pg_catalog.=) h.inhrelid
            join pg_catalog.pg_class i on i.oid operator(pg_catalog.=) h.inhrelid
            join pg_catalog.pg_class c on c.oid operator(pg_catalog.=) x.indrelid
            join pg_catalog.pg_namespace n on n.oid operator(pg_catalog.=) c.relnamespace
            join pg_catalog.pg_index px on px.indexrelid operator(pg_catalog.=) h.inhparent
            join pg_catalog.pg_class pi on pi.oid operator(pg_catalog.=) h.inhparent
            join pg_catalog.pg_class p on p.oid operator(pg_catalog.=) px.indrelid
            join pg_catalog.pg_namespace pn on pn.oid operator(pg_catalog.=) p.relnamespace
            """;

    private static final String CONSTRAINTS_OF_PARTITIONS = """
            select 'CONSTRAINT_OF_PARTITION', n.nspname, c.relname, k.conname, pn.nspname, p.relname,
              'constraint ' operator(pg_catalog.||) pk.conname operator(pg_catalog.||) ' of '
                operator(pg_catalog.||) p.oid::pg_catalog.regclass::pg_catalog.text
            from pg_catalog.pg_constraint k
            join pg_catalog.pg_constraint pk on pk.oid operator(pg_catalog.=) k.conparentid
            join pg_catalog.pg_class c on c.oid operator(pg_catalog.=) k.conrelid
            join pg_catalog.pg_namespace n on n.oid operator(pg_catalog.=) c.relnamespace
            join pg_catalog.pg_class p on p.oid operator(pg_catalog.=) pk.conrelid
            join pg_catalog.pg_namespace pn on pn.oid operator(pg_catalog.=) p.relnamespace
            where k.contype operator(pg_catalog.=) any ('{p,u,x,f}')
            """;

    private static final String REFERENCES = """
            select 'REFERENCE', n.nspname, c.relname, x.relname, pn.nspname, p.relname, k.conname
            from pg_catalog.pg_constraint k
            join pg_catalog.pg_class x on x.oid operator(pg_catalog.=) k.conindid
            join pg_catalog.pg_class c on c.oid operator(pg_catalog.=) k.confrelid
            join pg_catalog.pg_namespace n on n.oid operator(pg_catalog.=) c.relnamespace
            join pg_catalog.pg_class p on p.oid operator(pg_catalog.=) k.conrelid
            join pg_catalog.pg_namespace pn on pn.oid operator(pg_catalog.=) p.relnamespace
            where k.contype operator(pg_catalog.=) 'f'
            """;

    /** Before PostgreSQL 18, there are no such constraints. */
    private static final String NOT_NULLS = """
            select 'NOT_NULL', n.nspname, c.relname, a.attname, n.nspname, c.relname,
              'constraint ' operator(pg_catalog.||) k.conname
            from pg_catalog.pg_constraint k
            join pg_catalog.pg_class c on c.oid operator(pg_catalog.=) k.conrelid
            join pg_catalog.pg_namespace n on n.oid operator(pg_catalog.=) c.relnamespace
            join pg_catalog.pg_attribute a on a.attrelid operator(pg_catalog.=) c.oid
              and a.attnum operator(pg_catalog.=) any (k.conkey)
            where k.contype operator(pg_catalog.=) 'n' and (not k.convalidated or k.connoinherit)
            """;

    private static final String REFRESHES = """
            select 'REFRESH', n.nspname, c.relname, null, n.nspname, c.relname, c.oid::pg_catalog.regclass::pg_catalog.text
            from pg_catalog.pg_class c
            join pg_catalog.pg_namespace n on n.oid operator(pg_catalog.=) c.relnamespace
            where c.relkind operator(pg_catalog.=) 'm' and not exists (select from pg_catalog.pg_index x
              where x.indrelid operator(pg_catalog.=) c.oid and x.indisunique and x.indisvalid and x.indpred is null
                and 0 operator(pg_catalog.<>) all (x.indkey))
            """;

    private static final String MEMBERS = """
            select 'MEMBER', n.nspname, c.relname, null, null, e.extname, 'extension ' operator(pg_catalog.||) e.extname
            from pg_catalog.pg_depend d
            join pg_catalog.pg_class c on d.classid operator(pg_catalog.=) 'pg_catalog.pg_class'::pg_catalog.regclass
              and c.oid operator(pg_catalog.=) d.objid and c.relkind operator(pg_catalog.=) 'S'
            join pg_catalog.pg_namespace n on n.oid operator(pg_catalog.=) c.relnamespace
            join pg_catalog.pg_extension e on d.refclassid operator(pg_catalog.=) 'pg_catalog.pg_extension'::pg_catalog.regclass
              and e.oid operator(pg_catalog.=) d.refobjid
            where d.deptype operator(pg_catalog.=) 'e'
            """;

    private static final String ROLES = """
            select 'ROLE', null, r.rolname, null, null, null, r.rolname from pg_catalog.pg_roles r
            """;

    /** The users of routines of a name that no other routine of the schema has, so that its arguments need not be compared. */
    private static final String ROUTINES = """
            select 'ROUTINE', n.nspname, p.proname,
              coalesce(k.conname, tg.tgname, po.polname, a.attname, x.relname, case when w.rulename operator(pg_catalog.<>) '_RETURN' then w.rulename end),
              coalesce(hn.nspname, fn.nspname, yn.nspname), coalesce(h.relname, f.proname, y.typname),
              case when w.rulename operator(pg_catalog.=) '_RETURN'
                then pg_catalog.pg_describe_object('pg_catalog.pg_class'::pg_catalog.regclass, w.ev_class, 0)
                else pg_catalog.pg_describe_object(d.classid, d.objid, d.objsubid) end
            from pg_catalog.pg_depend d
            join pg_catalog.pg_proc p on d.refclassid operator(pg_catalog.=) 'pg_catalog.pg_proc'::pg_catalog.regclass
              and p.oid operator(pg_catalog.=) d.refobjid
            join pg_catalog.pg_namespace n on n.oid operator(pg_catalog.=) p.pronamespace
            left join pg_catalog.pg_constraint k on d.classid operator(pg_catalog.=) 'pg_catalog.pg_constraint'::pg_catalog.regclass
              and k.oid operator(pg_catalog.=) d.objid
            left join pg_catalog.pg_type y on y.oid operator(pg_catalog.=) k.contypid
            left join pg_catalog.pg_namespace yn on yn.oid operator(pg_catalog.=) y.typnamespace
            left join pg_catalog.pg_trigger tg on d.classid operator(pg_catalog.=) 'pg_catalog.pg_trigger'::pg_catalog.regclass
              and tg.oid operator(pg_catalog.=) d.objid
            left join pg_catalog.pg_policy po on d.classid operator(pg_catalog.=) 'pg_catalog.pg_policy'::pg_catalog.regclass
              and po.oid operator(pg_catalog.=) d.objid
            left join pg_catalog.pg_attrdef ad on d.classid operator(pg_catalog.=) 'pg_catalog.pg_attrdef'::pg_catalog.regclass
              and ad.oid operator(pg_catalog.=) d.objid
            left join pg_catalog.pg_rewrite w on d.classid operator(pg_catalog.=) 'pg_catalog.pg_rewrite'::pg_catalog.regclass
              and w.oid operator(pg_catalog.=) d.objid
            left join pg_catalog.pg_index i on d.classid operator(pg_catalog.=) 'pg_catalog.pg_class'::pg_catalog.regclass
              and i.indexrelid operator(pg_catalog.=) d.objid
            left join pg_catalog.pg_class x on x.oid operator(pg_catalog.=) i.indexrelid
            left join pg_catalog.pg_proc f on d.classid operator(pg_catalog.=) 'pg_catalog.pg_proc'::pg_catalog.regclass
              and f.oid operator(pg_catalog.=) d.objid
            left join pg_catalog.pg_namespace fn on fn.oid operator(pg_catalog.=) f.pronamespace
            left join pg_catalog.pg_class h on h.oid operator(pg_catalog.=)
              coalesce(case when k.conrelid operator(pg_catalog.<>) 0 then k.conrelid end, tg.tgrelid, po.polrelid, ad.adrelid, w.ev_class, i.indrelid)
            left join pg_catalog.pg_namespace hn on hn.oid operator(pg_catalog.=) h.relnamespace
            left join pg_catalog.pg_attribute a on a.attrelid operator(pg_catalog.=) ad.adrelid and a.attnum operator(pg_catalog.=) ad.adnum
            where d.deptype operator(pg_catalog.=) 'n' and (tg.oid is null or tg.tgparentid operator(pg_catalog.=) 0)
              and n.nspname operator(pg_catalog.<>) 'information_schema' and not pg_catalog.starts_with(n.nspname, 'pg_')
              and not exists (select from pg_catalog.pg_proc o where o.pronamespace operator(pg_catalog.=) p.pronamespace
                and o.proname operator(pg_catalog.=) p.proname and o.oid operator(pg_catalog.<>) p.oid)
              and not exists (select from pg_catalog.pg_depend e where e.deptype operator(pg_catalog.=) 'e'
                and e.classid operator(pg_catalog.=) d.refclassid and e.objid operator(pg_catalog.=) d.refobjid)
            """;

    static final String SQL = String.join(
            " union ",
            REPLICA_IDENTITIES,
            INDEXES_OF_PARTITIONS,
            CONSTRAINTS_OF_PARTITIONS,
            REFERENCES,
            NOT_NULLS,
            REFRESHES,
            MEMBERS,
            ROLES,
            ROUTINES);

    private PartRestrictions() {}
}
