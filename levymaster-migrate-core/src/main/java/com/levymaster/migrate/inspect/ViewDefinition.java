package com.levymaster.migrate.inspect;

/**
 * The SQL expression for the query of a view. The server's own {@code pg_get_viewdef} runs a query whose operators it looks
 * up along the search path, so that operators of other users could run in it: where the path names {@code pg_catalog},
 * that schema is put first while the function runs.
 */
final class ViewDefinition {

    private static final String PATH = "pg_catalog.current_setting('search_path')";

    /** Calls of volatile functions are evaluated in the order of the array. */
    private static final String SQL = """
            case when pg_catalog.strpos(%1$s, 'pg_catalog') operator(pg_catalog.=) 0 then pg_catalog.pg_get_viewdef(%2$s)
              else (select (array[
                  pg_catalog.set_config('search_path', 'pg_catalog, ' operator(pg_catalog.||) p.path, true),
                  pg_catalog.pg_get_viewdef(%2$s),
                  pg_catalog.set_config('search_path', p.path, true)])[2]
                from (select %1$s as path offset 0) p) end""";

    private ViewDefinition() {}

    /** @param oid an SQL expression for the object identifier */
    static String of(String oid) {
        return SQL.formatted(PATH, oid);
    }
}
