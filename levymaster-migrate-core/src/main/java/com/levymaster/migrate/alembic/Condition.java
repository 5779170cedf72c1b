package com.levymaster.migrate.alembic;

import com.levymaster.migrate.alembic.Expression.Attribute;
import com.levymaster.migrate.alembic.Expression.Binary;
import com.levymaster.migrate.alembic.Expression.Call;
import com.levymaster.migrate.alembic.Expression.Text;
import java.util.Set;

/** Conditions that are known before the run: those on the dialect, which is PostgreSQL's. */
final class Condition {

    private static final Set<String> CONNECTIONS =
            Set.of("alembic.op.get_bind", "alembic.op.get_context", "alembic.context.get_context");

    private Condition() {}

    /** @throws NotUnderstoodException if it depends on the run */
    static boolean holds(Expression resolved) {
        if (resolved instanceof Binary comparison
                && isDialect(comparison.left())
                && comparison.right() instanceof Text name
                && (comparison.operator().equals("==") || comparison.operator().equals("!="))) {
            return name.value().equals("postgresql") == comparison.operator().equals("==");
        }
        throw new NotUnderstoodException(resolved.line(), "'if'");
    }

    /** {@code op.get_bind().dialect.name} and the like. */
    private static boolean isDialect(Expression value) {
        if (!(value instanceof Attribute name)
                || !name.name().equals("name")
                || !(name.target() instanceof Attribute dialect)
                || !Set.of("dialect", "engine").contains(dialect.name())) {
            return false;
        }
        Expression connection = dialect.target();
        while (connection instanceof Attribute attribute
                && Set.of("bind", "engine", "connection").contains(attribute.name())) {
            connection = attribute.target();
        }
        return connection instanceof Call call && CONNECTIONS.contains(String.valueOf(Scope.function(call)));
    }
}
