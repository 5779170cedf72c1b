package com.levymaster.migrate.inspect;

import com.levymaster.migrate.schema.Index;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the indexes that neither a constraint nor a partitioned index created. */
final class Indexes {

    /** The default collation of a database, and of its columns. */
    private static final long DEFAULT_COLLATION = 100;

    private static final String SQL = """
            select i.indexrelid, i.indrelid, c.relname, i.indisunique, i.indisvalid, %1$s as nulls_not_distinct, am.amname,
              c.reloptions, ts.spcname, pg_catalog.pg_get_expr(i.indpred, i.indrelid) as predicate,
              i.indnkeyatts, i.indkey, i.indoption, i.indcollation,
              case when i.indexprs is not null then %2$s end as expressions,
              case when i.indexprs is not null then %3$s end as printed_collations,
              case when am.amname operator(pg_catalog.<>) 'btree' or not i.indclass::pg_catalog._oid operator(pg_catalog.<@)
                  array(select dc.oid from pg_catalog.pg_opclass dc where dc.opcdefault) then %4$s end as operator_classes,
              case when not i.indcollation::pg_catalog._oid operator(pg_catalog.<@) '{0,100}'
                then %5$s end as collations
            from pg_catalog.pg_index i
            join pg_catalog.pg_class c on c.oid operator(pg_catalog.=) i.indexrelid
            join pg_catalog.pg_am am on am.oid operator(pg_catalog.=) c.relam
            left join pg_catalog.pg_tablespace ts on ts.oid operator(pg_catalog.=) c.reltablespace
            where i.indrelid operator(pg_catalog.=) any (%6$s)
              and not c.relispartition
              and not exists (select from pg_catalog.pg_constraint k
                              where k.conindid operator(pg_catalog.=) i.indexrelid
                                and k.contype operator(pg_catalog.=) any ('{p,u,x}'))
            """;

    private static final String EXPRESSION =
            "pg_catalog.pg_get_indexdef(i.indexrelid, k operator(pg_catalog.+) 1, false)";

    /** With its schema where it is not visible, and then quoted: the names of many collations have a dot. */
    private static final String COLLATION = """
            case when co.oid is null or pg_catalog.pg_collation_is_visible(co.oid) then co.collname
              else pg_catalog.concat('"', pg_catalog.replace(con.nspname, '"', '""'), '"."',
                pg_catalog.replace(co.collname, '"', '""'), '"') end""";

    /** Whether the collation is printed after the expression, and so is not that of the expression itself. */
    private static final String EXPRESSION_COLLATION =
            "0 operator(pg_catalog.<) pg_catalog.strpos(pg_catalog.pg_get_indexdef(i.indexrelid), " + EXPRESSION
                    + " operator(pg_catalog.||) ' COLLATE ')";

    private static final String OPERATOR_CLASS = """
            case when oc.opcdefault and ia.attoptions is null then null else
              case when pg_catalog.pg_opclass_is_visible(oc.oid) then '' else ocn.nspname operator(pg_catalog.||) '.' end
              operator(pg_catalog.||) oc.opcname
              operator(pg_catalog.||) coalesce('(' operator(pg_catalog.||)
                pg_catalog.array_to_string(ia.attoptions, ', ') operator(pg_catalog.||) ')', '') end""";

    private static final String OPERATOR_CLASSES = """
            join pg_catalog.pg_opclass oc on oc.oid operator(pg_catalog.=) i.indclass[k]
            join pg_catalog.pg_namespace ocn on ocn.oid operator(pg_catalog.=) oc.opcnamespace
            join pg_catalog.pg_attribute ia on ia.attrelid operator(pg_catalog.=) i.indexrelid
              and ia.attnum operator(pg_catalog.=) (k operator(pg_catalog.+) 1)""";

    private final CatalogQueries queries;
    private final Comments comments;
    private final Map<Long, Attributes> columns;

