package com.levymaster.migrate.flyway;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What Flyway has applied: what was undone, or deleted by {@code flyway repair}, is not.
 *
 * @param applied by version
 * @param repeatables the latest application, by description
 * @param baseline the version at and below which Flyway runs nothing; {@code null} if there is none
 * @param failed rows without success
 * @param deleted rows that {@code flyway repair} has marked
 * @param schemas the quoted names of schemas that Flyway has created
 * @param faults rows that are not understood
 */
public record FlywayHistory(
        TreeMap<FlywayVersion, FlywayRow> applied,
        Map<String, FlywayRow> repeatables,
        @Nullable FlywayVersion baseline,
        List<FlywayRow> failed,
        List<FlywayRow> deleted,
        List<String> schemas,
        List<String> faults) {

    /** That of a database that Flyway has not seen. */
    static final FlywayHistory NONE = of(List.of());

    /** Reads the rows in the order in which they were installed. */
    public static FlywayHistory of(List<FlywayRow> rows) {
        TreeMap<FlywayVersion, FlywayRow> applied = new TreeMap<>();
        Map<String, FlywayRow> repeatables = new LinkedHashMap<>();
        List<FlywayRow> deleted = new ArrayList<>();
        List<FlywayRow> failed = new ArrayList<>();
        List<String> schemas = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        FlywayVersion baseline = null;
        for (FlywayRow row : rows) {
            Optional<FlywayVersion> version = Optional.ofNullable(row.version()).flatMap(FlywayVersion::of);
            if (row.version() != null && version.isEmpty()) {
                faults.add("the version of " + row.title() + " is no number");
            } else if (!row.success()) {
                failed.add(row);
            } else if (row.is("SCHEMA")) {
                schemas.add(row.script());
            } else if (row.is("DELETE")) {
                deleted.add(row);
                version.ifPresentOrElse(applied::remove, () -> repeatables.remove(row.description()));
            } else if (row.is("UNDO")) {
                version.ifPresent(applied::remove);
            } else if (version.isEmpty()) {
                repeatables.put(row.description(), row);
            } else {
                boolean marks = row.is("BASELINE") || row.is("SQL_BASELINE") || row.is("JDBC_BASELINE");
                baseline = marks ? version.get() : baseline;
                applied.put(version.get(), row);
            }
        }
        return new FlywayHistory(applied, repeatables, baseline, failed, deleted, schemas, faults);
    }

    /** Whether Flyway would not run a migration of this version any more. */
    public boolean covers(FlywayVersion version) {
        return applied.containsKey(version) || isBelowBaseline(version);
    }

    /** Whether it has applied a migration of this version and description: no mere mark says so. */
    public boolean hasApplied(FlywayVersion version, String description) {
        FlywayRow row = applied.get(version);
        return row != null && !row.is("BASELINE") && words(row.description()).equals(words(description));
    }

    private static String words(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
    }

    boolean isBelowBaseline(FlywayVersion version) {
        return baseline != null && version.compareTo(baseline) <= 0;
    }

    /** Rows of which there must be a migration: not the mark of {@code flyway baseline}. */
    public Stream<Map.Entry<FlywayVersion, FlywayRow>> migrations() {
        return applied.entrySet().stream().filter(entry -> !entry.getValue().is("BASELINE"));
    }

    /** Why nothing can be adopted of it, whatever the files are. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>(faults);
        failed.forEach(row -> problems.add(
                row.title() + " has failed: mend the database, and run `flyway repair` and" + " `flyway migrate`"));
        if (applied.isEmpty() && problems.isEmpty()) {
            problems.add("Flyway has recorded no version: run `flyway migrate` first, or `db adopt --from existing`");
        }
        return problems;
    }
}
