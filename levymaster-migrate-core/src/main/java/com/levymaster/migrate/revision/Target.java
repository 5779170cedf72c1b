package com.levymaster.migrate.revision;

import com.levymaster.migrate.revision.RevisionException.Kind;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A target taken apart: {@code branch@symbol+2}, of which each part may be missing.
 *
 * @param steps null when the target has no {@code +N} or {@code -N}
 */
record Target(
        String text,
        @Nullable String branch,
        @Nullable String symbol,
        @Nullable Integer steps) {

    private static final Pattern RELATIVE = Pattern.compile("([^+-]*)([+-]\\d{1,9})");

    static Target parse(String text) {
        if (text.isBlank()) {
            throw bad(text, "The target is empty.");
        }
        if (text.contains(":")) {
            throw bad(text, "\"" + text + "\" is a range, and one target is needed here.");
        }
        int at = text.indexOf('@');
        if (at == 0 || text.indexOf('@', at + 1) > 0) {
            throw bad(text, "\"" + text + "\" is no target: one @ stands between a branch and a revision.");
        }
        String branch = at < 0 ? null : text.substring(0, at);
        String name = text.substring(at + 1);
        Matcher relative = RELATIVE.matcher(name);
        if (relative.matches()) {
            String symbol = relative.group(1);
            return new Target(text, branch, symbol.isEmpty() ? null : symbol, Integer.valueOf(relative.group(2)));
        }
        if (name.contains("+") || name.contains("-")) {
            throw bad(text, "\"" + text + "\" is no target: a number must follow + or -, and nothing after it.");
        }
        return new Target(text, branch, name, null);
    }

    private static RevisionException bad(String text, String problem) {
        return new RevisionException(
                Kind.BAD_TARGET, problem, "write head, heads, base, an id, a label, label@head, +1, -1 or id+1.");
    }

    boolean isRelative() {
        return steps != null;
    }

    /** The number behind + or -; zero when there is none. */
    int distance() {
        return steps == null ? 0 : steps;
    }

    /** @throws RevisionException {@code +0} or {@code -0}, which would move nothing */
    Target moving() {
        if (steps != null && steps == 0 && symbol == null) {
            throw outOfRange("\"" + text + "\" does not move.", "give a number of revisions above zero.");
        }
        return this;
    }

    RevisionException outOfRange(String problem, String remedy) {
        return new RevisionException(Kind.RELATIVE_OUT_OF_RANGE, problem, remedy);
    }
}
