package com.levymaster.migrate.sqlrevision;

import com.levymaster.migrate.definition.Repeatable;
import com.levymaster.migrate.definition.RepeatableContent;
import com.levymaster.migrate.definition.Repeatables;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.definition.SqlCallbacks;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.revision.RevisionHeader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The migrations of another tool as SQL files of this library.
 *
 * @param files what is to be written, by its path in the resources
 * @param definitions of all revisions
 * @param repeatables all of them
 * @param callbacks all of them
 * @param applied the headers of what the tool has applied, ancestors first
 * @param current the repeatables that the tool has applied as they are now
 * @param remarks for the user: what was left out, or has to be done by hand
 */
public record ConvertedProject(
        Map<String, String> files,
        List<RevisionDefinition> definitions,
        Repeatables repeatables,
        SqlCallbacks callbacks,
        List<RevisionHeader> applied,
        List<RepeatableContent> current,
        List<String> remarks) {

    /** A project without migrations. */
    public static final ConvertedProject NONE = new ConvertedProject(
            Map.of(), List.of(), Repeatables.NONE, SqlCallbacks.NONE, List.of(), List.of(), List.of());

    /** Where revisions are written, in the resources. */
    public static final String REVISIONS = "db/revisions/";

    /** Where repeatables are written, in the resources. */
    public static final String REPEATABLES = "db/repeatables/";

    /** Where callbacks are written, in the resources. */
    public static final String CALLBACKS = "db/callbacks/";

    /**
     * What the tool has recorded of the files.
     *
     * @param revisions the ids of what is applied
     * @param repeatables the names of those that are applied as they are now
     */
    public record Recorded(Set<String> revisions, Set<String> repeatables) {}

    /**
     * Reads the files as an application will.
     *
     * @throws MigrationException with all faults of all files and their lines
     */
    public static ConvertedProject of(
            Map<String, String> files, Map<String, String> placeholders, Recorded recorded, List<String> remarks) {
        List<RevisionDefinition> definitions = SqlRevisionFiles.read(below(REVISIONS, files), placeholders);
        Repeatables repeatables = RepeatableFiles.read(below(REPEATABLES, files), placeholders);
        SqlCallbacks callbacks = SqlRevisionFiles.callbacks(below(CALLBACKS, files), placeholders);
        List<RevisionHeader> applied = definitions.stream()
                .map(RevisionDefinition::header)
                .filter(header -> recorded.revisions().contains(header.id()))
                .toList();
        List<RepeatableContent> current = repeatables.all().stream()
                .map(Repeatable::content)
                .filter(content -> recorded.repeatables().contains(content.name()))
                .toList();
        return new ConvertedProject(files, definitions, repeatables, callbacks, applied, current, List.copyOf(remarks));
    }

    /** Returns a copy with other files and definitions of the same revisions. */
    public ConvertedProject with(Map<String, String> written, List<RevisionDefinition> revisions) {
        return new ConvertedProject(written, revisions, repeatables, callbacks, applied, current, remarks);
    }

    /** The revisions that the tool has not applied. */
    public List<RevisionHeader> pending() {
        return definitions.stream()
                .map(RevisionDefinition::header)
                .filter(header -> !applied.contains(header))
                .toList();
    }

    /** Refuses a project with all that is wrong with it. */
    public static MigrationException refused(String tool, List<String> faults) {
        return new MigrationException(
                "The database and the files of " + tool + " cannot be adopted:\n  - " + String.join("\n  - ", faults)
                        + "\nNothing was written.",
                "mend what is listed, and run the command again.");
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
}
