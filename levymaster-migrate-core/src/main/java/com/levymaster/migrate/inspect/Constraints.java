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
import org.jspecify.annotations.Nullable;

/** Reads the constraints of all tables; inherited constraints belong to the parent table. */
final class Constraints {

    private static final String SQL = """
            select c.oid, c.conrelid, c.conname, c.contype, c.condeferrable, c.condeferred, c.convalidated, c.connoinherit,
              c.confdeltype, c.confupdtype, c.confmatchtype, c.confrelid, rn.nspname as ref_schema, r.relname as ref_table,
              am.amname, %s as nulls_not_distinct, %s as not_enforced, %s as period,
              pg_catalog.pg_get_expr(c.conbin, c.conrelid) as expression,
              pg_catalog.pg_get_expr(i.indpred, i.indrelid) as predicate,
              c.conkey, c.confkey, %s as delete_columns,
              case when i.indnatts operator(pg_catalog.>) i.indnkeyatts then i.indkey end as index_columns, i.indnkeyatts,
              case when r.relnamespace operator(pg_catalog.<>) all (cast(:schemas as pg_catalog._oid)) then
                array(select a.attname::pg_catalog.text from pg_catalog.unnest(c.confkey) with ordinality as u(attnum, k)
                      join pg_catalog.pg_attribute a on a.attrelid operator(pg_catalog.=) c.confrelid and a.attnum operator(pg_catalog.=) u.attnum
                      order by u.k)
                end as ref_columns,
              case when c.contype operator(pg_catalog.=) 'x' then
                array(select pg_catalog.pg_get_indexdef(i.indexrelid, k, false)
                      from pg_catalog.generate_series(1, i.indnkeyatts) k order by k) end as elements,
              case when c.contype operator(pg_catalog.=) 'x' then
                array(select o.oprname::pg_catalog.text from pg_catalog.unnest(c.conexclop) with ordinality as u(op, k)
                      join pg_catalog.pg_operator o on o.oid operator(pg_catalog.=) u.op order by u.k) end as operators
            from pg_catalog.pg_constraint c
            left join pg_catalog.pg_index i on i.indexrelid operator(pg_catalog.=) c.conindid
              and c.contype operator(pg_catalog.=) any ('{p,u,x}')
            left join pg_catalog.pg_class ic on ic.oid operator(pg_catalog.=) i.indexrelid
            left join pg_catalog.pg_am am on am.oid operator(pg_catalog.=) ic.relam
            left join pg_catalog.pg_class r on r.oid operator(pg_catalog.=) c.confrelid
            left join pg_catalog.pg_namespace rn on rn.oid operator(pg_catalog.=) r.relnamespace
            where c.contype operator(pg_catalog.=) any ('{p,u,c,x,f}') and c.conislocal and c.conparentid operator(pg_catalog.=) 0
              and c.conrelid operator(pg_catalog.=) any (%s)
            """;

    private final CatalogQueries queries;
    private final Comments comments;
    private final Map<Long, Attributes> columns;

    Constraints(CatalogQueries queries, Comments comments, Map<Long, Attributes> columns) {
        this.queries = queries;
        this.comments = comments;
        this.columns = columns;
    }

    /** The constraints by the object identifier of their table. */
    Map<Long, List<Constraint>> read() {
        String sql = SQL.formatted(
                queries.since(15, "i.indnullsnotdistinct", "false"),
                queries.since(18, "not c.conenforced", "false"),
                queries.since(18, "c.conperiod", "false"),
                queries.since(15, "c.confdelsetcols", "null::pg_catalog._int2"),
                CatalogQueries.TABLES);
        Map<Long, List<Constraint>> constraints = new HashMap<>();
        queries.query(
                sql,
                row -> constraints
                        .computeIfAbsent(row.number("conrelid"), oid -> new ArrayList<>())
                        .add(constraint(row)));
        return constraints;
    }

    private Constraint constraint(Row row) throws SQLException {
        return switch (row.letter("contype")) {
            case 'p' -> primaryKey(row);
            case 'u' -> unique(row);
            case 'c' -> check(row);
            case 'x' -> exclude(row);
            default -> foreignKey(row);
        };
    }

    /** The columns of the constraint's table with these numbers. */
    private List<String> names(Row row, List<Long> numbers) throws SQLException {
        return columns.getOrDefault(row.number("conrelid"), Attributes.NONE).names(numbers);
    }

    private List<String> columns(Row row) throws SQLException {
        return names(row, row.numbers("conkey"));
    }

    private List<String> include(Row row) throws SQLException {
        List<Long> all = row.numbers("index_columns");
        return all.isEmpty() ? List.of() : names(row, all.subList((int) row.number("indnkeyatts"), all.size()));
    }

    /** The referenced columns: by number if the other table is inspected too. */
    private List<String> referencedColumns(Row row) throws SQLException {
        Attributes others = columns.get(row.number("confrelid"));
        List<String> outOfScope = row.texts("ref_columns");
        return others == null || !outOfScope.isEmpty() ? outOfScope : others.names(row.numbers("confkey"));
    }

    private @Nullable String comment(Row row) throws SQLException {
        return comments.constraint(row.number("oid"));
    }

    private Constraint primaryKey(Row row) throws SQLException {
        return new Constraint.PrimaryKey(
                row.text("conname"), columns(row), include(row), row.flag("period"), deferral(row), comment(row));
    }

    private Constraint unique(Row row) throws SQLException {
        return new Constraint.Unique(
                row.text("conname"),
                columns(row),
                include(row),
                row.flag("nulls_not_distinct"),
                row.flag("period"),
                deferral(row),
                comment(row));
    }

    private Constraint check(Row row) throws SQLException {
        return new Constraint.Check(
                row.text("conname"),
                Parentheses.stripped(row.text("expression")),
                row.flag("convalidated"),
                row.flag("connoinherit"),
                row.flag("not_enforced"),
                comment(row));
    }

    private Constraint exclude(Row row) throws SQLException {
        List<String> expressions = row.texts("elements");
        List<String> operators = row.texts("operators");
        List<Constraint.Exclusion.Element> elements = new ArrayList<>();
        for (int i = 0; i < expressions.size(); i++) {
            elements.add(new Constraint.Exclusion.Element(Parentheses.stripped(expressions.get(i)), operators.get(i)));
        }
        return new Constraint.Exclusion(
                row.text("conname"),
                row.text("amname"),
                elements,
                Parentheses.strippedOrNull(row.textOrNull("predicate")),
                deferral(row),
                comment(row));
    }

    private Constraint foreignKey(Row row) throws SQLException {
        return new ForeignKey(
                row.text("conname"),
                columns(row),
                queries.name(row.text("ref_schema"), row.text("ref_table")),
                referencedColumns(row),
                action(row.letter("confdeltype")),
                names(row, row.numbers("delete_columns")),
                action(row.letter("confupdtype")),
                row.letter("confmatchtype") == 'f',
                deferral(row),
                row.flag("convalidated"),
                row.flag("not_enforced"),
                row.flag("period"),
                comment(row));
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
