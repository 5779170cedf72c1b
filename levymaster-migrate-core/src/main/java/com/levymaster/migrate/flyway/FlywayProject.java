package com.levymaster.migrate.flyway;

import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.flyway.FlywayFile.Kind;
import com.levymaster.migrate.sqlrevision.ConvertedProject;
import com.levymaster.migrate.sqlrevision.ConvertedProject.Recorded;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The migrations of a Flyway project as revisions of this library.
 *
 * @param converted what they become
 * @param checksums what Flyway records of the SQL files, by the id of their revision
 */
public record FlywayProject(ConvertedProject converted, Map<String, Integer> checksums) {

    /** A project without migrations. */
    public static final FlywayProject NONE = new FlywayProject(ConvertedProject.NONE, Map.of());

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
        if (!files.isComplete()) {
            // The files that are not there would be named as missing.
            throw ConvertedProject.refused("Flyway", faults);
        }
        FlywayLine line = FlywayLine.of(files.files(), history, faults);
        FlywayConversion conversion = new FlywayConversion(line, history, options, files.files(), false, faults);
        Map<String, String> converted = conversion.files();
        if (!faults.isEmpty()) {
            throw ConvertedProject.refused("Flyway", faults);
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
            throw new MigrationException(
                    "The files of Flyway cannot be read as revisions:\n  - " + String.join("\n  - ", faults),
                    "mend what is listed, and try again.");
        }
        return of(line, conversion, converted, "", loader);
    }

    private static FlywayProject of(
            FlywayLine line,
            FlywayConversion conversion,
            Map<String, String> converted,
            String javaPackage,
            ClassLoader loader) {
        Map<String, String> migrations = new HashMap<>();
        conversion.java().values().forEach(java -> migrations.put(java.header().id(), java.migration()));
        Map<String, Integer> checksums = new HashMap<>();
        line.migrations().forEach((version, file) -> {
            if (file.kind() != Kind.JAVA) {
                checksums.put(version.id(), FlywayFile.checksum(file.text()));
            }
        });
        ConvertedProject project = ConvertedProject.of(
                converted,
                conversion.placeholders(),
                new Recorded(conversion.applied(), conversion.current()),
                conversion.remarks());
        return new FlywayProject(
                project.with(
                        written(conversion, converted, javaPackage),
                        project.definitions().stream()
                                .map(definition -> withJava(definition, migrations.get(definition.id()), loader))
                                .toList()),
                checksums);
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
                written.put(javaPackage.replace('.', '/') + "/" + java.className() + ".java", java.text(javaPackage));
            }
        });
        return written;
    }
}
