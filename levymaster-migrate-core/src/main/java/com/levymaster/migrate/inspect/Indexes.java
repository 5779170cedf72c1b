package com.levymaster.migrate.inspect;

import com.levymaster.migrate.schema.Index;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the indexes that no constraint owns and that no partitioned index made. */
final class Indexes {

    private static final String SQL = """
            select i.indrelid, c.relname, i.indisunique, i.indisvalid, %s as nulls_not_distinct, am.amname,
              c.reloptions, ts.spcname, d.description, pg_catalog.pg_get_expr(i.indpred, i.indrelid) as predicate,
              %s as include, %s as columns, %s as expressions, %s as operator_classes, %s as collations, %s as orders
            from pg_catalog.pg_index i
            join pg_catalog.pg_class c on c.oid = i.indexrelid
            join pg_catalog.pg_class t on t.oid = i.indrelid
            join pg_catalog.pg_am am on am.oid = c.relam
            left join pg_catalog.pg_tablespace ts on ts.oid = c.reltablespace
            left join pg_catalog.pg_description d
              on d.objoid = c.oid and d.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass and d.objsubid = 0
            where t.relkind in ('r', 'p') and t.relnamespace = any (cast(:schemas as pg_catalog._oid))
              and not c.relispartition
              and not exists (select from pg_catalog.pg_constraint k
                              where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))
            """;

    private static final String EXPRESSION =
            "pg_catalog.pg_get_indexdef(i.indexrelid, k operator(pg_catalog.+) 1, false)";

    /** Not of the expression itself, and then printed behind it. */
    private static final String EXPRESSION_COLLATION =
            "0 < pg_catalog.strpos(pg_catalog.pg_get_indexdef(i.indexrelid), " + EXPRESSION
                    + " operator(pg_catalog.||) ' COLLATE ')";

    private static final String OPERATOR_CLASS = """
            case when oc.opcdefault and ia.attoptions is null then null else
              case when pg_catalog.pg_opclass_is_visible(oc.oid) then '' else ocn.nspname operator(pg_catalog.||) '.' end
              operator(pg_catalog.||) oc.opcname
              operator(pg_catalog.||) coalesce('(' operator(pg_catalog.||)
                pg_catalog.array_to_string(ia.attoptions, ', ') operator(pg_catalog.||) ')', '') end""";

    private Indexes() {}

    private record Found(long table, Index index) {}

    /** The indexes by the object identifier of their table. */
    static Map<Long, List<Index>> read(Reading reading) {
        Map<Long, List<Index>> indexes = new HashMap<>();
        for (Found found : reading.query(sql(reading), row -> new Found(row.number("indrelid"), index(row)))) {
            indexes.computeIfAbsent(found.table(), oid -> new ArrayList<>()).add(found.index());
        }
        return indexes;
    }

    private static String sql(Reading reading) {
        String attribute = "left join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[k]";
        String operatorClass = """
                join pg_catalog.pg_opclass oc on oc.oid = i.indclass[k]
                join pg_catalog.pg_namespace ocn on ocn.oid = oc.opcnamespace
                join pg_catalog.pg_attribute ia on ia.attrelid = i.indexrelid and ia.attnum = k operator(pg_catalog.+) 1""";
        String collation = attribute + " left join pg_catalog.pg_collation co on co.oid = i.indcollation[k] and "
                + "case when a.attnum is null then " + EXPRESSION_COLLATION + " else co.oid <> a.attcollation end";
        return SQL.formatted(
                reading.since(15, "i.indnullsnotdistinct", "false"),
                array("a.attname", "i.indnkeyatts", "i.indnatts", attribute),
                keys("a.attname", attribute),
                keys("case when i.indkey[k] = 0 then " + EXPRESSION + " end", ""),
                keys(OPERATOR_CLASS, operatorClass),
                keys("co.collname", collation),
                keys("i.indoption[k]", ""));
    }

    private static String keys(String expression, String joins) {
        return array(expression, "0", "i.indnkeyatts", joins);
    }

    private static String array(String expression, String from, String to, String joins) {
        return "array(select (%s)::pg_catalog.text from pg_catalog.generate_series(%s, %s operator(pg_catalog.-) 1) k %s order by k)"
                .formatted(expression, from, to, joins);
    }

    private static Index index(Row row) throws SQLException {
        return new Index(
                row.text("relname"),
                parts(row),
                row.flag("indisunique"),
                row.text("amname"),
                row.texts("include"),
                Parentheses.strippedOrNull(row.textOrNull("predicate")),
                row.flag("nulls_not_distinct"),
                row.options("reloptions"),
                row.textOrNull("spcname"),
                row.textOrNull("description"),
                row.flag("indisvalid"));
    }

    private static List<Index.Part> parts(Row row) throws SQLException {
        List<@Nullable String> columns = row.textsOrNulls("columns");
        List<@Nullable String> expressions = row.textsOrNulls("expressions");
        List<@Nullable String> operatorClasses = row.textsOrNulls("operator_classes");
        List<@Nullable String> collations = row.textsOrNulls("collations");
        List<String> orders = row.texts("orders");
        List<Index.Part> parts = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            int order = Integer.parseInt(orders.get(i));
            parts.add(new Index.Part(
                    columns.get(i),
                    Parentheses.strippedOrNull(expressions.get(i)),
                    (order & 1) != 0,
                    (order & 2) != 0,
                    operatorClasses.get(i),
                    collations.get(i)));
        }
        return parts;
    }
}
