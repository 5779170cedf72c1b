package com.levymaster.migrate.adopt;

import com.levymaster.migrate.error.MigrationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds and reads the revisions of an Alembic or Flask-Migrate project. */
final class AlembicFiles {

    private static final List<String> USUAL = List.of("migrations/versions", "alembic/versions", "versions");

    private static final Pattern SETTING = Pattern.compile(
            "(?m)^(script_location|version_locations|recursive_version_locations)\\s*=\\s*(.*(?:\\n[ \\t]+\\S.*)*)");

    private final Path project;

    /** @param project of Alembic, or its directory of revisions */
    AlembicFiles(Path project) {
        this.project = project;
    }

    /**
     * The text of each Python file of the version directories, by its path in the project.
     *
     * @throws MigrationException if there is no such directory, or a file cannot be read
     */
    Map<String, String> read() {
        Map<String, String> settings = settings();
        int depth =
                settings.getOrDefault("recursive_version_locations", "").strip().equalsIgnoreCase("true")
                        ? Integer.MAX_VALUE
                        : 1;
        Map<String, String> files = new TreeMap<>();
        for (Path directory : directories(settings)) {
            try (Stream<Path> found = Files.walk(directory, depth)) {
                found.filter(path -> path.toString().endsWith(".py"))
                        .filter(path -> !path.endsWith("__init__.py"))
                        .forEach(path -> files.put(shown(path), text(path)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        if (files.isEmpty()) {
            throw new MigrationException(
                    "No revisions of Alembic are in " + project + ": neither alembic.ini nor "
                            + String.join(", ", USUAL) + " leads to Python files. Nothing was written.",
                    "name the directory: `db adopt --alembic-dir path/to/migrations`.");
        }
        return files;
    }

    private List<Path> directories(Map<String, String> settings) {
        List<Path> directories = new ArrayList<>();
        for (String location : settings.getOrDefault("version_locations", "").split("[\\s,;:]+")) {
            add(directories, location);
        }
        String script = settings.getOrDefault("script_location", "").strip();
        if (directories.isEmpty() && !script.isEmpty()) {
            add(directories, script + "/versions");
        }
        for (String usual : USUAL) {
            if (directories.isEmpty()) {
                add(directories, usual);
            }
        }
        return directories.isEmpty() && Files.isDirectory(project) ? List.of(project) : directories;
    }

    private void add(List<Path> directories, String location) {
        String relative = location.strip().replace("%(here)s/", "");
        if (!relative.isEmpty() && Files.isDirectory(project.resolve(relative))) {
            directories.add(project.resolve(relative));
        }
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>();
        Path ini = project.resolve("alembic.ini");
        if (Files.isRegularFile(ini)) {
            Matcher matcher = SETTING.matcher(text(ini).replace("\r\n", "\n"));
            while (matcher.find()) {
                settings.putIfAbsent(matcher.group(1), matcher.group(2));
            }
        }
        return settings;
    }

    private String shown(Path file) {
        return project.relativize(file).toString().replace('\\', '/');
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (MalformedInputException e) {
            throw new MigrationException(
                    file + " is not encoded in UTF-8. Nothing was written.",
                    "convert it to UTF-8, as Python reads it.",
                    e);
        } catch (IOException e) {
            throw new MigrationException(
                    file + " cannot be read: " + e.getMessage() + ". Nothing was written.",
                    "check its permissions.",
                    e);
        }
    }
}
