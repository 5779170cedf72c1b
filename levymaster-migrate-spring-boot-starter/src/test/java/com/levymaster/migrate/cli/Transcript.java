package com.levymaster.migrate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a command was, and what it answered. */
public record Transcript(String command, int code, String out, String err) {

    static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "cli");

    /** As somebody would have seen it; what differs from run to run is always the same. */
    String text() {
        String seen = "$ " + command + "\n" + out + err;
        return seen.replaceAll("\\b\\d+ ms\\b", "12 ms")
                        .replaceAll("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\dZ", "2026-11-24 09:30:00Z")
                        .replaceAll("(?m)^(2026\\S+ \\S+ .* by )\\S+$", "$1app_owner")
                        .replaceAll(
                                "(?s)create table \"levymaster_(\\w+)\" \\(.*?\n\\);",
                                "create table \"levymaster_$1\" (…);")
                        .replaceAll("(insert into \"levymaster_history\").*;", "$1 …;")
                        .replaceAll("\"durationMs\":\\d+", "\"durationMs\":12")
                        .replaceAll("(Wrote|Writes|Would write) \\S*/(?=com/)", "$1 src/main/java/")
                        .replaceAll("(\"file\":\"|Path: )\\S*/(?=com/)", "$1src/main/java/")
                        .replace(System.lineSeparator(), "\n")
                + "(exit code " + code + ")\n";
    }

    /**
     * Holds the transcript of several commands to a file; {@code -Dgolden=write} writes the file instead, to be read
     * before it is committed.
     */
    public static void assertGolden(String name, Transcript... transcripts) {
        String actual = String.join(
                "\n", List.of(transcripts).stream().map(Transcript::text).toList());
        Path file = GOLDEN.resolve(name + ".txt");
        try {
            if ("write".equals(System.getProperty("golden"))) {
                Files.createDirectories(GOLDEN);
                Files.writeString(file, actual);
            }
            assertThat(actual).isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