    Indexes(CatalogQueries queries, Comments comments, Map<Long, Attributes> columns) {
        this.queries = queries;
        this.comments = comments;
        this.columns = columns;
    }

    /** The indexes by the object identifier of their table. */
    Map<Long, List<Index>> read() {
        String sql = SQL.formatted(
                queries.since(15, "i.indnullsnotdistinct", "false"),
                keys(EXPRESSION, ""),
                keys(EXPRESSION_COLLATION, ""),
                keys(OPERATOR_CLASS, OPERATOR_CLASSES),
                keys(
                        COLLATION,
                        "left join pg_catalog.pg_collation co on co.oid operator(pg_catalog.=) i.indcollation[k]"
                                + " left join pg_catalog.pg_namespace con on con.oid operator(pg_catalog.=) co.collnamespace"),
                CatalogQueries.TABLES);
        Map<Long, List<Index>> indexes = new HashMap<>();
        queries.query(
                sql,
                row -> indexes.computeIfAbsent(row.number("indrelid"), oid -> new ArrayList<>())
                        .add(index(row)));
        return indexes;
    }

    private static String keys(String expression, String joins) {
        return "array(select (%s)::pg_catalog.text from pg_catalog.generate_series(0, i.indnkeyatts operator(pg_catalog.-) 1) k %s order by k)"
                .formatted(expression, joins);
    }

    private Index index(Row row) throws SQLException {
        Attributes table = columns.getOrDefault(row.number("indrelid"), Attributes.NONE);
        List<Long> numbers = row.numbers("indkey");
        int keys = (int) row.number("indnkeyatts");
        return new Index(
                row.text("relname"),
                parts(row, table, numbers.subList(0, keys)),
                row.flag("indisunique"),
                row.text("amname"),
                table.names(numbers.subList(keys, numbers.size())),
                Parentheses.strippedOrNull(row.textOrNull("predicate")),
                row.flag("nulls_not_distinct"),
                row.options("reloptions"),
                row.textOrNull("spcname"),
                comments.relation(row.number("indexrelid")),
                row.flag("indisvalid"));
    }

    private static List<Index.Key> parts(Row row, Attributes table, List<Long> numbers) throws SQLException {
        List<@Nullable String> expressions = row.textsOrNulls("expressions");
        List<@Nullable String> operatorClasses = row.textsOrNulls("operator_classes");
        List<@Nullable String> collations = collations(row, table, numbers);
        List<Long> orders = row.numbers("indoption");
        List<Index.Key> parts = new ArrayList<>();
        for (int i = 0; i < numbers.size(); i++) {
            String column = table.nameOrNull(numbers.get(i));
            parts.add(new Index.Key(
                    column,
                    column != null ? null : Parentheses.strippedOrNull(expressions.get(i)),
                    (orders.get(i) & 1) != 0,
                    (orders.get(i) & 2) != 0,
                    operatorClasses.isEmpty() ? null : operatorClasses.get(i),
                    collations.get(i)));
        }
        return parts;
    }

    /** The collations that differ from that of the column, or from that of the expression. */
    private static List<@Nullable String> collations(Row row, Attributes table, List<Long> numbers)
            throws SQLException {
        List<Long> ids = row.numbers("indcollation");
        List<@Nullable String> names = row.textsOrNulls("collations");
        List<@Nullable String> printed = row.textsOrNulls("printed_collations");
        List<@Nullable String> collations = new ArrayList<>();
        for (int i = 0; i < numbers.size(); i++) {
            long id = ids.get(i);
            boolean explicit =
                    numbers.get(i) == 0 ? "true".equals(printed.get(i)) : id != table.collation(numbers.get(i));
            String name =
                    names.isEmpty() && id == DEFAULT_COLLATION ? "default" : names.isEmpty() ? null : names.get(i);
            collations.add(id != 0 && explicit ? name : null);
        }
        return collations;
    }
}
