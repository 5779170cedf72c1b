package com.levymaster.migrate.op;

import com.levymaster.migrate.schema.Constraint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Describes a constraint.
 *
 * @param <S> the kind of description itself, so that its words can follow one another
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

    /** Checked at the end of each statement, unless a transaction puts it off. */
    public S deferrable() {
        deferral = Constraint.Deferral.INITIALLY_IMMEDIATE;
        return self();
    }

    /** Checked at commit. */
    public S initiallyDeferred() {
        deferral = Constraint.Deferral.INITIALLY_DEFERRED;
        return self();
    }

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
