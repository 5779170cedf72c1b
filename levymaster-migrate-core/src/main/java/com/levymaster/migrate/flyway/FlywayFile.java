package com.levymaster.migrate.flyway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * One migration or callback of a Flyway project.
 *
 * @param path as shown to the user
 * @param version {@code null} for a repeatable or a callback
 * @param description with spaces; the event of a callback
 * @param text without a byte order mark; empty for a Java migration
 * @param readable whether the text is in the encoding of the file; if not, it is empty
 * @param transactional what its {@code .sql.conf} says; {@code null} if nothing
 * @param placeholders whether placeholders in it are replaced
 */
record FlywayFile(
        Kind kind,
        String path,
        @Nullable FlywayVersion version,
        String description,
        String text,
        boolean readable,
        @Nullable Boolean transactional,
        boolean placeholders) {

    enum Kind {
        VERSIONED,
        UNDO,
        REPEATABLE,
        BASELINE,
        JAVA,
        CALLBACK
    }

    /** The version of a kind that has one. */
    FlywayVersion known() {
        return Objects.requireNonNull(version);
    }

    /** What Flyway records of a text: the CRC 32 of its lines, without their ends. */
    static int checksum(String text) {
        CRC32 crc = new CRC32();
        try (BufferedReader lines = new BufferedReader(new StringReader(text))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                crc.update(line.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return (int) crc.getValue();
    }
}
