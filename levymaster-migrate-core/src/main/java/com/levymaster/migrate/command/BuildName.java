package com.levymaster.migrate.command;

import java.lang.module.ModuleDescriptor.Version;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The name by which the connections of an instance say of which build it is: application and version, as in
 * {@code levymaster 1.7.0}. PostgreSQL shows it as {@code application_name}.
 *
 * @param application in ASCII, shortened so that the version has a place
 * @param version in ASCII
 */
public record BuildName(String application, String version) {

    /** PostgreSQL cuts longer names. */
    private static final int LONGEST = 63;

    /** The name of connections of the driver that were given none. */
    private static final String UNNAMED = "PostgreSQL JDBC Driver";

    /** Returns the name of a build; {@code null} if the application or its version is not known. */
    public static @Nullable BuildName of(@Nullable String application, @Nullable String version) {
        if (application == null || application.isBlank() || version == null || version.isBlank()) {
            return null;
        }
        String build = shortened(ascii(version), LONGEST / 2);
        return new BuildName(shortened(ascii(application), LONGEST - 1 - build.length()), build);
    }

    private static String ascii(String text) {
        return new String(text.strip().getBytes(StandardCharsets.US_ASCII), StandardCharsets.US_ASCII)
                .replaceAll("[^\\x21-\\x7E]", "_");
    }

    private static String shortened(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }

    /** The name of the connections. */
    public String text() {
        return application + " " + version;
    }

    /**
     * Whether a connection of that name is of an older build of the same application, or may be: it names no build, or one of which
     * it is not known whether it is older. Connections of other programs have other names.
     */
    boolean mayBeOlder(@Nullable String other) {
        if (other == null || other.isEmpty() || other.equals(UNNAMED) || other.equals(application)) {
            return true;
        }
        return other.startsWith(application + " ") && isOlder(other.substring(application.length() + 1));
    }

    private boolean isOlder(String other) {
        if (other.equals(version)) {
            return false;
        }
        try {
            return Version.parse(other).compareTo(Version.parse(version)) <= 0;
        } catch (IllegalArgumentException e) {
            return true;
        }
    }
}
