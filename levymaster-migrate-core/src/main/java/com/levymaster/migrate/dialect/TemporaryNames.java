package com.levymaster.migrate.dialect;

import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/** Finds unused names for temporary objects. */
final class TemporaryNames {

    private TemporaryNames() {}

    /** The name with the suffix, truncated to the server's limit and numbered if already in use. */
    static String unused(String name, String suffix, Predicate<String> taken) {
        String candidate = fitting(name, suffix);
        for (int i = 2; taken.test(candidate); i++) {
            candidate = fitting(name, suffix + i);
        }
        return candidate;
    }

    private static String fitting(String name, String suffix) {
        String start = name;
        while ((start + suffix).getBytes(StandardCharsets.UTF_8).length > Identifiers.MAX_BYTES) {
            start = start.substring(0, start.offsetByCodePoints(start.length(), -1));
        }
        return start + suffix;
    }
}
