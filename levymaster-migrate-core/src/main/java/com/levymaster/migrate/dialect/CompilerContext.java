package com.levymaster.migrate.dialect;

import com.levymaster.migrate.schema.DatabaseSchema;
import java.util.List;
import java.util.function.Supplier;

/** The context that all compilers share: the server version and the schema before the operation. */
interface CompilerContext {

    ServerVersion server();

    Supplier<DatabaseSchema> before();

    static List<SqlStatement> one(String sql) {
        return List.of(SqlStatement.of(sql));
    }
}
