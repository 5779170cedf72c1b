package com.levymaster.migrate.inspect;

import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.Constraint.Deferral;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.ForeignKey.Action;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the constraints of all tables; those that a table has from its parent are the parent's. */
final class Constraints {

    private static final String SQL = """
            select c.conrelid, c.conname, c.contype, c.condeferrable, c.condeferred, c.convalidated, c.connoinherit,
              c.confdeltype, c.confupdtype, c.confmatchtype, rn.nspname as ref_schema, r.relname as ref_table,
              d.description, am.amname, %s as nulls_not_distinct,
              pg_catalog.pg_get_expr(c.conbin, c.conrelid) as expression,
              pg_catalog.pg_get_expr(i.indpred, i.indrelid) as predicate,
              %s as columns,
              %s as ref_columns,
              %s as delete_columns,
              array(select a.attname::pg_catalog.text
                    from pg_catalog.generate_series(i.indnkeyatts, i.indnatts operator(pg_catalog.-) 1) k
                    join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[k]
                    order by k) as include,
              array(select pg_catalog.pg_get_indexdef(i.indexrelid, k, false)
                    from pg_catalog.generate_series(1, i.indnkeyatts) k where c.contype = 'x' order by k) as elements,
              array(select o.oprname::pg_catalog.text from pg_catalog.unnest(c.conexclop) with ordinality as u(op, k)
                    join pg_catalog.pg_operator o on o.oid = u.op order by u.k) as operators
            from pg_catalog.pg_constraint c
            join pg_catalog.pg_class t on t.oid = c.conrelid
            left join pg_catalog.pg_index i on i.indexrelid = c.conindid and c.contype in ('p', 'u', 'x')
            left join pg_catalog.pg_class ic on ic.oid = i.indexrelid
            left join pg_catalog.pg_am am on am.oid = ic.relam
            left join pg_catalog.pg_class r on r.oid = c.confrelid
            left join pg_catalog.pg_namespace rn on rn.oid = r.relnamespace
            left join pg_catalog.pg_description d
              on d.objoid = c.oid and d.classoid = 'pg_catalog.pg_constraint'::pg_catalog.regclass and d.objsubid = 0
            where c.contype in ('p', 'u', 'c', 'x', 'f') and c.conislocal and c.conparentid = 0
              and t.relkind in ('r', 'p') and t.relnamespace = any (cast(:schemas as pg_catalog._oid))
            """;

    private Constraints() {}

    private record Found(long table, Constraint constraint) {}

    /** The constraints by the object identifier of their table. */
    static Map<Long, List<Constraint>> read(Reading reading) {
        String sql = SQL.formatted(
                reading.since(15, "i.indnullsnotdistinct", "false"),
                names("c.conrelid", "c.conkey"),
                names("c.confrelid", "c.confkey"),
                reading.since(15, names("c.conrelid", "c.confdelsetcols"), "null::pg_catalog._text"));
        Map<Long, List<Constraint>> constraints = new HashMap<>();
        for (Found found : reading.query(sql, row -> new Found(row.number("conrelid"), constraint(row, reading)))) {
            constraints.computeIfAbsent(found.table(), oid -> new ArrayList<>()).add(found.constraint());
        }
        return constraints;
    }

    private static String names(String table, String numbers) {
        return """
                array(select a.attname::pg_catalog.text from pg_catalog.unnest(%s) with ordinality as u(attnum, k)
                      join pg_catalog.pg_attribute a on a.attrelid = %s and a.attnum = u.attnum order by u.k)""".formatted(numbers, table);
    }

    private static Constraint constraint(Row row, Reading reading) throws SQLException {
        return switch (row.letter("contype")) {
            case 'p' -> primaryKey(row);
            case 'u' -> unique(row);
            case 'c' -> check(row);
            case 'x' -> exclude(row);
            default -> foreignKey(row, reading);
        };
    }

    private static Constraint primaryKey(Row row) throws SQLException {
        return new Constraint.PrimaryKey(
                row.text("conname"),
                row.texts("columns"),
                row.texts("include"),
                deferral(row),
                row.textOrNull("description"));
    }

    private static Constraint unique(Row row) throws SQLException {
        return new Constraint.Unique(
                row.text("conname"),
                row.texts("columns"),
                row.texts("include"),
                row.flag("nulls_not_distinct"),
                deferral(row),
                row.textOrNull("description"));
    }

    private static Constraint check(Row row) throws SQLException {
        return new Constraint.Check(
                row.text("conname"),
                Parentheses.stripped(row.text("expression")),
                row.flag("convalidated"),
                row.flag("connoinherit"),
                row.textOrNull("description"));
    }

    private static Constraint exclude(Row row) throws SQLException {
        List<String> expressions = row.texts("elements");
        List<String> operators = row.texts("operators");
        List<Constraint.Exclude.Element> elements = new ArrayList<>();
        for (int i = 0; i < expressions.size(); i++) {
            elements.add(new Constraint.Exclude.Element(Parentheses.stripped(expressions.get(i)), operators.get(i)));
        }
        return new Constraint.Exclude(
                row.text("conname"),
                row.text("amname"),
                elements,
                Parentheses.strippedOrNull(row.textOrNull("predicate")),
                deferral(row),
                row.textOrNull("description"));
    }

    private static Constraint foreignKey(Row row, Reading reading) throws SQLException {
        return new ForeignKey(
                row.text("conname"),
                row.texts("columns"),
                reading.name(row.text("ref_schema"), row.text("ref_table")),
                row.texts("ref_columns"),
                action(row.letter("confdeltype")),
                row.texts("delete_columns"),
                action(row.letter("confupdtype")),
                row.letter("confmatchtype") == 'f',
                deferral(row),
                row.flag("convalidated"),
                row.textOrNull("description"));
    }

    private static Deferral deferral(Row row) throws SQLException {
        if (!row.flag("condeferrable")) {
            return Deferral.NOT_DEFERRABLE;
        }
        return row.flag("condeferred") ? Deferral.INITIALLY_DEFERRED : Deferral.INITIALLY_IMMEDIATE;
    }

    private static Action action(char kind) {
        return switch (kind) {
            case 'r' -> Action.RESTRICT;
            case 'c' -> Action.CASCADE;
            case 'n' -> Action.SET_NULL;
            case 'd' -> Action.SET_DEFAULT;
            default -> Action.NO_ACTION;
        };
    }
}
