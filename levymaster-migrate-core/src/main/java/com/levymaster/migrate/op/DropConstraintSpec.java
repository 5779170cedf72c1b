package com.levymaster.migrate.op;

import com.levymaster.migrate.operation.ConstraintOperation.DropConstraint;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.ObjectName;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Drops a constraint: {@code t.dropUnique("uq_county_name").was(u -> u.on("name"))}.
 *
 * @param <S> the builder that describes this kind of constraint
 */
public final class DropConstraintSpec<S extends ConstraintSpec<S>> implements OperationBuilder {

    private final ObjectName table;
    private final S spec;
    private @Nullable S was;
    private boolean cascade;

    DropConstraintSpec(ObjectName table, S spec) {
        this.table = table;
        this.spec = spec;
    }

    /** Describes the constraint as it is, so that undo can add it again. */
    public DropConstraintSpec<S> was(Consumer<S> body) {
        body.accept(spec);
        was = spec;
        return this;
    }

    /** Drops dependent foreign keys too: {@code drop constraint name cascade}. They are not recreated by undo. */
    public DropConstraintSpec<S> cascade() {
        cascade = true;
        return this;
    }

    @Override
    public Operation build() {
        return new DropConstraint(
                table,
                spec.name,
                was == null ? null : was.constraint(),
                spec.usingIndex(),
                cascade,
                spec.wasNullable());
    }
}
