package com.levymaster.migrate.inspect;

import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.Sequence;
import com.levymaster.migrate.schema.SequenceOptions;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads sequences, including those of identity columns. */
final class Sequences {

    private static final String SQL = """
            select n.nspname, c.relname, c.oid, pg_catalog.format_type(s.seqtypid, null) as type,
              s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache, s.seqcycle,
              o.deptype, o.refobjid as owner_oid, o.refobjsubid as owner_column,
              tn.nspname as owner_schema, t.relname as owner_table,
              case when o.deptype operator(pg_catalog.=) 'a' then
                (select a.attname from pg_catalog.pg_attribute a
                 where a.attrelid operator(pg_catalog.=) o.refobjid
                   and a.attnum operator(pg_catalog.=) o.refobjsubid) end as owner_name
            from pg_catalog.pg_sequence s
            join pg_catalog.pg_class c on c.oid operator(pg_catalog.=) s.seqrelid
            join pg_catalog.pg_namespace n on n.oid operator(pg_catalog.=) c.relnamespace
            left join pg_catalog.pg_depend o
              on o.classid operator(pg_catalog.=) 'pg_catalog.pg_class'::pg_catalog.regclass
              and o.objid operator(pg_catalog.=) c.oid and o.objsubid operator(pg_catalog.=) 0
              and o.refclassid operator(pg_catalog.=) 'pg_catalog.pg_class'::pg_catalog.regclass
              and o.refobjsubid operator(pg_catalog.>) 0
              and o.deptype operator(pg_catalog.=) any ('{a,i}')
            left join pg_catalog.pg_class t on t.oid operator(pg_catalog.=) o.refobjid
            left join pg_catalog.pg_namespace tn on tn.oid operator(pg_catalog.=) t.relnamespace
            where c.relnamespace operator(pg_catalog.=) any (cast(:schemas as pg_catalog._oid))
              and not exists (select from pg_catalog.pg_depend e where e.objid operator(pg_catalog.=) c.oid
                                and e.deptype operator(pg_catalog.=) 'e'
                                and e.classid operator(pg_catalog.=) 'pg_catalog.pg_class'::pg_catalog.regclass)
            """;

    private Sequences() {}

    /** A column, by the object identifier of its table and its number. */
    record ColumnId(long table, long number) {}

    /**
     * A sequence.
     *
     * @param identity the identity column to which it belongs
     */
    record Found(Sequence sequence, @Nullable ColumnId identity) {}

    static List<Found> read(CatalogQueries queries, Comments comments) {
        return queries.query(SQL, row -> found(row, queries, comments));
    }

    private static Found found(Row row, CatalogQueries queries, Comments comments) throws SQLException {
        boolean isIdentity = row.letter("deptype") == 'i';
        boolean isOwned = row.letter("deptype") == 'a';
        ColumnType type = ColumnType.parse(row.text("type"));
        Sequence sequence = new Sequence(
                queries.name(row.text("nspname"), row.text("relname")),
                type,
                options(row, type.display()),
                isOwned ? owner(row, queries) : null,
                comments.relation(row.number("oid")));
        return new Found(
                sequence, isIdentity ? new ColumnId(row.number("owner_oid"), row.number("owner_column")) : null);
    }

    private static Sequence.Owner owner(Row row, CatalogQueries queries) throws SQLException {
        return new Sequence.Owner(
                queries.name(row.text("owner_schema"), row.text("owner_table")), row.text("owner_name"));
    }

    private static SequenceOptions options(Row row, String type) throws SQLException {
        long increment = row.number("seqincrement");
        long lowest = increment > 0 ? 1 : lowest(type);
        long highest = increment > 0 ? -(lowest(type) + 1) : -1;
        long min = row.number("seqmin");
        long max = row.number("seqmax");
        return new SequenceOptions(
                row.number("seqstart"),
                increment,
                min == lowest ? null : min,
                max == highest ? null : max,
                row.number("seqcache"),
                row.flag("seqcycle"));
    }

    private static long lowest(String type) {
        return switch (type) {
            case "smallint" -> Short.MIN_VALUE;
            case "integer" -> Integer.MIN_VALUE;
            default -> Long.MIN_VALUE;
        };
    }
}
