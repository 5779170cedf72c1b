package com.levymaster.migrate.error;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The word with which the command line of an application begins: {@code db}, or the value of {@code LEVYMASTER_MIGRATE_CLI_NAME}, a
 * system property or environment variable.
 */
public final class CommandName {

    /** The system property or environment variable. */
    public static final String VARIABLE = "LEVYMASTER_MIGRATE_CLI_NAME";

    private static final String DEFAULT = "db";

    /** A command in a text, as all texts of this library write it: {@code `db upgrade`}. */
    private static final Pattern COMMAND = Pattern.compile("(?<=`)db(?= [a-z-])");

    private CommandName() {}

    /** Returns the word. */
    public static String get() {
        return of(System.getProperty(VARIABLE, System.getenv(VARIABLE)));
    }

    /** Returns the word for a value of the variable; {@code null} if it is not set. */
    public static String of(@Nullable String chosen) {
        return chosen == null || chosen.isBlank() ? DEFAULT : chosen.strip();
    }

    /** Returns the text with commands as the user of this application types them. */
    public static String in(String text) {
        String name = get();
        return name.equals(DEFAULT) ? text : COMMAND.matcher(text).replaceAll(Matcher.quoteReplacement(name));
    }
}
