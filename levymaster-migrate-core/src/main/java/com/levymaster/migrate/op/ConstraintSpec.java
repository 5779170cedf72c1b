package com.levymaster.migrate.op;

import com.levymaster.migrate.schema.Constraint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Describes a constraint of a table.
 *
 * @param <S> the concrete builder, returned by each method
 * @see <a href="https://www.postgresql.org/docs/current/ddl-constraints.html">PostgreSQL: constraints</a>
 */
public abstract sealed class ConstraintSpec<S extends ConstraintSpec<S>>
        permits PrimaryKeySpec, UniqueSpec, CheckSpec, ForeignKeySpec, ExclusionSpec {

    final String name;
    Constraint.Deferral deferral = Constraint.Deferral.NOT_DEFERRABLE;

    @Nullable
    String comment;

    ConstraintSpec(String name) {
        this.name = name;
    }

    /**
     * Allows transactions to defer the constraint to commit: {@code deferrable}. Check constraints refuse it.
     *
     * @see <a href="https://www.postgresql.org/docs/current/sql-set-constraints.html">PostgreSQL: SET CONSTRAINTS</a>
     */
    public S deferrable() {
        deferral = Constraint.Deferral.INITIALLY_IMMEDIATE;
        return self();
    }

    /** Checks the constraint at commit: {@code deferrable initially deferred}. Check constraints refuse it. */
    public S initiallyDeferred() {
        deferral = Constraint.Deferral.INITIALLY_DEFERRED;
        return self();
    }

    /** Sets the comment: {@code comment on constraint name on t is '…'}. An empty text is refused. */
    public S comment(String text) {
        comment = text;
        return self();
    }

    /** The unique index that becomes the index of the constraint. */
    @Nullable
    String usingIndex() {
        return null;
    }

    /** The columns that allow null without the constraint. */
    List<String> wasNullable() {
        return List.of();
    }

    abstract S self();

    abstract Constraint constraint();
}
