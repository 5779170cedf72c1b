package com.levymaster.migrate.operation;

import com.levymaster.migrate.error.MigrationException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a CSV file as RFC 4180 describes it: a value in double quotes may contain separators, line ends, and quotes that are
 * doubled. Lines without any character are left out, unless there is one column only.
 */
final class CsvReader implements RowReader {

    private static final int END = -1;

    private final CsvFile file;
    private final Reader text;
    private final List<String> header;
    private final StringBuilder value = new StringBuilder();
    private final char[] buffer = new char[32 * 1024];
    private int at;
    private int limit;
    private int[] selected = new int[0];
    private int next;
    private int line = 1;
    private int lineOfRow = 1;
    private boolean quoted;

    CsvReader(CsvFile file) {
        this.file = file;
        this.text = new InputStreamReader(
                file.bytes(),
                file.encoding()
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
        try {
            advance();
            if (next == '\ufeff') {
                advance();
            }
            List<@Nullable String> names = record(0);
            this.header = names(names);
        } catch (MigrationException e) {
            close();
            throw e;
        }
    }

    private List<String> names(@Nullable List<@Nullable String> names) {
        List<String> all = new ArrayList<>();
        if (names != null) {
            names.forEach(name -> all.add(name == null ? "" : name));
        }
        if (all.isEmpty() || all.contains("")) {
            throw wrong(1, all.isEmpty() ? "the file is empty" : "a column of the first line has no name");
        }
        return List.copyOf(all);
    }

    List<String> header() {
        return header;
    }

    void select(List<String> columns) {
        List<String> missing =
                columns.stream().filter(name -> !header.contains(name)).toList();
        if (!missing.isEmpty()) {
            throw wrong(1, "there is no column " + String.join(", ", missing) + " among " + String.join(", ", header));
        }
        selected = columns.stream().mapToInt(header::indexOf).toArray();
    }

    @Override
    public @Nullable Object @Nullable [] next() {
        List<@Nullable String> values = record(header.size());
        if (values == null) {
            return null;
        }
        if (values.size() != header.size()) {
            return values.toArray();
        }
        @Nullable Object[] row = new @Nullable Object[selected.length];
        for (int i = 0; i < row.length; i++) {
            row[i] = values.get(selected[i]);
        }
        return row;
    }

    @Override
    public String position() {
        return file.location() + ":" + lineOfRow;
    }

    @Override
    public void close() {
        try {
            text.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The values of the next line that has any; {@code null} at the end. */
    private @Nullable List<@Nullable String> record(int columns) {
        while (columns != 1 && isLineEnd(next)) {
            endOfLine();
        }
        if (next == END) {
            return null;
        }
        lineOfRow = line;
        List<@Nullable String> values = new ArrayList<>(Math.max(columns, 8));
        while (true) {
            values.add(value());
            if (next != file.separator()) {
                endOfLine();
                return values;
            }
            advance();
        }
    }

    private @Nullable String value() {
        value.setLength(0);
        quoted = next == '"';
        String result = quoted ? quotedValue() : plainValue();
        return !quoted && result.equals(file.nullText()) ? null : result;
    }

    /** A value without quotes, which is usually in the buffer as a whole. */
    private String plainValue() {
        while (!isEnd(next)) {
            int from = at - 1;
            while (at < limit && !isEnd(buffer[at])) {
                at++;
            }
            boolean whole = at < limit && value.length() == 0;
            String part = new String(buffer, from, at - from);
            advance();
            if (part.indexOf('"') >= 0) {
                throw wrong(line, "there is a quote within a value that does not begin with one");
            }
            if (whole) {
                return part;
            }
            value.append(part);
        }
        return value.toString();
    }

    private boolean isEnd(int c) {
        return c == file.separator() || isLineEnd(c) || c == END;
    }

    private String quotedValue() {
        int begin = line;
        while (true) {
            advance();
            if (next == END) {
                throw wrong(begin, "the quoted value that begins on this line has no end");
            }
            if (next == '"') {
                advance();
                if (next != '"') {
                    break;
                }
            } else if (next == '\n') {
                line++;
            }
            value.append((char) next);
        }
        if (next != file.separator() && !isLineEnd(next) && next != END) {
            throw wrong(line, "there is text after the closing quote of a value");
        }
        return value.toString();
    }

    private static boolean isLineEnd(int c) {
        return c == '\n' || c == '\r';
    }

    private void endOfLine() {
        if (next == '\r') {
            advance();
            if (next != '\n') {
                line++;
                return;
            }
        }
        if (next == '\n') {
            line++;
            advance();
        }
    }

    private void advance() {
        if (at < limit) {
            next = buffer[at++];
            return;
        }
        try {
            limit = text.read(buffer);
            at = limit > 0 ? 1 : 0;
            next = limit > 0 ? buffer[0] : END;
        } catch (CharacterCodingException e) {
            throw wrong(
                    malformedLine(),
                    "a character is not encoded in " + file.encoding().name());
        } catch (IOException e) {
            throw new MigrationException(file.location() + " cannot be read: " + e.getMessage(), "see the cause.", e);
        }
    }

    /** The decoder is ahead of the line that is read, so the first line that it cannot decode is found by itself. */
    private int malformedLine() {
        try (InputStream bytes = file.bytes()) {
            byte[] all = bytes.readAllBytes();
            int number = 1;
            for (int from = 0, to = 0; to <= all.length; to++) {
                if (to == all.length || all[to] == '\n') {
                    if (!isDecodable(ByteBuffer.wrap(all, from, to - from))) {
                        return number;
                    }
                    number++;
                    from = to + 1;
                }
            }
            return line;
        } catch (IOException e) {
            return line;
        }
    }

    private boolean isDecodable(ByteBuffer bytes) {
        try {
            file.encoding().newDecoder().decode(bytes);
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private MigrationException wrong(int at, String problem) {
        return new MigrationException(
                file.location() + ":" + at + ": " + problem + ".", "correct the file.");
    }
}
