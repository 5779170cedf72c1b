package com.levymaster.migrate.dialect;

import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The dialect of PostgreSQL. */
record PostgreSqlDialect(ServerVersion server) implements Dialect {

    @Override
    public int version() {
        return server.version();
    }

    @Override
    public int majorVersion() {
        return server.major();
    }

    @Override
    public List<SqlStatement> compile(Operation operation, Supplier<DatabaseSchema> before) {
        return operation.accept(new OperationCompiler(server, before));
    }

    @Override
    public SqlStatement reindex(ObjectName index) {
        return SqlStatement.outsideTransaction(
                "reindex index concurrently " + Identifiers.qualified(index.schema(), index.name()));
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
        return StatementSplitter.split(sql);
    }
}
