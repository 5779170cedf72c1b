package com.levymaster.migrate.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The first argument that makes an application a command line. Read before any configuration file is: from system
 * properties, environment variables, and the arguments themselves.
 */
final class CommandTrigger {

    static final String NAME = "LEVYMASTER_MIGRATE_CLI_NAME";

    private static final String ENABLED = "levymaster.migrate.cli.enabled";

    private final Properties properties;
    private final Map<String, String> variables;

    CommandTrigger(Properties properties, Map<String, String> variables) {
        this.properties = properties;
        this.variables = variables;
    }

    boolean begins(String... arguments) {
        return arguments.length > 0 && arguments[0].equals(name()) && !isSwitchedOff(arguments);
    }

    /** {@code db}, unless somebody chose another. */
    String name() {
        String chosen = properties.getProperty(NAME, variables.get(NAME));
        return chosen == null || chosen.isBlank() ? "db" : chosen.strip();
    }

    /** What stands after the word, without what is meant for Spring: options with a dot, and Boot's own two. */
    static List<String> ours(String... arguments) {
        return Arrays.stream(arguments).skip(1).filter(a -> !isSprings(a)).toList();
    }

    private static boolean isSprings(String argument) {
        return argument.equals("--debug") || argument.equals("--trace") || argument.matches("--[\\w-]+\\.[^=]*(=.*)?");
    }

    private boolean isSwitchedOff(String... arguments) {
        return isFalse(properties.getProperty(ENABLED))
                || isFalse(variables.get("LEVYMASTER_MIGRATE_CLI_ENABLED"))
                || Arrays.asList(arguments).contains("--" + ENABLED + "=false");
    }

    private static boolean isFalse(@Nullable String value) {
        return "false".equalsIgnoreCase(value);
    }
}
