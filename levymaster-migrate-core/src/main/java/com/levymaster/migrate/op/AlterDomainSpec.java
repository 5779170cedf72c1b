package com.levymaster.migrate.op;

import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.TypeOperation.AlterDomain;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.Domain;
import com.levymaster.migrate.schema.ObjectName;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Changes the rules of a domain: {@code op.types().alterDomain("percent", integer()).from(d -> …).to(d -> …)}. */
public final class AlterDomainSpec implements OperationBuilder {

    private final ObjectName name;
    private final ColumnType type;
    private @Nullable Domain from;
    private @Nullable Domain to;

    AlterDomainSpec(ObjectName name, ColumnType type) {
        this.name = name;
        this.type = type;
    }

    /** The rules as they are, for the way back. */
    public AlterDomainSpec from(Consumer<DomainSpec> body) {
        from = DomainSpec.domain(name, type, body);
        return this;
    }

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
