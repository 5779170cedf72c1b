package com.levymaster.migrate.flyway;

import com.levymaster.migrate.definition.Repeatable;
import com.levymaster.migrate.definition.RepeatableContent;
import com.levymaster.migrate.definition.Repeatables;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.definition.SqlCallbacks;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.flyway.FlywayFile.Kind;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.sqlrevision.RepeatableFiles;
import com.levymaster.migrate.sqlrevision.SqlRevisionFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The migrations of a Flyway project as revisions of this library.
 *
 * @param files what is to be written, by its path in the resources or, of Java, in the sources
 * @param definitions of all revisions
 * @param repeatables all of them
 * @param callbacks all of them
 * @param applied the headers of what Flyway has applied, ancestors first
 * @param current the repeatables that Flyway has applied as they are now
 * @param checksums what Flyway records of the SQL files, by the id of their revision
 * @param remarks for the user: what was left out, or has to be done by hand
 */
public record FlywayProject(
        Map<String, String> files,
        List<RevisionDefinition> definitions,
        Repeatables repeatables,
        SqlCallbacks callbacks,
        List<RevisionHeader> applied,
        List<RepeatableContent> current,
        Map<String, Integer> checksums,
        List<String> remarks) {

    /** A project without migrations. */
    public static final FlywayProject NONE = new FlywayProject(
            Map.of(), List.of(), Repeatables.NONE, SqlCallbacks.NONE, List.of(), List.of(), Map.of(), List.of());

    static final String REVISIONS = "db/revisions/";
    static final String REPEATABLES = "db/repeatables/";
    static final String CALLBACKS = "db/callbacks/";

    /**
     * Reads a project, and holds it against what Flyway has recorded.
     *
     * @param project the directory of {@code src/main/resources}
     * @param javaPackage of the revisions that run Java migrations
     * @throws MigrationException with all that is wrong with the files or their history
     */
    public static FlywayProject read(Path project, String javaPackage, FlywayOptions options, FlywayHistory history) {
        FlywayFiles files = new FlywayFiles(project, options).read();
        List<String> faults = new ArrayList<>(files.faults());
        faults.addAll(history.problems());
        FlywayLine line = faults.isEmpty() ? FlywayLine.of(files.files(), history, faults) : null;
        if (line == null || !faults.isEmpty()) {
            throw refused("The database and the files of Flyway cannot be adopted", faults);
        }
        FlywayConversion conversion = new FlywayConversion(line, history, options, files.files(), false, faults);
        Map<String, String> converted = conversion.files();
        if (!faults.isEmpty()) {
            throw refused("The database and the files of Flyway cannot be adopted", faults);
        }
        if (!files.ignored().isEmpty()) {
            conversion.remark(
                    "not migrations, as for Flyway, and left where they are: " + String.join(", ", files.ignored()));
        }
        return of(line, conversion, converted, javaPackage, FlywayProject.class.getClassLoader());
    }

    /**
     * Reads migrations where they are: each is a revision of its version, in one line of descent, as in the files that {@link
     * #read} has written.
     *
     * @param files by their path on the class path: SQL files, their {@code .sql.conf}, and classes
     * @param loader of the classes
     * @throws MigrationException with all that is wrong with the files
     */
    public static FlywayProject inPlace(Map<String, byte[]> files, FlywayOptions options, ClassLoader loader) {
        FlywayFiles read = new FlywayFiles(Path.of(""), options).readAll(files);
        List<String> faults = new ArrayList<>(read.faults());
        FlywayLine line = FlywayLine.of(read.files(), FlywayHistory.NONE, faults);
        FlywayConversion conversion =
                new FlywayConversion(line, FlywayHistory.NONE, options, read.files(), true, faults);
        Map<String, String> converted = conversion.files();
        if (!faults.isEmpty()) {
            throw refused("The files of Flyway cannot be read as revisions", faults);
        }
        return of(line, conversion, converted, "", loader);
    }

    private static FlywayProject of(
            FlywayLine line,
            FlywayConversion conversion,
            Map<String, String> converted,
            String javaPackage,
            ClassLoader loader) {
        Map<String, String> values = conversion.placeholders();
        Map<String, String> migrations = new HashMap<>();
        conversion.java().values().forEach(java -> migrations.put(java.header().id(), java.migration()));
        List<RevisionDefinition> definitions = SqlRevisionFiles.read(below(REVISIONS, converted), values).stream()
                .map(definition -> withJava(definition, migrations.get(definition.id()), loader))
                .toList();
        Repeatables repeatables = RepeatableFiles.read(below(REPEATABLES, converted), values);
        Map<String, Integer> checksums = new HashMap<>();
        line.migrations().forEach((version, file) -> {
            if (file.kind() != Kind.JAVA) {
                checksums.put(version.id(), FlywayFile.checksum(file.text()));
            }
        });
        return new FlywayProject(
                written(conversion, converted, javaPackage),
                definitions,
                repeatables,
                SqlRevisionFiles.callbacks(below(CALLBACKS, converted), values),
                definitions.stream()
                        .map(RevisionDefinition::header)
                        .filter(header -> conversion.applied().contains(header.id()))
                        .toList(),
                current(repeatables, conversion),
                checksums,
                conversion.remarks());
    }

    private static RevisionDefinition withJava(
            RevisionDefinition definition, @Nullable String className, ClassLoader loader) {
        return className == null
                ? definition
                : new RevisionDefinition(
                        definition.header(),
                        definition.options(),
                        () -> new FlywayMigrations.OfClass(className, loader, definition.newMigration()));
    }

    /** With a class in place of the file of each revision that runs a Java migration. */
    private static Map<String, String> written(
            FlywayConversion conversion, Map<String, String> converted, String javaPackage) {
        Map<String, String> written = new LinkedHashMap<>();
        converted.forEach((path, text) -> {
            FlywayJavaSource java = conversion.java().get(path);
            if (java == null) {
                written.put(path, text);
            } else {
                written.put(
                        javaPackage.replace('.', '/') + "/" + java.className() + ".java", java.text(javaPackage));
            }
        });
        return written;
    }

    private static List<RepeatableContent> current(Repeatables repeatables, FlywayConversion conversion) {
        Set<String> current = conversion.current();
        return repeatables.all().stream()
                .map(Repeatable::content)
                .filter(content -> current.contains(content.name()))
                .toList();
    }

    private static Map<String, byte[]> below(String directory, Map<String, String> files) {
        return files.entrySet().stream()
                .filter(file -> file.getKey().startsWith(directory))
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        file -> file.getValue().getBytes(StandardCharsets.UTF_8),
                        (a, b) -> b,
                        LinkedHashMap::new));
    }

    private static MigrationException refused(String what, List<String> faults) {
        return new MigrationException(
                what + ":\n  - " + String.join("\n  - ", faults)
                        + "\nNothing was written.",
                "mend what is listed, and try again.");
    }
}
