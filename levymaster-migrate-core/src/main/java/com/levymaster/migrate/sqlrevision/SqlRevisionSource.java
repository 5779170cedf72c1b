package com.levymaster.migrate.sqlrevision;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.revision.RevisionHeader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;

/** The text of a new SQL revision without statements; see {@link SqlRevisionFiles}. */
public final class SqlRevisionSource {

    private final RevisionHeader header;

    /** Creates the source of a revision. */
    public SqlRevisionSource(RevisionHeader header) {
        this.header = header;
    }

    /** Returns the name of the file: {@code 7c1e5b0a_add_county.sql}. */
    public String fileName() {
        String words = header.message()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", "_")
                .replaceAll("^_|_$", "");
        return header.id() + (words.isEmpty() ? "" : "_" + words) + ".sql";
    }

    /** Returns the text. */
    public String text() {
        StringBuilder text = new StringBuilder("-- revision: " + header.id() + "\n");
        append(text, "down_revision", header.down());
        append(text, "depends_on", header.dependsOn());
        append(text, "labels", header.labels());
        append(text, "message", header.message().isEmpty() ? List.of() : List.of(header.displayMessage()));
        return text.append("\n-- upgrade\n\n-- downgrade\n").toString();
    }

    /**
     * Writes the file, and creates the directory if necessary.
     *
     * @throws MigrationException if the file exists or cannot be written
     */
    public Path writeTo(Path directory) {
        Path file = directory.resolve(fileName());
        try {
            Files.createDirectories(directory);
            return Files.write(
                    file,
                    text().getBytes(StandardCharsets.UTF_8),
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw new MigrationException(
                    "The file " + file.toAbsolutePath() + " exists already; it was left as it is.",
                    "choose another message or revision id, or delete the file.",
                    e);
        } catch (IOException e) {
            throw new MigrationException(
                    "Cannot write " + file.toAbsolutePath() + ": " + e.getMessage(),
                    "check the rights of the directory, or set another one with levymaster.migrate.source-directory.",
                    e);
        }
    }

    private static void append(StringBuilder text, String name, List<String> values) {
        if (!values.isEmpty()) {
            text.append("-- ")
                    .append(name)
                    .append(": ")
                    .append(String.join(", ", values))
                    .append("\n");
        }
    }
}
