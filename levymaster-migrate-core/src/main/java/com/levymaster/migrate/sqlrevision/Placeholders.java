package com.levymaster.migrate.sqlrevision;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The values of <code>${name}</code> in rows. */
record Placeholders(Map<String, String> values) {

    static final Pattern PATTERN = Pattern.compile("\\$\\{([^}\\s]*)}");

    /** The text with the values that are known. */
    String replacedIn(String text) {
        return PATTERN.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(values.getOrDefault(match.group(1), match.group())));
    }

    /** The names in a text that have no value. */
    Set<String> missingIn(String text) {
        Set<String> missing = new TreeSet<>();
        PATTERN.matcher(text).results().map(match -> match.group(1)).forEach(missing::add);
        missing.removeAll(values.keySet());
        return missing;
    }
}
