package com.levymaster.migrate.op;

import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.TypeOperation.AlterDomain;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.Domain;
import com.levymaster.migrate.schema.ObjectName;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Changes the default, the nullability, the checks and the comment of a domain; the type cannot change.
 *
 * <pre>{@code
 * op.types().alterDomain("percent", integer())
 *         .from(d -> d.check("percent_range", "value <= 100"))
 *         .to(d -> d.check("percent_range", "value between 0 and 100"));
 * }</pre>
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-alterdomain.html">PostgreSQL: ALTER DOMAIN</a>
 */
public final class AlterDomainSpec implements OperationBuilder {

    private final ObjectName name;
    private final ColumnType type;
    private @Nullable Domain from;
    private @Nullable Domain to;

    AlterDomainSpec(ObjectName name, ColumnType type) {
        this.name = name;
        this.type = type;
    }

    /**
     * Describes the domain as it is. Required for undo; if omitted, the current definition is taken from the recorded
     * schema.
     */
    public AlterDomainSpec from(Consumer<DomainSpec> body) {
        from = DomainSpec.domain(name, type, body);
        return this;
    }

    /**
     * Describes the desired domain. Only the differences become statements: {@code alter domain d set default …},
     * {@code set not null}, {@code drop constraint …}, {@code add constraint …}. Required.
     */
    public AlterDomainSpec to(Consumer<DomainSpec> body) {
        to = DomainSpec.domain(name, type, body);
        return this;
    }

    @Override
    public Operation build() {
        return new AlterDomain(
                from, OperationBuilder.require(to, "types().alterDomain(\"" + name + "\")", ".to(d -> …)"));
    }
}
