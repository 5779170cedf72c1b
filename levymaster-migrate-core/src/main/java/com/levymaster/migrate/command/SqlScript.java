package com.levymaster.migrate.command;

import com.levymaster.migrate.operation.CopyRows;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A SQL script. Rows of a {@code copy … from stdin} in a file are read when it is written. */
public final class SqlScript {

    private final List<Line> lines;

    /**
     * One or several lines.
     *
     * @param rows what follows them; {@code null} for nothing
     */
    record Line(String text, @Nullable CopyRows rows) {}

    SqlScript(List<Line> lines) {
        this.lines = lines.stream().dropWhile(line -> line.text().isEmpty()).toList();
    }

    /**
     * Writes the script.
     *
     * @throws com.levymaster.migrate.error.MigrationException if the rows of a file were changed after it was read
     * @throws IOException if the rows cannot be read, or the script cannot be written
     */
    public void writeTo(Writer out) throws IOException {
        for (Line line : lines) {
            out.append(line.text()).append('\n');
            CopyRows rows = line.rows();
            if (rows != null) {
                write(rows, out);
            }
        }
    }

    private static void write(CopyRows rows, Writer out) throws IOException {
        try (Reader reader = new InputStreamReader(rows.open(), StandardCharsets.UTF_8)) {
            char[] buffer = new char[1 << 13];
            char last = '\n';
            for (int count = reader.read(buffer); count >= 0; count = reader.read(buffer)) {
                out.write(buffer, 0, count);
                last = count > 0 ? buffer[count - 1] : last;
            }
            out.append(last == '\n' ? "" : "\n").append("\\.\n");
        }
    }

    /** The whole script in memory; empty if there is nothing to run. */
    @Override
    public String toString() {
        StringWriter text = new StringWriter();
        try {
            writeTo(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
