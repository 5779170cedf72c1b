package com.levymaster.migrate.inspect;

import com.levymaster.migrate.schema.Domain;
import com.levymaster.migrate.schema.EnumType;
import com.levymaster.migrate.schema.ObjectName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads enum types and domains. */
final class Types {

    private static final String SQL = """
            select y.oid, n.nspname, y.typname, y.typtype, not y.typnotnull as nullable, y.typdefault,
              array(select l.enumlabel::pg_catalog.text from pg_catalog.pg_enum l where l.enumtypid operator(pg_catalog.=) y.oid
                    order by l.enumsortorder) as labels,
              array(select k.conname::pg_catalog.text from pg_catalog.pg_constraint k
                    where k.contypid operator(pg_catalog.=) y.oid and k.contype operator(pg_catalog.=) 'c' order by k.oid) as checks,
              array(select pg_catalog.pg_get_expr(k.conbin, 0) from pg_catalog.pg_constraint k
                    where k.contypid operator(pg_catalog.=) y.oid and k.contype operator(pg_catalog.=) 'c' order by k.oid) as expressions,
              %s
            from pg_catalog.pg_type y
            join pg_catalog.pg_namespace n on n.oid operator(pg_catalog.=) y.typnamespace
            %s
            where y.typtype operator(pg_catalog.=) any ('{e,d}')
              and y.typnamespace operator(pg_catalog.=) any (cast(:schemas as pg_catalog._oid))
              and not exists (select from pg_catalog.pg_depend e where e.objid operator(pg_catalog.=) y.oid
                                and e.deptype operator(pg_catalog.=) 'e'
                                and e.classid operator(pg_catalog.=) 'pg_catalog.pg_type'::pg_catalog.regclass)
            """.formatted(
            TypeReader.columns("y.typtypmod"),
            TypeReader.joins("case when y.typtype operator(pg_catalog.=) 'd' then y.typbasetype else y.oid end"));

    private final Map<ObjectName, EnumType> enums = new TreeMap<>();
    private final Map<ObjectName, Domain> domains = new TreeMap<>();

    private final CatalogQueries queries;
    private final Comments comments;

    private Types(CatalogQueries queries, Comments comments) {
        this.queries = queries;
        this.comments = comments;
    }

    static Types read(CatalogQueries queries, Comments comments) {
        Types types = new Types(queries, comments);
        queries.query(SQL, types::add);
        return types;
    }

    Map<ObjectName, EnumType> enums() {
        return enums;
    }

    Map<ObjectName, Domain> domains() {
        return domains;
    }

    private ObjectName add(Row row) throws SQLException {
        ObjectName name = queries.name(row.text("nspname"), row.text("typname"));
        if (row.letter("typtype") == 'e') {
            enums.put(name, new EnumType(name, row.texts("labels"), comments.type(row.number("oid"))));
        } else {
            domains.put(name, domain(name, row));
        }
        return name;
    }

    private Domain domain(ObjectName name, Row row) throws SQLException {
        return new Domain(
                name,
                TypeReader.read(row, queries),
                row.flag("nullable"),
                DefaultReader.readOrNull(row.textOrNull("typdefault")),
                checks(row),
                comments.type(row.number("oid")));
    }

    private static Map<String, String> checks(Row row) throws SQLException {
        List<String> names = new ArrayList<>(row.texts("checks"));
        List<String> expressions = row.texts("expressions");
        Map<String, String> checks = new TreeMap<>();
        for (int i = 0; i < names.size(); i++) {
            checks.put(names.get(i), Parentheses.stripped(expressions.get(i)));
        }
        return checks;
    }
}
