package com.levymaster.migrate.operation;

import com.levymaster.migrate.schema.CommentTarget;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.effect.SchemaEffects;
import org.jspecify.annotations.Nullable;

/** A change to the comment of an object. */
public sealed interface CommentOperation extends Operation {

    @Override
    default <R> R accept(Operation.Visitor<R> visitor) {
        return accept((Visitor<R>) visitor);
    }

    <R> R accept(Visitor<R> visitor);

    /** A visitor of these operations. */
    interface Visitor<R> {
        R changeComment(ChangeComment operation);
    }

    /**
     * Sets or drops the comment of an object.
     *
     * @param from the comment before the change, for the inverse
     */
    record ChangeComment(
            CommentTarget on,
            @Nullable Previous<String> from,
            @Nullable String to) implements CommentOperation {

        @Override
        public Operation inverse() {
            if (from == null) {
                throw IrreversibleException.missingHint(this, "comment(…).from(…) or .fromNone()");
            }
            return new ChangeComment(on, Previous.of(to), from.value());
        }

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            return SchemaEffects.comment(before, on, to);
        }

        @Override
        public String describe() {
            return (to == null ? "drop comment of " : "comment on ") + on;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.changeComment(this);
        }
    }
}
