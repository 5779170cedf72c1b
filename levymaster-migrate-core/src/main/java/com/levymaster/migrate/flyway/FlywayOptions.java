package com.levymaster.migrate.flyway;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a Flyway project, with Flyway's names and defaults.
 *
 * @param table its history, with or without a schema; {@code null} to find it
 * @param locations {@code classpath:} is looked up in {@code src/main/resources} and {@code src/main/java}
 * @param naming prefixes, separator and suffixes of file names
 * @param encoding of the files
 * @param placeholders how they are written, and their values
 * @param transactional Flyway's {@code executeInTransaction}
 * @param checksums what Flyway records of the files that this application reads where they are, by the id of their revision
 */
public record FlywayOptions(
        @Nullable String table,
        List<String> locations,
        Naming naming,
        Charset encoding,
        Placeholders placeholders,
        boolean transactional,
        Map<String, Integer> checksums) {

    /** Those of a project that sets none. */
    public static final FlywayOptions DEFAULT = new FlywayOptions(
            null,
            List.of("classpath:db/migration"),
            Naming.DEFAULT,
            StandardCharsets.UTF_8,
            Placeholders.DEFAULT,
            true,
            Map.of());

    public FlywayOptions {
        locations = List.copyOf(locations);
        checksums = Map.copyOf(checksums);
    }

    /** Returns a copy with the checksums of files that are read where they are. */
    public FlywayOptions withChecksums(Map<String, Integer> value) {
        return new FlywayOptions(table, locations, naming, encoding, placeholders, transactional, value);
    }

    /** Returns a copy with the name of the history table. */
    public FlywayOptions withTable(@Nullable String value) {
        return new FlywayOptions(value, locations, naming, encoding, placeholders, transactional, checksums);
    }

    /** Returns a copy with values that Flyway itself gives to placeholders, such as {@code flyway:table}. */
    public FlywayOptions withBuiltIn(Map<String, String> values) {
        Map<String, String> all = new HashMap<>(values);
        all.putAll(placeholders.values());
        Placeholders with = new Placeholders(
                placeholders.replaced(), placeholders.prefix(), placeholders.suffix(), all, placeholders.own());
        return new FlywayOptions(table, locations, naming, encoding, with, transactional, checksums);
    }

    /** Returns a copy with placeholders of the application, which precede those of Flyway of the same name. */
    public FlywayOptions withOwn(Map<String, String> own) {
        Map<String, String> others = new HashMap<>(placeholders.values());
        others.keySet().removeIf(name -> own.keySet().stream().anyMatch(name::equalsIgnoreCase));
        Placeholders with =
                new Placeholders(placeholders.replaced(), placeholders.prefix(), placeholders.suffix(), others, own);
        return new FlywayOptions(table, locations, naming, encoding, with, transactional, checksums);
    }

    /** Returns a copy with other locations. */
    public FlywayOptions withLocations(List<String> value) {
        return new FlywayOptions(table, value, naming, encoding, placeholders, transactional, checksums);
    }

    /** Prefixes, separator and suffixes of file names. */
    public record Naming(
            String versioned,
            String undo,
            String repeatable,
            String baseline,
            String separator,
            List<String> suffixes) {

        /** Those of Flyway. */
        public static final Naming DEFAULT = new Naming("V", "U", "R", "B", "__", List.of(".sql"));

        public Naming {
            suffixes = List.copyOf(suffixes);
        }
    }

    /**
     * How placeholders are written, and their values.
     *
     * @param replaced whether Flyway replaces any
     * @param values those of Flyway
     * @param own those that this application has already in {@code levymaster.migrate.sql.placeholders}
     */
    public record Placeholders(
            boolean replaced, String prefix, String suffix, Map<String, String> values, Map<String, String> own) {

        /** Those of Flyway, without values. */
        public static final Placeholders DEFAULT = new Placeholders(true, "${", "}", Map.of(), Map.of());

        public Placeholders {
            values = Map.copyOf(values);
            own = Map.copyOf(own);
        }
    }
}
