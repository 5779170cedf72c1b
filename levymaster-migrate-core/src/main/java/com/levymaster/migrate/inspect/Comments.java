package com.levymaster.migrate.inspect;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The comments on relations, their columns, constraints and types. */
record Comments(Map<Id, String> texts) {

    /** Object identifiers below 16384 belong to the server itself. */
    private static final String SQL = """
            select c.relname as catalog, d.objoid, d.objsubid, d.description
            from pg_catalog.pg_description d
            join pg_catalog.pg_class c on c.oid operator(pg_catalog.=) d.classoid
            where d.objoid operator(pg_catalog.>=) 16384
              and c.relname operator(pg_catalog.=) any ('{pg_class,pg_constraint,pg_type}')
            """;

    static final Comments NONE = new Comments(Map.of());

    private record Id(String catalog, long object, long part) {}

    static Comments read(CatalogQueries queries) {
        Map<Id, String> texts = new HashMap<>();
        queries.query(SQL, row -> texts.put(id(row), row.text("description")));
        return new Comments(texts);
    }

    private static Id id(Row row) throws SQLException {
        return new Id(row.text("catalog"), row.number("objoid"), row.number("objsubid"));
    }

    /** The comment on a table, view, sequence or index. */
    @Nullable
    String relation(long oid) {
        return column(oid, 0);
    }

    @Nullable
    String column(long table, long number) {
        return texts.get(new Id("pg_class", table, number));
    }

    @Nullable
    String constraint(long oid) {
        return texts.get(new Id("pg_constraint", oid, 0));
    }

    @Nullable
    String type(long oid) {
        return texts.get(new Id("pg_type", oid, 0));
    }
}
