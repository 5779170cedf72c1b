package com.levymaster.migrate.dialect;

import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Schema;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The face of this package. */
record PostgreSql(Server server) implements Dialect {

    @Override
    public List<Statement> compile(Operation operation, Supplier<Schema> before) {
        return operation.accept(new Compiler(server, before));
    }

    @Override
    public Statement reindex(ObjectName index) {
        return Statement.alone("reindex index concurrently " + Identifiers.qualified(index.schema(), index.name()));
    }

    @Override
    public String quote(String identifier) {
        return Identifiers.quote(identifier);
    }

    @Override
    public String literal(@Nullable Object value) {
        return Literals.literal(value);
    }

    @Override
    public List<String> split(String sql) {
        return Splitter.split(sql);
    }
}
