package com.levymaster.migrate.flyway;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.flyway.FlywayFile.Kind;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.sqlrevision.ConvertedProject;
import com.levymaster.migrate.sqlrevision.ForeignSql;
import com.levymaster.migrate.sqlrevision.SqlRevisionFiles;
import com.levymaster.migrate.sqlrevision.SqlRevisionSource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes the files of a Flyway project as revisions, repeatables and callbacks. Files that are read where they are keep their
 * names and lines.
 */
final class FlywayConversion {

    /** Events of Flyway, and the callbacks that stand for them. */
    private static final Map<String, String> EVENTS = Map.of(
            "beforeMigrate", "before-run.sql",
            "beforeEachMigrate", "before-revision.sql",
            "afterEachMigrate", "after-revision.sql",
            "afterMigrate", "after-run.sql",
            "afterMigrateApplied", "after-run.sql",
            "afterMigrateError", "after-failure.sql");

    private final FlywayLine line;
    private final FlywayHistory history;
    private final FlywayOptions options;
    private final List<FlywayFile> all;
    private final boolean inPlace;
    private final List<String> faults;
    private final List<String> remarks;
    private final Set<String> applied = new HashSet<>();
    private final Set<String> current = new HashSet<>();
    private final Map<FlywayFile, String> texts = new LinkedHashMap<>();
    private final Set<FlywayFile> literal = new HashSet<>();
    private final Map<String, String> placeholders = new TreeMap<>();
    private final Map<String, FlywayJavaSource> java = new LinkedHashMap<>();

    FlywayConversion(
            FlywayLine line,
            FlywayHistory history,
            FlywayOptions options,
            List<FlywayFile> all,
            boolean inPlace,
            List<String> faults) {
        this.line = line;
        this.history = history;
        this.options = options;
        this.all = all;
        this.inPlace = inPlace;
        this.faults = faults;
        this.remarks = new ArrayList<>(line.remarks());
    }

    /** The texts by their path in the resources. */
    Map<String, String> files() {
        all.forEach(this::readText);
        check();
        Map<String, String> files = new LinkedHashMap<>();
        if (faults.isEmpty()) {
            revisions(files);
            line.repeatables().values().forEach(file -> repeatable(file, files));
            callbacks(files);
            remarkPlaceholders();
        }
        return files;
    }

    /** The ids of what is recorded as applied. */
    Set<String> applied() {
        return applied;
    }

    /** The names of the repeatables that are applied as they are now. */
    Set<String> current() {
        return current;
    }

    /** The revisions that run Java migrations, by the path of their file; it has only their downgrade. */
    Map<String, FlywayJavaSource> java() {
        return java;
    }

    Map<String, String> placeholders() {
        return placeholders;
    }

    List<String> remarks() {
        return remarks;
    }

    void remark(String remark) {
        remarks.add(remark);
    }

    private void readText(FlywayFile file) {
        if (file.kind() != Kind.JAVA) {
            FlywayText text = new FlywayText(file, options.placeholders(), faults);
            texts.put(file, text.placed());
            placeholders.putAll(text.used());
            if (text.isLiteral()) {
                literal.add(file);
            }
        }
    }

    private void check() {
        Map<String, byte[]> replaced = new LinkedHashMap<>();
        Map<String, byte[]> unchanged = new LinkedHashMap<>();
        texts.forEach((file, text) -> (literal.contains(file) ? unchanged : replaced)
                .put(file.path(), text.getBytes(StandardCharsets.UTF_8)));
        check(() -> SqlRevisionFiles.check(replaced, placeholders));
        check(() -> SqlRevisionFiles.check(unchanged));
    }

    private void check(Runnable files) {
        try {
            files.run();
        } catch (MigrationException e) {
            faults.add(e.problem().replaceAll("\\s*Nothing was changed\\.", ""));
        }
    }

    private void revisions(Map<String, String> files) {
        FlywayVersion parent = null;
        for (Map.Entry<FlywayVersion, FlywayFile> entry : line.migrations().entrySet()) {
            FlywayFile file = entry.getValue();
            RevisionHeader header = header(file.known(), parent).withMessage(file.description());
            boolean recorded = entry.getKey().equals(line.root()) || history.covers(entry.getKey());
            if (recorded) {
                applied.add(header.id());
            }
            FlywayFile undo = line.undo().get(entry.getKey());
            String text = head(header, file, recorded)
                    + literal(undo == null ? List.of(file) : List.of(file, undo)) + "\n-- upgrade\n"
                    + (parent == null ? schemas() : "") + body(file) + undo(undo);
            String path = ConvertedProject.REVISIONS + new SqlRevisionSource(header).fileName();
            files.put(path, text);
            if (file.kind() == Kind.JAVA) {
                java.put(path, new FlywayJavaSource(header, className(file), recorded));
                remarkJava(file, undo);
            }
            parent = file.known();
        }
        line.undo().entrySet().stream()
                .filter(entry -> !line.migrations().containsKey(entry.getKey()))
                .forEach(entry ->
                        remark(entry.getValue().path() + " is left out: there is no migration of its version"));
    }

    private void remarkJava(FlywayFile file, @Nullable FlywayFile undo) {
        if (inPlace) {
            return;
        }
        remark(file.path() + " is a Java migration: its revision "
                + file.known().id() + " calls it; keep the class, and the library of Flyway, on the class path");
        if (undo != null) {
            remark(undo.path()
                    + " undoes a Java migration, and is left out: write it as the downgrade of its revision");
        }
    }

