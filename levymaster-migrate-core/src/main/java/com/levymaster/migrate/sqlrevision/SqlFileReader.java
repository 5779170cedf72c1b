package com.levymaster.migrate.sqlrevision;

import com.levymaster.migrate.operation.CopyRows;
import com.levymaster.migrate.operation.RowsDigest;
import com.levymaster.migrate.sql.CopyFinder;
import com.levymaster.migrate.sql.RowsMarker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a SQL file; of the rows of a {@code copy … from stdin} only where they are and what identifies them. */
final class SqlFileReader {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final String name;
    private final SqlFile file;
    private final Map<String, String> placeholders;
    private final List<String> faults;
    private final StringBuilder text = new StringBuilder();
    private final List<CopyRows> rows = new ArrayList<>();
    private final CopyFinder finder = new CopyFinder();

    /** @param faults to which those of this file are added */
    SqlFileReader(String name, SqlFile file, Map<String, String> placeholders, List<String> faults) {
        this.name = name;
        this.file = file;
        this.placeholders = placeholders;
        this.faults = faults;
    }

    /** Returns the text without a byte order mark; {@code null} if the file cannot be read, or is in another encoding. */
    @Nullable
    SqlFileText read() {
        try (ByteLines lines = new ByteLines(file.open())) {
            while (lines.next()) {
                if (isFaulty(lines)) {
                    return null;
                }
                String line = lines.text();
                text.append(lines.number() == 1 && line.charAt(0) == BYTE_ORDER_MARK ? line.substring(1) : line);
                if (finder.rowsFollow(text, line) && !readRows(lines)) {
                    return null;
                }
            }
        } catch (IOException e) {
            faults.add(name + " cannot be read: " + e.getMessage());
            return null;
        }
        return new SqlFileText(text.toString(), rows);
    }

    private boolean isFaulty(ByteLines lines) {
        int column = lines.firstFault();
        if (column > 0) {
            faults.add(name + ":" + lines.number() + ":" + column + ": it is not encoded in UTF-8 from here on");
        }
        return column > 0;
    }

    /** Rows without an end are those of no copy: then it is named. Returns {@code false} for another encoding. */
    private boolean readRows(ByteLines lines) throws IOException {
        boolean literal = SqlRevisionParser.replacesNone(SqlRevisionParser.FileKind.REVISION, text.toString());
        Placeholders values = new Placeholders(placeholders);
        RowsDigest digest = new RowsDigest();
        Set<String> named = new HashSet<>();
        boolean replaces = false;
        long from = lines.end();
        int before = lines.number();
        for (long to = from; lines.next(); to = lines.end()) {
            if (isFaulty(lines)) {
                return false;
            }
            if (isEnd(lines)) {
                RowsOfFile source = new RowsOfFile(file, from, to, replaces ? values : null);
                text.append(new RowsMarker(rows.size(), lines.number() - before - 1).text())
                        .append(lines.text());
                rows.add(new CopyRows(name, source, digest));
                finder.continueAt(text.length());
                return true;
            }
            if (!literal && hasPlaceholder(lines)) {
                String row = lines.text();
                byte[] replaced = values.replacedIn(row).getBytes(StandardCharsets.UTF_8);
                digest.update(replaced, 0, replaced.length);
                replaces = true;
                values.missingIn(row).stream()
                        .filter(named::add)
                        .forEach(each ->
                                faults.add(name + ":" + lines.number() + ": " + SqlRevisionParser.withoutValue(each)));
            } else {
                digest.update(lines.bytes(), 0, lines.length());
            }
        }
        return true;
    }

    private static boolean isEnd(ByteLines lines) {
        return lines.length() > 1
                && lines.bytes()[0] == '\\'
                && lines.bytes()[1] == '.'
                && lines.text().stripTrailing().equals("\\.");
    }

    private static boolean hasPlaceholder(ByteLines lines) {
        for (int i = 1; i < lines.length(); i++) {
            if (lines.bytes()[i] == '{' && lines.bytes()[i - 1] == '$') {
                return true;
            }
        }
        return false;
    }
}
