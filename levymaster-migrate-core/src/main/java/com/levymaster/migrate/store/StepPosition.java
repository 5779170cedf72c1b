package com.levymaster.migrate.store;

import com.levymaster.migrate.revision.Plan.Direction;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A place in a revision.
 *
 * @param step counted from 1
 * @param inner the step within a block, counted from 1; 0 for the step as a whole
 */
public record StepPosition(int step, int inner) implements Comparable<StepPosition> {

    public static final StepPosition START = new StepPosition(1, 0);

    /** As the history keeps it: {@code upgrade 3.1}. */
    public String text(Direction direction) {
        return direction.name().toLowerCase(Locale.ROOT) + " " + step + "." + inner;
    }

    /** Nothing where the text speaks of the other direction, or of no step. */
    public static Optional<StepPosition> parse(@Nullable String text, Direction direction) {
        String prefix = direction.name().toLowerCase(Locale.ROOT) + " ";
        if (text == null || !text.startsWith(prefix)) {
            return Optional.empty();
        }
        String[] numbers = text.substring(prefix.length()).split("\\.", 2);
        return Optional.of(new StepPosition(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1])));
    }

    /** The one after it, when it is done. */
    public StepPosition next() {
        return inner == 0 ? new StepPosition(step + 1, 0) : new StepPosition(step, inner + 1);
    }

    @Override
    public int compareTo(StepPosition other) {
        return step == other.step ? Integer.compare(inner, other.inner) : Integer.compare(step, other.step);
    }

    @Override
    public String toString() {
        return inner == 0 ? String.valueOf(step) : step + "." + inner;
    }
}