    private static RevisionHeader header(FlywayVersion version, @Nullable FlywayVersion parent) {
        return parent == null ? RevisionHeader.of(version.id()) : RevisionHeader.of(version.id(), parent.id());
    }

    private static String head(RevisionHeader header, FlywayFile file, boolean recorded) {
        return "-- revision: " + header.id() + "\n"
                + (header.isBase() ? "" : "-- down_revision: " + header.down().get(0) + "\n")
                + (header.message().isBlank() ? "" : "-- message: " + header.displayMessage() + "\n")
                + (recorded ? "-- adopted: true\n" : "")
                + "-- flyway: " + file.path() + "\n";
    }

    /** A file is made of several: a revision of both directions, a callback of all of its event. */
    private String literal(List<FlywayFile> together) {
        if (Collections.disjoint(literal, together)) {
            return "";
        }
        together.stream()
                .filter(each ->
                        !literal.contains(each) && texts.getOrDefault(each, "").contains("${"))
                .forEach(
                        each -> faults.add(
                                each.path()
                                        + " has placeholders, and in another file of its version or event `${` means itself: write that in another way"));
        return "-- placeholders: false\n";
    }

    /** Flyway creates them before its first migration. */
    private String schemas() {
        StringBuilder sql = new StringBuilder();
        history.schemas().forEach(schema -> {
            for (String name : schema.split(",(?=\")")) {
                sql.append("create schema if not exists ").append(name).append(";\n");
            }
        });
        return sql.toString();
    }

    private String body(FlywayFile file) {
        String text = texts.get(file);
        if (text == null) {
            return "";
        }
        return (isAutocommit(file) ? "-- autocommit\n" : "") + lines(file) + ForeignSql.escaped(text, "flyway", false);
    }

    private String lines(FlywayFile file) {
        return inPlace ? "--#source " + file.path() + "\n" : "";
    }

    /** Of a file beneath a source directory, of one on the class path, or as Flyway has recorded it. */
    private static String className(FlywayFile file) {
        return file.path()
                .replaceAll("^(.*/)?src/(main|test)/(java|kotlin|resources)/", "")
                .replaceAll("\\.(java|class)$", "")
                .replace('/', '.');
    }

    private boolean isAutocommit(FlywayFile file) {
        Boolean own = file.transactional();
        return !(own == null ? options.transactional() : own) || FlywayText.runsAlone(texts.getOrDefault(file, ""));
    }

    private String undo(@Nullable FlywayFile file) {
        return file == null ? "" : "\n-- downgrade\n" + body(file);
    }

    private void repeatable(FlywayFile file, Map<String, String> files) {
        if (isAutocommit(file)) {
            faults.add(file.path()
                    + " runs outside of a transaction, which a repeatable cannot: make it a versioned migration");
        }
        String name = file.description().replaceAll("[^\\p{L}\\p{N}.-]+", "_") + ".sql";
        files.put(
                ConvertedProject.REPEATABLES + name,
                "-- repeatable: " + file.description() + "\n-- flyway: " + file.path() + "\n"
                        + (literal.contains(file) ? "-- placeholders: false\n" : "") + "\n-- upgrade\n"
                        + lines(file) + ForeignSql.escaped(texts.getOrDefault(file, ""), "flyway", false));
        FlywayRow row = history.repeatables().get(file.description());
        if (inPlace) {
            return;
        }
        if (file.text().toLowerCase(Locale.ROOT).contains(options.placeholders().prefix() + "flyway:timestamp")) {
            remark(file.path()
                    + " has the placeholder flyway:timestamp, with which Flyway runs it each time: here it runs"
                    + " when it has changed");
        }
        if (row != null && (row.checksum() == null || isCurrent(file, row.checksum()))) {
            current.add(file.description());
        } else {
            remark(file.path() + (row == null ? " is not applied yet" : " has changed since it was applied")
                    + ": the next `db upgrade` applies it");
        }
    }

    private boolean isCurrent(FlywayFile file, int checksum) {
        String valued = new FlywayText(file, options.placeholders(), faults).valued();
        return checksum == FlywayFile.checksum(file.text()) || checksum == FlywayFile.checksum(valued);
    }

    private void callbacks(Map<String, String> files) {
        Map<String, List<FlywayFile>> events = new LinkedHashMap<>();
        for (FlywayFile file : all) {
            if (file.kind() == Kind.CALLBACK) {
                String name = EVENTS.get(file.description());
                if (name == null) {
                    remark(file.path() + " is left out: there is no such callback here");
                } else {
                    events.computeIfAbsent(name, any -> new ArrayList<>()).add(file);
                    if (!inPlace) {
                        remark(file.path() + " is now db/callbacks/" + name
                                + ": it runs only in a run that has something to do");
                    }
                }
            }
        }
        events.forEach((name, together) -> files.put(
                ConvertedProject.CALLBACKS + name,
                literal(together) + together.stream().map(this::callback).collect(Collectors.joining())));
    }

    private String callback(FlywayFile file) {
        return lines(file) + ForeignSql.escaped(texts.getOrDefault(file, ""), "flyway", true);
    }

    private void remarkPlaceholders() {
        Map<String, String> differing = new TreeMap<>(placeholders);
        differing.entrySet().removeAll(options.placeholders().own().entrySet());
        Set<String> unset = differing.keySet();
        if (!unset.isEmpty()) {
            remark("set the placeholders of Flyway before the next command: levymaster.migrate.sql.placeholders."
                    + String.join(", levymaster.migrate.sql.placeholders.", unset));
        }
    }
}
