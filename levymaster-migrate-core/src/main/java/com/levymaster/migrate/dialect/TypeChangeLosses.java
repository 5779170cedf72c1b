package com.levymaster.migrate.dialect;

/** What the server resets when the type of a column changes, and the PL/pgSQL that takes it from the catalog and restores it. */
final class TypeChangeLosses {

    /** The variables of {@link #collect} and {@link #loop}. */
    static final String VARIABLES = "declare\n  dropped text[];\n  recreated text[];\n  statement text;\n";

    /**
     * Rows of {@code definition} for the columns in {@code changed}: compression and storage of the columns, and the
     * statistics targets of their tables' index expressions and statistics objects.
     */
    static final String DEFINITIONS = """
                select 8, c.attname, null,
                  pg_catalog.format('alter table only %%s alter column %%I set compression %%s', c.attrelid::pg_catalog.regclass, c.attname,
                    case c.compression when 'l' then 'lz4' else 'pglz' end), null, null
                from changed c where c.compression operator(pg_catalog.<>) '' and c.new_storage operator(pg_catalog.<>) 'p'
                union all
                select 8, c.attname, null,
                  pg_catalog.format('alter table only %%s alter column %%I set storage %%s', c.attrelid::pg_catalog.regclass, c.attname,
                    case c.attstorage when 'p' then 'plain' when 'e' then 'external' when 'm' then 'main' else 'extended' end), null, null
                from changed c
                where c.attstorage operator(pg_catalog.<>) c.old_storage and c.attstorage operator(pg_catalog.<>) c.new_storage
                  and c.new_storage operator(pg_catalog.<>) 'p'
                union all
                select 8, a.attname, null,
                  pg_catalog.format('alter index %%s alter column %%s set statistics %%s', x.indexrelid::pg_catalog.regclass, a.attnum, a.attstattarget),
                  null, null
                from pg_catalog.pg_index x
                join pg_catalog.pg_attribute a on a.attrelid operator(pg_catalog.=) x.indexrelid
                where x.indrelid operator(pg_catalog.=) any (select attrelid from changed) and a.attstattarget operator(pg_catalog.>=) 0
                union all
                select 8, s.stxname, null,
                  pg_catalog.format('alter statistics %%I.%%I set statistics %%s', n.nspname, s.stxname, s.stxstattarget), null, null
                from pg_catalog.pg_statistic_ext s join pg_catalog.pg_namespace n on n.oid operator(pg_catalog.=) s.stxnamespace
                where s.stxrelid operator(pg_catalog.=) any (select attrelid from changed) and s.stxstattarget operator(pg_catalog.>=) 0
            """;

    /** The end of a query with {@code definition}: keeps its statements in the order of {@code n}. */
    static final String COLLECT = """
              select coalesce(pg_catalog.array_agg(d.before order by d.n desc, d.name) filter (where s.k operator(pg_catalog.=) 1 and d.before is not null), '{}'),
                coalesce(pg_catalog.array_agg(s.sql order by d.n, d.name, s.k) filter (where s.sql is not null), '{}')
              into dropped, recreated
              from definition d cross join lateral (values (1, d.after), (2, d.comment), (3, d.tablespace)) s (k, sql);
            """;

    private TypeChangeLosses() {}

    static String loop(String statements) {
        return "  foreach statement in array " + statements + " loop\n    execute statement;\n  end loop;\n";
    }
}
