package com.levymaster.migrate.op;

import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.TypeOperation.DropDomain;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.Domain;
import com.levymaster.migrate.schema.ObjectName;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Drops a domain: {@code op.types().dropDomain("percent").was(integer(), d -> …)}. */
public final class DropDomainSpec implements OperationBuilder {

    private final ObjectName name;
    private @Nullable Domain was;

    DropDomainSpec(ObjectName name) {
        this.name = name;
    }

    /** Describes the domain as it is, so that undo can create it again. */
    public void was(ColumnType type, Consumer<DomainSpec> body) {
        was = DomainSpec.domain(name, type, body);
    }

    @Override
    public Operation build() {
        return new DropDomain(name, was);
    }
}
