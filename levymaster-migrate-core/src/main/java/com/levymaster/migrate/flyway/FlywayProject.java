package com.levymaster.migrate.flyway;

import com.levymaster.migrate.definition.Repeatable;
import com.levymaster.migrate.definition.RepeatableContent;
import com.levymaster.migrate.definition.Repeatables;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.sqlrevision.RepeatableFiles;
import com.levymaster.migrate.sqlrevision.SqlRevisionFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The migrations of a Flyway project as SQL files of this library.
 *
 * @param files what is to be written, by its path in the resources
 * @param definitions of all revisions
 * @param repeatables all of them
 * @param applied the headers of what Flyway has applied, ancestors first
 * @param current the repeatables that Flyway has applied as they are now
 * @param remarks for the user: what was left out, or has to be done by hand
 */
public record FlywayProject(
        Map<String, String> files,
        List<RevisionDefinition> definitions,
        Repeatables repeatables,
        List<RevisionHeader> applied,
        List<RepeatableContent> current,
        List<String> remarks) {

    static final String REVISIONS = "db/revisions/";
    static final String REPEATABLES = "db/repeatables/";
    static final String CALLBACKS = "db/callbacks/";

    /**
     * Reads a project, and holds it against what Flyway has recorded.
     *
     * @param project the directory of {@code src/main/resources}
     * @throws MigrationException with all that is wrong with the files or their history
     */
    public static FlywayProject read(Path project, FlywayOptions options, FlywayHistory history) {
        FlywayFiles files = new FlywayFiles(project, options).read();
        List<String> faults = new ArrayList<>(files.faults());
        faults.addAll(history.problems());
        FlywayLine line = faults.isEmpty() ? FlywayLine.of(files.files(), history, faults) : null;
        if (line == null || !faults.isEmpty()) {
            throw refused(faults);
        }
        FlywayConversion conversion = new FlywayConversion(line, history, options, files.files(), faults);
        Map<String, String> written = conversion.files();
        if (!faults.isEmpty()) {
            throw refused(faults);
        }
        if (!files.ignored().isEmpty()) {
            conversion.remark(
                    "not migrations, as for Flyway, and left where they are: " + String.join(", ", files.ignored()));
        }
        Map<String, String> values = conversion.placeholders();
        List<RevisionDefinition> definitions = SqlRevisionFiles.read(below(REVISIONS, written), values);
        Repeatables repeatables = RepeatableFiles.read(below(REPEATABLES, written), values);
        SqlRevisionFiles.callbacks(below(CALLBACKS, written), values);
        List<RevisionHeader> applied = definitions.stream()
                .map(RevisionDefinition::header)
                .filter(header -> conversion.applied().contains(header.id()))
                .toList();
        return new FlywayProject(
                written, definitions, repeatables, applied, current(repeatables, conversion), conversion.remarks());
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

    private static MigrationException refused(List<String> faults) {
        return new MigrationException(
                "The database and the files of Flyway cannot be adopted:\n  - " + String.join("\n  - ", faults)
                        + "\nNothing was written.",
                "mend what is listed, and run the command again.");
    }
}
