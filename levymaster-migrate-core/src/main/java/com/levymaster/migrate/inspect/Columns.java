package com.levymaster.migrate.inspect;

import com.levymaster.migrate.inspect.Sequences.ColumnId;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.Generated;
import com.levymaster.migrate.schema.Identity;
import com.levymaster.migrate.schema.SequenceOptions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the columns of all tables, and the attributes of composite types, in their order. */
final class Columns {

    private static final String SQL = """
            select a.attrelid, a.attnum, a.attname, not a.attnotnull as nullable, a.attidentity, a.attgenerated,
              pg_catalog.pg_get_expr(f.adbin, f.adrelid) as expression, d.description,
              nullif(a.attstattarget, -1) as statistics,
              case when a.attstorage <> t.typstorage then a.attstorage end as storage,
              case when co.collnamespace = 'pg_catalog'::pg_catalog.regnamespace
                     or pg_catalog.pg_collation_is_visible(co.oid) then co.collname
                   else con.nspname operator(pg_catalog.||) '.' operator(pg_catalog.||) co.collname end as collation,
              %s
            from pg_catalog.pg_attribute a
            join pg_catalog.pg_class c on c.oid = a.attrelid
            %s
            left join pg_catalog.pg_attrdef f on f.adrelid = a.attrelid and f.adnum = a.attnum
            left join pg_catalog.pg_collation co on co.oid = a.attcollation and a.attcollation <> t.typcollation
            left join pg_catalog.pg_namespace con on con.oid = co.collnamespace
            left join pg_catalog.pg_description d
              on d.objoid = a.attrelid and d.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass and d.objsubid = a.attnum
            where c.relkind in ('r', 'p', 'c') and c.relnamespace = any (cast(:schemas as pg_catalog._oid))
              and a.attnum > 0 and not a.attisdropped
            order by a.attrelid, a.attnum
            """.formatted(TypeReader.columns("a.atttypmod"), TypeReader.joins("a.atttypid"));

    private Columns() {}

    private record Found(long table, Column column) {}

    /** The columns by the object identifier of their table. */
    static Map<Long, List<Column>> read(Reading reading, Map<ColumnId, SequenceOptions> identities) {
        Map<Long, List<Column>> columns = new HashMap<>();
        for (Found found : reading.query(SQL, row -> found(row, reading, identities))) {
            columns.computeIfAbsent(found.table(), oid -> new ArrayList<>()).add(found.column());
        }
        return columns;
    }

    private static Found found(Row row, Reading reading, Map<ColumnId, SequenceOptions> identities)
            throws SQLException {
        long table = row.number("attrelid");
        char generated = row.letter("attgenerated");
        String expression = row.textOrNull("expression");
        Generated computed = generated == ' ' || expression == null
                ? null
                : new Generated(Parentheses.stripped(expression), generated == 's');
        Column column = new Column(
                row.text("attname"),
                TypeReader.read(row, reading),
                row.flag("nullable"),
                computed != null ? null : DefaultReader.readOrNull(expression),
                identity(row.letter("attidentity"), identities.get(new ColumnId(table, row.number("attnum")))),
                computed,
                row.textOrNull("collation"),
                row.textOrNull("description"),
                row.numberOrNull("statistics"),
                storage(row.letter("storage")));
        return new Found(table, column);
    }

    private static @Nullable Identity identity(char kind, @Nullable SequenceOptions options) {
        return kind == ' ' ? null : new Identity(kind == 'a', options == null ? SequenceOptions.DEFAULT : options);
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
