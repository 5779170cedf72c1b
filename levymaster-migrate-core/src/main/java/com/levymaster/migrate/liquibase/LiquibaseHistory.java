package com.levymaster.migrate.liquibase;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The change sets that a database has run, and what is to be said about their rows. */
public final class LiquibaseHistory {

    private static final String MARKED = "MARK_RAN";
    private static final Set<String> DONE = Set.of("EXECUTED", "RERAN", MARKED);

    /** Liquibase computes checksums of this version and later ones. */
    private static final Pattern COMPARABLE = Pattern.compile("([89]|\\d\\d+):.*");

    private final Map<ChangeSetKey, LiquibaseRow> rows = new LinkedHashMap<>();
    private final List<ChangeSetKey> copies = new ArrayList<>();

    /** Reads the rows; of several of one change set, the last one says how it was run. */
    public LiquibaseHistory(List<LiquibaseRow> all) {
        for (LiquibaseRow row : all) {
            if (rows.put(row.key(), row) != null) {
                copies.add(row.key());
            }
        }
    }

    /** The change sets, in the order in which they were run. */
    public Set<ChangeSetKey> keys() {
        return rows.keySet();
    }

    /** Those that were executed, and not only marked as ran. */
    public List<ChangeSetKey> executed() {
        return rows.values().stream()
                .filter(row -> !row.execType().equals(MARKED))
                .map(LiquibaseRow::key)
                .toList();
    }

    /** Those that Liquibase would not run again; not those that have failed or were skipped. */
    public Stream<ChangeSetKey> done() {
        return rows.values().stream()
                .filter(row -> DONE.contains(row.execType()))
                .map(LiquibaseRow::key);
    }

    boolean has(ChangeSetKey key) {
        return rows.containsKey(key);
    }

    /** That with which the files can be compared. */
    Optional<String> checksum(ChangeSetKey key) {
        return Optional.ofNullable(rows.get(key)).map(LiquibaseRow::checksum).filter(LiquibaseHistory::isComparable);
    }

    private static boolean isComparable(String checksum) {
        return COMPARABLE.matcher(checksum).matches();
    }

    /** Rows that say that a change set was not run; a list that can be added to. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        rows.values().stream()
                .filter(row -> !DONE.contains(row.execType()))
                .forEach(row -> problems.add(row.key() + " is recorded as " + row.execType()
                        + ": run `liquibase update` until it is executed, or delete the row"));
        return problems;
    }

    /** Rows of which the user should know. */
    List<String> remarks() {
        Map<String, List<String>> all = new TreeMap<>();
        rows.values().forEach(row -> {
            if (row.execType().equals(MARKED)) {
                note(all, "marked as ran and not run, so that this database may lack what a new one will have", row);
            } else if (row.execType().equals("RERAN")) {
                note(all, "run again since they were run first", row);
            }
            if (row.checksum() == null) {
                note(all, "recorded without a checksum, and not compared with the files", row);
            } else if (!isComparable(row.checksum())) {
                note(
                        all,
                        "recorded with a checksum of an old version, which Liquibase no longer computes, and not"
                                + " compared with the files",
                        row);
            }
            if (row.tag() != null) {
                all.computeIfAbsent("tagged; `db downgrade` takes the revision", any -> new ArrayList<>())
                        .add(row.tag() + " is " + row.key().revision());
            }
        });
        copies.forEach(key -> note(all, "recorded twice", Objects.requireNonNull(rows.get(key))));
        return all.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + String.join(", ", entry.getValue()))
                .toList();
    }

    private static void note(Map<String, List<String>> all, String what, LiquibaseRow row) {
        all.computeIfAbsent(what, any -> new ArrayList<>()).add(row.key().toString());
    }
}
