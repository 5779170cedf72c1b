package com.levymaster.migrate.definition;

import com.levymaster.migrate.error.MigrationException;
import java.io.Serial;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Classes are not valid revisions. */
public final class InvalidRevisionClassException extends MigrationException {

    @Serial
    private static final long serialVersionUID = 1L;

    private InvalidRevisionClassException(String problem, String remedy) {
        super(problem, remedy);
    }

    static InvalidRevisionClassException withoutAnnotation(Class<?> type) {
        return new InvalidRevisionClassException(
                type.getName() + " is a Migration without @Revision, so it is not part of the graph.",
                "annotate it with @Revision(id = \"…\", downRevision = \"…\").");
    }

    /** Classes annotated with {@code @Revision} that do not implement {@code Migration}. */
    public static InvalidRevisionClassException noMigrations(List<String> classNames) {
        return new InvalidRevisionClassException(
                (classNames.size() == 1 ? "A class is" : classNames.size() + " classes are")
                        + " annotated with @Revision but no Migration: " + String.join(", ", classNames) + ".",
                "let each implement com.levymaster.migrate.Migration, or remove the annotation.");
    }

    /**
     * The class path has several copies of revision classes, which may differ.
     *
     * @param locations of the copies, by class name
     */
    public static InvalidRevisionClassException copies(Map<String, String> locations) {
        return new InvalidRevisionClassException(
                "The class path has more than one copy of "
                        + locations.entrySet().stream()
                                .map(each -> each.getKey() + ": " + each.getValue())
                                .collect(Collectors.joining("; "))
                        + ". It is not defined which of them would run. Nothing was changed.",
                "remove one: often an old jar, or a jar beside the classes that it was built from.");
    }
}
