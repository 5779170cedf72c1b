package com.levymaster.migrate.sqlrevision;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.sqlrevision.SqlRevisionParser.FileKind;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads SQL files of one kind, and refuses all their faults together. */
final class SqlFiles {

    private SqlFiles() {}

    /** Reads files whose text is kept with its rows. */
    static List<SqlRevision> read(Map<String, byte[]> files, FileKind kind, Map<String, String> placeholders) {
        List<String> faults = new ArrayList<>();
        List<SqlRevision> read = new ArrayList<>();
        files.forEach((file, bytes) -> {
            String text = text(file, bytes, faults);
            if (text != null) {
                SqlFileText complete = SqlFileText.complete(text);
                read.add(new SqlRevisionParser(kind, file, complete, placeholders, faults).parse());
            }
        });
        return withoutFaults(read, faults);
    }

    /** Reads revisions; their rows are read again when they are sent. */
    static List<SqlRevision> revisions(Map<String, SqlFile> files, Map<String, String> placeholders) {
        List<String> faults = new ArrayList<>();
        List<SqlRevision> read = new ArrayList<>();
        files.forEach((file, content) -> {
            SqlFileText text = new SqlFileReader(file, content, placeholders, faults).read();
            if (text != null) {
                read.add(new SqlRevisionParser(FileKind.REVISION, file, text, placeholders, faults).parse());
            }
        });
        return withoutFaults(read, faults);
    }

    private static List<SqlRevision> withoutFaults(List<SqlRevision> read, List<String> faults) {
        if (!faults.isEmpty()) {
            throw new MigrationException(
                    (faults.size() == 1 ? "A SQL file has a fault:" : "SQL files have " + faults.size() + " faults:")
                            + System.lineSeparator() + "  " + String.join(System.lineSeparator() + "  ", faults)
                            + System.lineSeparator() + "Nothing was changed.",
                    "correct the files.");
        }
        return List.copyOf(read);
    }

    /** Without a byte order mark; {@code null} if the file is in another encoding. */
    private static @Nullable String text(String file, byte[] bytes, List<String> faults) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        if (decoder.decode(in, out, true).isError()) {
            String before = out.flip().toString();
            long line = 1 + before.chars().filter(c -> c == '\n').count();
            faults.add(file + ":" + line + ":" + (before.length() - before.lastIndexOf('\n'))
                    + ": it is not encoded in UTF-8 from here on");
            return null;
        }
        String text = out.flip().toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
