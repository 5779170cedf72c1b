package com.levymaster.migrate.command;

import java.lang.module.ModuleDescriptor.Version;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name by which the connections of an instance say of which build it is: application and version, as in
 * {@code levymaster 1.7.0}. PostgreSQL shows it as {@code application_name}.
 *
 * @param application in ASCII, shortened if it is long
 * @param version in ASCII, shortened if it is long, and then without an order
 */
public record BuildName(String application, String version) {

    /** Of each part, since PostgreSQL cuts names of more than 63 characters. */
    private static final int LONGEST = 31;

    private static final int KEPT = 22;

    private static final Pattern SHORTENED = Pattern.compile(".{" + KEPT + "}~[0-9a-f]{8}");

    /** The name of connections of the driver that were given none. */
    private static final String UNNAMED = "PostgreSQL JDBC Driver";

    /** Returns the name of a build; {@code null} if the application or its version is not known. */
    public static @Nullable BuildName of(@Nullable String application, @Nullable String version) {
        if (application == null || application.isBlank() || version == null || version.isBlank()) {
            return null;
        }
        return new BuildName(shortened(ascii(application)), shortened(ascii(version)));
    }

    private static String ascii(String text) {
        return new String(text.strip().getBytes(StandardCharsets.US_ASCII), StandardCharsets.US_ASCII)
                .replaceAll("[^\\x21-\\x7E]", "_");
    }

    /** The same for all builds, and another one for another text. */
    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, KEPT) + "~%08x".formatted(text.hashCode());
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
        if (SHORTENED.matcher(other).matches() || SHORTENED.matcher(version).matches()) {
            return true;
        }
        try {
            return Version.parse(other).compareTo(Version.parse(version)) <= 0;
        } catch (IllegalArgumentException e) {
            return true;
        }
    }
}
