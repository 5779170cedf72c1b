package com.levymaster.migrate.inspect;

import com.levymaster.migrate.inspect.Sequences.ColumnId;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.GenerationExpression;
import com.levymaster.migrate.schema.Identity;
import com.levymaster.migrate.schema.SequenceOptions;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the columns of all tables, and the attributes of composite types, in their order; each type is read once. */
final class Columns {

    private static final String SQL = """
            with c as materialized (
              select a.*, case when a.atthasdef then
                (select pg_catalog.pg_get_expr(f.adbin, f.adrelid) from pg_catalog.pg_attrdef f
                 where f.adrelid operator(pg_catalog.=) a.attrelid and f.adnum operator(pg_catalog.=) a.attnum) end as expression
              from pg_catalog.pg_attribute a
              where a.attrelid operator(pg_catalog.=) any (%s) and a.attnum operator(pg_catalog.>) 0 and not a.attisdropped
            ), y as materialized (
              select u.*, t.typstorage,
                case when co.oid is null or co.collnamespace operator(pg_catalog.=) 'pg_catalog'::pg_catalog.regnamespace
                       or pg_catalog.pg_collation_is_visible(co.oid) then co.collname
                     else pg_catalog.concat('"', pg_catalog.replace(con.nspname, '"', '""'), '"."',
                       pg_catalog.replace(co.collname, '"', '""'), '"') end as collation,
                %s
              from (select n.atttypid, n.atttypmod, n.attcollation, pg_catalog.row_number() over () as type_number
                    from (select distinct c.atttypid, c.atttypmod, c.attcollation from c) n) u
              %s
              left join pg_catalog.pg_collation co on co.oid operator(pg_catalog.=) u.attcollation
                and u.attcollation operator(pg_catalog.<>) t.typcollation
              left join pg_catalog.pg_namespace con on con.oid operator(pg_catalog.=) co.collnamespace
            )
            select c.attrelid, c.attnum, c.attname, not c.attnotnull as nullable, c.attidentity, c.attgenerated,
              c.expression, c.attcollation,
              case when c.attstattarget operator(pg_catalog.<>) -1 then c.attstattarget end as statistics,
              case when c.attstorage operator(pg_catalog.<>) y.typstorage then c.attstorage end as storage,
              %s as compression,
              not c.attislocal as inherited, %s as not_null_name, %s as no_inherit,
              y.type_number, y.collation, y.type_schema, y.type_name, y.is_array, y.type_text
            from c join y on y.atttypid operator(pg_catalog.=) c.atttypid and y.atttypmod operator(pg_catalog.=) c.atttypmod
              and y.attcollation operator(pg_catalog.=) c.attcollation
            %s
            order by c.attrelid, c.attnum
            """;

    /** The names that the server has not given itself, and the constraints that are not inherited. */
    private static final String NOT_NULLS = """
            left join (
              select k.conrelid, k.conkey[1] as attnum, k.connoinherit,
                case when k.conislocal and k.conname::pg_catalog.text operator(pg_catalog.!~) '_not_null[0-9]*$' then k.conname end as conname
              from pg_catalog.pg_constraint k
              where k.contype operator(pg_catalog.=) 'n' and (k.connoinherit
                or k.conislocal and k.conname::pg_catalog.text operator(pg_catalog.!~) '_not_null[0-9]*$')) nn
              on nn.conrelid operator(pg_catalog.=) c.attrelid and nn.attnum operator(pg_catalog.=) c.attnum""";

    private final CatalogQueries queries;
    private final Comments comments;
    private final Map<ColumnId, SequenceOptions> identities;
    private final Map<Long, ColumnType> types = new HashMap<>();
    private final Map<Long, Attributes> found = new HashMap<>();

    private Columns(CatalogQueries queries, Comments comments, Map<ColumnId, SequenceOptions> identities) {
        this.queries = queries;
        this.comments = comments;
        this.identities = identities;
    }

    /** The columns by the object identifier of their table. */
    static Map<Long, Attributes> read(
            CatalogQueries queries, Comments comments, Map<ColumnId, SequenceOptions> identities) {
        Columns columns = new Columns(queries, comments, identities);
        String sql = SQL.formatted(
                CatalogQueries.TABLES,
                TypeReader.columns("u.atttypmod"),
                TypeReader.joins("u.atttypid"),
                queries.since(14, "c.attcompression", "null"),
                queries.since(18, "nn.conname", "null::pg_catalog.text"),
                queries.since(18, "coalesce(nn.connoinherit, false)", "false"),
                queries.since(18, NOT_NULLS, ""));
        queries.query(sql, columns::add);
        return columns.found;
    }

    private Column add(Row row) throws SQLException {
        long table = row.number("attrelid");
        long number = row.number("attnum");
        Column column = column(row, new ColumnId(table, number));
        found.computeIfAbsent(table, oid -> new Attributes()).add(number, row.number("attcollation"), column);
        return column;
    }

    private Column column(Row row, ColumnId id) throws SQLException {
        char generated = row.letter("attgenerated");
        String expression = row.textOrNull("expression");
        GenerationExpression computed = generated == ' ' || expression == null
                ? null
                : new GenerationExpression(Parentheses.stripped(expression), generated == 's');
        return new Column(
                row.text("attname"),
                type(row),
                row.flag("nullable"),
                computed != null ? null : DefaultReader.readOrNull(expression, type(row)),
                identity(row.letter("attidentity"), identities.get(id)),
                computed,
                row.textOrNull("collation"),
                comments.column(id.table(), id.number()),
                row.numberOrNull("statistics"),
                storage(row.letter("storage")),
                compression(row.letter("compression")),
                row.flag("inherited"),
                row.textOrNull("not_null_name"),
                row.flag("no_inherit"));
    }

    private ColumnType type(Row row) throws SQLException {
        long number = row.number("type_number");
        ColumnType known = types.get(number);
        if (known == null) {
            known = TypeReader.read(row, queries);
            types.put(number, known);
        }
        return known;
    }

    private static @Nullable Identity identity(char kind, @Nullable SequenceOptions options) {
        return kind == ' ' ? null : new Identity(kind == 'a', options == null ? SequenceOptions.DEFAULT : options);
    }

    private static @Nullable String compression(char kind) {
        return switch (kind) {
            case 'p' -> "pglz";
            case 'l' -> "lz4";
            default -> null;
        };
    }

    private static @Nullable String storage(char kind) {
        return switch (kind) {
            case 'p' -> "plain";
            case 'e' -> "external";
            case 'x' -> "extended";
            case 'm' -> "main";
            default -> null;
        };
    }
}
