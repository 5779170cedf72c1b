package com.levymaster.migrate;

import com.levymaster.migrate.operation.NamespaceOperation.ChangeComment;
import com.levymaster.migrate.operation.NamespaceOperation.Commented;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.Was;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Changes a property of something: {@code t.changeComment().fromNone().to("Districts that levy a tax")}.
 *
 * @param <V> the property's type
 */
public final class ChangeSpec<V> implements Sentence {

    private final String sentence;
    private final BiFunction<@Nullable Was<V>, Was<V>, Operation> operation;
    private @Nullable Was<V> from;
    private @Nullable Was<V> to;

    ChangeSpec(String sentence, BiFunction<@Nullable Was<V>, Was<V>, Operation> operation) {
        this.sentence = sentence;
        this.operation = operation;
    }

    static ChangeSpec<String> comment(String sentence, Commented on) {
        return new ChangeSpec<>(sentence, (from, to) -> new ChangeComment(on, from, to.value()));
    }

    /** What it is, for the way back. */
    public ChangeSpec<V> from(V value) {
        from = Was.of(value);
        return this;
    }

    /** There is none. */
    public ChangeSpec<V> fromNone() {
        from = Was.of(null);
        return this;
    }

    public ChangeSpec<V> to(V value) {
        to = Was.of(value);
        return this;
    }

    /** Takes it away. */
    public ChangeSpec<V> toNone() {
        to = Was.of(null);
        return this;
    }

    @Override
    public Operation finish() {
        return operation.apply(from, Sentence.said(to, sentence, ".to(…) or .toNone()"));
    }
}
