package com.levymaster.migrate.dialect;

import com.levymaster.migrate.schema.Schema;
import java.util.List;
import java.util.function.Supplier;

/** What the compilers of all families know. */
interface Family {

    Server server();

    Supplier<Schema> before();

    static List<Statement> one(String sql) {
        return List.of(Statement.of(sql));
    }
}
