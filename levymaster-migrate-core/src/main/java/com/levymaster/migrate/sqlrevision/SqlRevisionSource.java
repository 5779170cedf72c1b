package com.levymaster.migrate.sqlrevision;

import com.levymaster.migrate.revision.RevisionHeader;
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
