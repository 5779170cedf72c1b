package com.levymaster.migrate.error;

/** Text that PostgreSQL can store: any Unicode text without NUL characters and without halves of surrogate pairs. */
public final class StorableText {

    private StorableText() {}

    /** Returns what PostgreSQL cannot store of a text, such as {@code contains a NUL character}; empty if it can store all. */
    public static String fault(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return "contains a NUL character, which PostgreSQL cannot store";
            }
            if (!Character.isSurrogate(c)) {
                continue;
            }
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (!pair) {
                return "contains half of a surrogate pair, which is no character";
            }
            i++;
        }
        return "";
    }
}
