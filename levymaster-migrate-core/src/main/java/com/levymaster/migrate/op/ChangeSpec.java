package com.levymaster.migrate.op;

import com.levymaster.migrate.operation.CommentOperation.ChangeComment;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.Previous;
import com.levymaster.migrate.schema.CommentTarget;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Changes one property, such as a comment or a storage parameter: {@code t.changeComment().fromNone().to("Districts
 * that levy a tax")}.
 *
 * @param <V> the type of the property
 */
public final class ChangeSpec<V> implements OperationBuilder {

    private final String call;
    private final BiFunction<@Nullable Previous<V>, Previous<V>, Operation> operation;
    private @Nullable Previous<V> from;
    private @Nullable Previous<V> to;

    ChangeSpec(String call, BiFunction<@Nullable Previous<V>, Previous<V>, Operation> operation) {
        this.call = call;
        this.operation = operation;
    }

    static ChangeSpec<String> comment(String call, CommentTarget on) {
        return new ChangeSpec<>(call, (from, to) -> new ChangeComment(on, from, to.value()));
    }

    /** The current value. {@code from} or {@code fromNone} is required for undo. */
    public ChangeSpec<V> from(V value) {
        from = Previous.of(value);
        return this;
    }

    /** States that the property is not set now. */
    public ChangeSpec<V> fromNone() {
        from = Previous.of(null);
        return this;
    }

    /** The new value. {@code to} or {@code toNone} is required. */
    public ChangeSpec<V> to(V value) {
        to = Previous.of(value);
        return this;
    }

    /** Removes the property, or resets it to its default. */
    public ChangeSpec<V> toNone() {
        to = Previous.of(null);
        return this;
    }

    @Override
    public Operation build() {
        return operation.apply(from, OperationBuilder.require(to, call, ".to(…) or .toNone()"));
    }
}
