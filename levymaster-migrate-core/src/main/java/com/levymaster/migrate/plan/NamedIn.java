package com.levymaster.migrate.plan;

import com.levymaster.migrate.operation.Operation;
import java.util.regex.Pattern;

/**
 * Whether a step, or a text that describes it, may name an object. Such a text is no SQL: a comment in it may have a single
 * quote. Its identifiers are therefore found by their boundaries, within strings too, which may be SQL.
 */
final class NamedIn {

    private static final String PART = "[\\p{L}\\p{N}_$]";

    /** A string that is the name of an object: {@code 'parcel'::regclass}. */
    private static final Pattern NAME_IN_STRING = Pattern.compile("\\breg[a-z]+\\b", Pattern.CASE_INSENSITIVE);

    private NamedIn() {}

    static boolean step(String name, Operation step) {
        return text(name, step.toString());
    }

    /** An array type has the name of its element after an underscore. A literal that is no more than the name is none. */
    static boolean text(String name, String text) {
        String found = "(?<!" + PART + ")_?" + Pattern.quote(name) + "(?!" + PART + ")";
        String pattern = NAME_IN_STRING.matcher(text).find()
                ? found
                : "(?!(?<=')" + Pattern.quote(name) + "')(?!(?<=StringLiteral\\[value=)" + Pattern.quote(name) + "\\])"
                        + found;
        return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                .matcher(text.replace("\"\"", "\""))
                .find();
    }
}
