package com.levymaster.migrate.cli;

import com.levymaster.migrate.error.CommandName;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Recognizes the first argument that turns an application into a command line. Configured by system properties, environment
 * variables and arguments only, as no configuration file has been read yet.
 */
final class CommandTrigger {

    private static final String ENABLED = "levymaster.migrate.cli.enabled";

    private final Properties properties;
    private final Map<String, String> variables;

    CommandTrigger(Properties properties, Map<String, String> variables) {
        this.properties = properties;
        this.variables = variables;
    }

    /**
     * Whether the first argument that is not for Spring is the name, in any case. Also if it is the whole command line in one
     * argument, so that this is refused and the application does not start instead.
     */
    boolean matches(String... arguments) {
        return Arrays.stream(arguments)
                        .filter(argument -> !isSpringArgument(argument))
                        .findFirst()
                        .filter(first -> first.equalsIgnoreCase(name()) || isWholeLine(first))
                        .isPresent()
                && !isSwitchedOff(arguments);
    }

    private boolean isWholeLine(String argument) {
        String start = name() + " ";
        return argument.regionMatches(true, 0, start, 0, start.length());
    }

    /** {@code db} by default. */
    String name() {
        return CommandName.of(properties.getProperty(CommandName.VARIABLE, variables.get(CommandName.VARIABLE)));
    }

    /**
     * Returns the arguments after the name, without those for Spring: options with a dot, {@code --debug}, {@code --trace}. A
     * whole command line in one argument is returned as it is.
     */
    List<String> commandArguments(String... arguments) {
        List<String> own =
                Arrays.stream(arguments).filter(a -> !isSpringArgument(a)).toList();
        return own.isEmpty() || isWholeLine(own.get(0)) ? own : own.subList(1, own.size());
    }

    /** Whether the name itself is the first of all arguments, so that it hardly is meant for the application. */
    boolean isUnmistakable(String... arguments) {
        return arguments.length > 0 && arguments[0].equals(name());
    }

    /** Whether arguments or system properties set what is logged, which a command otherwise limits to warnings. */
    boolean asksForLogs(String... arguments) {
        return Stream.concat(
                        Arrays.stream(arguments)
                                .filter(argument -> argument.startsWith("--"))
                                .map(argument -> argument.substring(2)),
                        properties.stringPropertyNames().stream()
                                .map(name -> name + "=" + properties.getProperty(name)))
                .anyMatch(setting ->
                        setting.matches("(?s)(debug|trace)(=(?!false$).*)?|logging\\.(level|threshold)\\..*"));
    }

    private static boolean isSpringArgument(String argument) {
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
