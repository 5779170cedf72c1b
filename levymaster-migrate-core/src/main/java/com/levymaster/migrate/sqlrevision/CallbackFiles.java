package com.levymaster.migrate.sqlrevision;

import com.levymaster.migrate.definition.SqlCallbacks;
import com.levymaster.migrate.definition.SqlCallbacks.Point;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.sqlrevision.SqlRevisionParser.FileKind;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Callbacks that are written as SQL files: {@code db/callbacks/before-run.sql}, without a header. */
public final class CallbackFiles {

    private CallbackFiles() {}

    /**
     * Reads callbacks.
     *
     * @param files the contents by file name, in UTF-8
     * @param placeholders the values by name
     * @throws MigrationException if a file is not named after a point, and with all faults of all files and their lines
     */
    public static SqlCallbacks read(Map<String, byte[]> files, Map<String, String> placeholders) {
        Map<Point, List<SqlCallbacks.Statement>> statements = new EnumMap<>(Point.class);
        List<String> unknown = files.keySet().stream()
                .filter(file -> Arrays.stream(Point.values()).noneMatch(point -> isOf(point, file)))
                .toList();
        if (!unknown.isEmpty()) {
            throw new MigrationException(
                    "These files are no callbacks: " + String.join(", ", unknown) + ". Nothing was changed.",
                    "rename them: "
                            + Arrays.stream(Point.values()).map(Point::fileName).collect(Collectors.joining(", "))
                            + ".");
        }
        for (SqlRevision file : SqlFiles.read(files, FileKind.CALLBACK, placeholders)) {
            Arrays.stream(Point.values())
                    .filter(point -> isOf(point, file.file()))
                    .forEach(point -> statements.put(point, file.statements()));
        }
        return new SqlCallbacks(statements);
    }

    private static boolean isOf(Point point, String file) {
        return file.substring(file.lastIndexOf('/') + 1).equals(point.fileName());
    }
}
