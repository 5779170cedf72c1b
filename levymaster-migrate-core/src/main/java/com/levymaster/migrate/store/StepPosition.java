package com.levymaster.migrate.store;

import com.levymaster.migrate.revision.Plan.Direction;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place in a revision.
 *
 * @param step counted from 1
 * @param inner the step within a block, counted from 1; 0 for the step as a whole
 */
public record StepPosition(int step, int inner) implements Comparable<StepPosition> {

    public static final StepPosition START = new StepPosition(1, 0);

    /** The form in the history, also as a regular expression of the server. */
    static final String FORM = "^(upgrade|downgrade) ([0-9]{1,9})[.]([0-9]{1,9})$";

    private static final Pattern POSITION = Pattern.compile(FORM);

    /** As the history keeps it: {@code upgrade 3.1}. */
    public String text(Direction direction) {
        return direction.name().toLowerCase(Locale.ROOT) + " " + step + "." + inner;
    }

    /** Nothing where the text speaks of the other direction, or of no step. */
    public static Optional<StepPosition> parse(@Nullable String text, Direction direction) {
        Matcher position = POSITION.matcher(text == null ? "" : text);
        if (!position.matches() || !position.group(1).equals(direction.name().toLowerCase(Locale.ROOT))) {
            return Optional.empty();
        }
        return Optional.of(new StepPosition(Integer.parseInt(position.group(2)), Integer.parseInt(position.group(3))));
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
