package com.levymaster.migrate.inspect;

import org.jspecify.annotations.Nullable;

/** Removes the parentheses in which PostgreSQL encloses a whole expression. */
final class Parentheses {

    private Parentheses() {}

    static String stripped(String expression) {
        String text = expression.strip();
        while (text.startsWith("(") && closing(text) == text.length() - 1) {
            text = text.substring(1, text.length() - 1).strip();
        }
        return text;
    }

    static @Nullable String strippedOrNull(@Nullable String expression) {
        return expression == null ? null : stripped(expression);
    }

    /** The index of the parenthesis that closes the first one, ignoring quoted text; -1 if there is none. */
    private static int closing(String text) {
        int depth = 0;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && --depth == 0) {
                return i;
            }
        }
        return -1;
    }
}
