package com.levymaster.migrate.revision;

import com.levymaster.migrate.revision.RevisionException.FaultKind;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A parsed target: {@code branch@symbol+2}, each part of which is optional.
 *
 * @param steps null when the target has no {@code +N} or {@code -N}
 */
record TargetExpression(
        String text,
        @Nullable String branch,
        @Nullable String symbol,
        @Nullable Integer steps) {

    private static final Pattern RELATIVE = Pattern.compile("([^+-]*)([+-]\\d{1,9})");

    private static final Set<String> SYMBOLS = Set.of("head", "heads", "base");

    /** @throws RevisionException if the text is malformed */
    static TargetExpression parse(String text) {
        if (text.isBlank() || text.startsWith("@")) {
            throw malformed(FaultKind.BAD_TARGET, text, text.isBlank() ? "is empty" : "has no branch left of the @");
        }
        if (text.contains(":")) {
            throw malformed(FaultKind.BAD_TARGET, text, "is a range, but one target is needed");
        }
        int at = text.indexOf('@');
        if (text.indexOf('@', at + 1) > at && at > 0) {
            throw malformed(FaultKind.UNKNOWN_REVISION, text, "has more than one @");
        }
        String branch = at < 0 ? null : text.substring(0, at);
        if (branch != null && SYMBOLS.contains(branch)) {
            throw malformed(FaultKind.UNKNOWN_BRANCH, text, "has no branch left of the @");
        }
        return parse(text, branch, text.substring(at + 1));
    }

    private static TargetExpression parse(String text, @Nullable String branch, String name) {
        Matcher relative = RELATIVE.matcher(name);
        if (relative.matches()) {
            String symbol = relative.group(1);
            return new TargetExpression(
                    text, branch, symbol.isEmpty() ? null : symbol, Integer.valueOf(relative.group(2)));
        }
        if (name.contains("+") || name.contains("-")) {
            throw malformed(FaultKind.UNKNOWN_REVISION, text, "needs one number behind + or -, and nothing after it");
        }
        return new TargetExpression(text, branch, name, null);
    }

    private static RevisionException malformed(FaultKind kind, String text, String what) {
        return new RevisionException(
                kind,
                "Target \"" + text + "\" " + what + ".",
                "write head, heads, base, an id, a label, label@head, +1, -1 or id+1.");
    }

    boolean isRelative() {
        return steps != null;
    }

    /** Returns the signed number of steps; zero if there is none. */
    int distance() {
        return steps == null ? 0 : steps;
    }

    /** @throws RevisionException for {@code +0} or {@code -0} */
    TargetExpression moving() {
        if (steps != null && steps == 0 && symbol == null) {
            throw outOfRange("\"" + text + "\" does not move.", "give a number of revisions above zero.");
        }
        return this;
    }

    RevisionException outOfRange(String problem, String remedy) {
        return new RevisionException(FaultKind.RELATIVE_OUT_OF_RANGE, problem, remedy);
    }
}
