package com.levymaster.migrate.flyway;

import com.levymaster.migrate.flyway.FlywayFile.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The migrations of a project in one line of descent, held against what Flyway has recorded.
 *
 * @param migrations in the order in which Flyway runs them on a new database
 * @param undo by version
 * @param repeatables by description
 * @param root the baseline migration with which the line begins; {@code null} if it is none
 * @param remarks what was left out
 */
record FlywayLine(
        TreeMap<FlywayVersion, FlywayFile> migrations,
        Map<FlywayVersion, FlywayFile> undo,
        Map<String, FlywayFile> repeatables,
        @Nullable FlywayVersion root,
        List<String> remarks) {

    /** @param faults to which all that contradicts the history is added */
    static FlywayLine of(List<FlywayFile> files, FlywayHistory history, List<String> faults) {
        TreeMap<FlywayVersion, FlywayFile> versioned = byVersion(files, Set.of(Kind.VERSIONED, Kind.JAVA), faults);
        TreeMap<FlywayVersion, FlywayFile> baselines = byVersion(files, Set.of(Kind.BASELINE), faults);
        List<String> remarks = new ArrayList<>();
        FlywayVersion root = root(versioned, baselines, history);
        baselines.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(root))
                .forEach(entry -> remarks.add(entry.getValue().path()
                        + " is left out: only one baseline can begin the line, the newest that this"
                        + " database has reached"));
        Check check = new Check(versioned, baselines, root, history, several(files), faults);
        check.rows();
        check.outOfOrder();
        TreeMap<FlywayVersion, FlywayFile> line =
                new TreeMap<>(root == null ? versioned : versioned.tailMap(root, false));
        if (root != null) {
            line.putAll(baselines.subMap(root, true, root, true));
        }
        Map<String, FlywayFile> repeatables = repeatables(files, history, faults);
        history.deleted()
                .forEach(row -> remarks.add(row.title() + " was deleted from the history by `flyway repair`: what it"
                        + " has created, a new database will not have"));
        return new FlywayLine(line, byVersion(files, Set.of(Kind.UNDO), faults), repeatables, root, remarks);
    }

    /** Of no database in particular, one baseline migration begins the line if what it stands for was deleted. */
    private static @Nullable FlywayVersion root(
            TreeMap<FlywayVersion, FlywayFile> versioned,
            TreeMap<FlywayVersion, FlywayFile> baselines,
            FlywayHistory history) {
        if (!history.applied().isEmpty()) {
            return baselines.floorKey(history.applied().lastKey());
        }
        return baselines.isEmpty() || versioned.floorKey(baselines.lastKey()) != null ? null : baselines.lastKey();
    }

    private static TreeMap<FlywayVersion, FlywayFile> byVersion(
            List<FlywayFile> files, Set<Kind> kinds, List<String> faults) {
        TreeMap<FlywayVersion, FlywayFile> found = new TreeMap<>();
        for (FlywayFile file : files) {
            if (file.version() != null && kinds.contains(file.kind())) {
                FlywayFile before = found.putIfAbsent(file.known(), file);
                if (before != null) {
                    faults.add(before.path() + " and " + file.path() + " have the same version: remove one of them");
                }
            }
        }
        return found;
    }

    private static Set<FlywayVersion> several(List<FlywayFile> files) {
        Set<FlywayVersion> seen = new TreeSet<>();
        return files.stream()
                .filter(file -> file.kind() == Kind.VERSIONED || file.kind() == Kind.JAVA)
                .map(FlywayFile::known)
                .filter(version -> !seen.add(version))
                .collect(Collectors.toSet());
    }

    private static Map<String, FlywayFile> repeatables(
            List<FlywayFile> files, FlywayHistory history, List<String> faults) {
        Map<String, FlywayFile> found = new TreeMap<>();
        for (FlywayFile file : files) {
            if (file.kind() == Kind.REPEATABLE) {
                FlywayFile before = found.putIfAbsent(file.description(), file);
                if (before != null) {
                    faults.add(
                            before.path() + " and " + file.path() + " have the same description: remove one of them");
                }
            }
        }
        Map<String, FlywayRow> missing = new TreeMap<>(history.repeatables());
        missing.keySet().removeAll(found.keySet());
        missing.values()
                .forEach(row ->
                        faults.add(row.title() + " is recorded as applied, and is not there as a SQL file: restore it,"
                                + " or drop what it has created and run `flyway repair`"));
        return found;
    }

    /** Holds the rows against the files. */
    private record Check(
            TreeMap<FlywayVersion, FlywayFile> versioned,
            TreeMap<FlywayVersion, FlywayFile> baselines,
            @Nullable FlywayVersion root,
            FlywayHistory history,
            Set<FlywayVersion> several,
            List<String> faults) {

        void rows() {
            FlywayVersion newest = versioned.isEmpty() ? root : versioned.lastKey();
            history.migrations().forEach(entry -> {
                FlywayVersion version = entry.getKey();
                FlywayRow row = entry.getValue();
                FlywayFile file = row.is("SQL_BASELINE") ? baselines.get(version) : versioned.get(version);
                if (file == null) {
                    missing(version, row, newest);
                } else if (row.isSql() && file.kind() != Kind.JAVA && isEdited(file, row)) {
                    faults.add(file.path() + " was edited after it was applied: Flyway has recorded the checksum "
                            + row.checksum() + ", and the file has " + FlywayFile.checksum(file.text())
                            + ": restore it, or accept it with `flyway repair`");
                }
            });
        }

        private void missing(FlywayVersion version, FlywayRow row, @Nullable FlywayVersion newest) {
            if (root != null && version.compareTo(root) <= 0) {
                return;
            }
            if (!row.isSql()) {
                versioned.put(
                        version,
                        new FlywayFile(Kind.JAVA, row.script(), version, row.description(), "", true, null, false));
            } else if (newest == null || version.compareTo(newest) > 0) {
                faults.add(row.title() + " is newer than all files: the database is ahead of them: get the files of the"
                        + " version that migrated it");
            } else {
                faults.add(row.title() + " is recorded as applied, and its file is missing: restore it");
            }
        }

        /** Of several files of a version nobody knows which one was applied. */
        private boolean isEdited(FlywayFile file, FlywayRow row) {
            return row.checksum() != null
                    && file.readable()
                    && !several.contains(file.known())
                    && row.checksum() != FlywayFile.checksum(file.text());
        }

        void outOfOrder() {
            if (history.applied().isEmpty()) {
                return;
            }
            versioned.headMap(history.applied().lastKey(), false).forEach((version, file) -> {
                boolean below = root != null && version.compareTo(root) <= 0;
                if (!below && !history.covers(version)) {
                    faults.add(file.path() + " is not applied, and version "
                            + history.applied().lastKey()
                            + " after it is: run Flyway with outOfOrder=true, or remove the file");
                }
            });
        }
    }
}
