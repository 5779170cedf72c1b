package com.levymaster.migrate.inspect;

import com.levymaster.migrate.schema.ObjectName;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What all queries of one reading share.
 *
 * @param version the server's major version
 * @param schemas the schemas that are read, by their object identifiers: {@code {2200,16385}}
 */
record CatalogQueries(JdbcClient jdbc, int version, String defaultSchema, String schemas) {

    /** The tables and composite types in {@code :schemas}, as an array that is made once for a statement. */
    static final String TABLES = """
            array(select r.oid from pg_catalog.pg_class r
                  where r.relkind in ('r', 'p', 'c') and r.relnamespace = any (cast(:schemas as pg_catalog._oid)))""";

    /** Reads one row of an answer. */
    @FunctionalInterface
    interface RowMapper<T> {
        T read(Row row) throws SQLException;
    }

    /** Asks for the objects in {@code :schemas}, in one round trip. */
    <T> List<T> query(String sql, RowMapper<T> reader) {
        return jdbc.sql(sql)
                .param("schemas", schemas)
                .query((result, n) -> reader.read(new Row(result)))
                .list();
    }

    /** The expression where the server is new enough, else what older servers mean by not having it. */
    String since(int major, String expression, String otherwise) {
        return version >= major ? expression : otherwise;
    }

    ObjectName name(@Nullable String schema, String name) {
        return ObjectName.of(defaultSchema.equals(schema) ? null : schema, name);
    }
}
