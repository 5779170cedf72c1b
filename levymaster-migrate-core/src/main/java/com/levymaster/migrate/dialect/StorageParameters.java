package com.levymaster.migrate.dialect;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes storage parameters. */
final class StorageParameters {

    private static final Pattern PLAIN = Pattern.compile("-?[0-9]+(\\.[0-9]+)?|[a-z_]+");

    private StorageParameters() {}

    /** The {@code with (fillfactor = 70)} clause with a leading space; empty if there are no parameters. */
    static String with(Map<String, String> parameters) {
        return parameters.isEmpty()
                ? ""
                : parameters.entrySet().stream()
                        .map(p -> assignment(p.getKey(), p.getValue()))
                        .collect(Collectors.joining(", ", " with (", ")"));
    }

    static String assignment(String parameter, String value) {
        return name(parameter) + " = " + value(value);
    }

    /** A parameter name; {@code toast.autovacuum_enabled} has two parts. */
    static String name(String name) {
        int dot = name.indexOf('.');
        return dot < 0
                ? Identifiers.quote(name)
                : Identifiers.qualified(name.substring(0, dot), name.substring(dot + 1));
    }

    private static String value(String value) {
        return PLAIN.matcher(value).matches() ? value : Literals.quoted(value);
    }
}
