package com.levymaster.migrate.inspect;

import com.levymaster.migrate.schema.ObjectName;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The context of the catalog queries of one inspection.
 *
 * @param version the major version of the server
 * @param schemas the object identifiers of the inspected schemas: {@code {2200,16385}}
 */
record CatalogQueries(JdbcClient jdbc, int version, String defaultSchema, String schemas) {

    /** The tables and composite types in {@code :schemas}, as an array that is computed once per statement. */
    static final String TABLES = """
            array(select r.oid from pg_catalog.pg_class r
                  where r.relkind operator(pg_catalog.=) any ('{r,p,c}')
                    and r.relnamespace operator(pg_catalog.=) any (cast(:schemas as pg_catalog._oid)))""";

    /** Maps one row of a result. */
    @FunctionalInterface
    interface RowMapper<T> {
        T read(Row row) throws SQLException;
    }

    /** Queries objects in {@code :schemas}, in one round trip. */
    <T> List<T> query(String sql, RowMapper<T> reader) {
        return jdbc.sql(sql)
                .param("schemas", schemas)
                .query((result, n) -> reader.read(new Row(result)))
                .list();
    }

    /** The expression if the server has at least this major version, otherwise the alternative. */
    String since(int major, String expression, String otherwise) {
        return version >= major ? expression : otherwise;
    }

    ObjectName name(@Nullable String schema, String name) {
        return ObjectName.of(defaultSchema.equals(schema) ? null : schema, name);
    }
}
