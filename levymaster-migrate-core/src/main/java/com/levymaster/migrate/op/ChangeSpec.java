package com.levymaster.migrate.op;

import com.levymaster.migrate.operation.CommentOperation.ChangeComment;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.Previous;
import com.levymaster.migrate.schema.CommentTarget;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Changes a property of something: {@code t.changeComment().fromNone().to("Districts that levy a tax")}.
 *
 * @param <V> the property's type
 */
public final class ChangeSpec<V> implements OperationBuilder {

    private final String sentence;
    private final BiFunction<@Nullable Previous<V>, Previous<V>, Operation> operation;
    private @Nullable Previous<V> from;
    private @Nullable Previous<V> to;

    ChangeSpec(String sentence, BiFunction<@Nullable Previous<V>, Previous<V>, Operation> operation) {
        this.sentence = sentence;
        this.operation = operation;
    }

    static ChangeSpec<String> comment(String sentence, CommentTarget on) {
        return new ChangeSpec<>(sentence, (from, to) -> new ChangeComment(on, from, to.value()));
    }

    /** What it is, for the way back. */
    public ChangeSpec<V> from(V value) {
        from = Previous.of(value);
        return this;
    }

    /** There is none. */
    public ChangeSpec<V> fromNone() {
        from = Previous.of(null);
        return this;
    }

    public ChangeSpec<V> to(V value) {
        to = Previous.of(value);
        return this;
    }

    /** Takes it away. */
    public ChangeSpec<V> toNone() {
        to = Previous.of(null);
        return this;
    }

    @Override
    public Operation build() {
        return operation.apply(from, OperationBuilder.require(to, sentence, ".to(…) or .toNone()"));
    }
}
