package com.levymaster.migrate.flyway;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A version of Flyway. {@code 1}, {@code 1.0} and {@code 01} are the same one.
 *
 * @param text as it is written, with dots: {@code 2024.01.01}
 * @param parts without zeros at the end
 */
public record FlywayVersion(String text, List<BigInteger> parts) implements Comparable<FlywayVersion> {

    private static final Pattern FORM = Pattern.compile("\\d+(\\.\\d+)*");
    private static final String ID = "v";

    public FlywayVersion {
        parts = List.copyOf(parts);
    }

    /** Reads a version, with dots or underscores; empty if it has anything but numbers. */
    public static Optional<FlywayVersion> of(String written) {
        String text = written.replace('_', '.');
        if (!FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        List<BigInteger> parts =
                Arrays.stream(text.split("\\.")).map(BigInteger::new).toList();
        int length = parts.size();
        while (length > 1 && parts.get(length - 1).signum() == 0) {
            length--;
        }
        return Optional.of(new FlywayVersion(text, parts.subList(0, length)));
    }

    /** Reads the id of a revision that was a migration of Flyway; empty if it is another one. */
    public static Optional<FlywayVersion> ofId(String id) {
        return id.startsWith(ID) ? of(id.substring(ID.length())) : Optional.empty();
    }

    /** The id of its revision: {@code v2024.01.01}. */
    public String id() {
        return ID + text;
    }

    @Override
    public int compareTo(FlywayVersion other) {
        for (int at = 0; at < Math.max(parts.size(), other.parts.size()); at++) {
            int order = part(at).compareTo(other.part(at));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private BigInteger part(int at) {
        return at < parts.size() ? parts.get(at) : BigInteger.ZERO;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FlywayVersion version && parts.equals(version.parts);
    }

    @Override
    public int hashCode() {
        return parts.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
