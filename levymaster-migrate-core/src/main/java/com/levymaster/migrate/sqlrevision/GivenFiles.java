package com.levymaster.migrate.sqlrevision;

import com.levymaster.migrate.definition.GivenRows;
import com.levymaster.migrate.definition.SqlCallbacks;
import com.levymaster.migrate.sqlrevision.SqlRevisionParser.FileKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rows that {@code db verify} inserts at a revision, such as {@code db/given/7c1e5b0a.sql} or {@code 7c1e5b0a_two_counties.sql}:
 *
 * <pre>{@code
 * insert into tax_district (name) values ('Kennewick');
 * -- holds: select count(*) = 1 from tax_district where county_id is not null
 * }</pre>
 */
final class GivenFiles {

    private static final Pattern HOLDS = Pattern.compile("(?im)^\\s*--\\s*holds\\s*:\\s*(.+?)\\s*;?\\s*$");

    private GivenFiles() {}

    /** In the order of their names. */
    static List<GivenRows> read(Map<String, byte[]> files, Map<String, String> placeholders) {
        return SqlFiles.read(files, FileKind.ROWS, placeholders).stream()
                .map(file -> {
                    String text = replaced(
                            new String(files.getOrDefault(file.file(), new byte[0]), StandardCharsets.UTF_8),
                            placeholders);
                    List<String> holds = HOLDS.matcher(text)
                            .results()
                            .map((MatchResult line) -> line.group(1))
                            .toList();
                    return new GivenRows(revision(file.file()), file.file(), sql(file), holds);
                })
                .toList();
    }

    private static List<String> sql(SqlRevision file) {
        return file.statements().stream().map(SqlCallbacks.Statement::sql).toList();
    }

    /** With the values, of which none is missing: else the file was refused. */
    private static String replaced(String text, Map<String, String> placeholders) {
        return Placeholders.PATTERN
                .matcher(text)
                .replaceAll(
                        match -> Matcher.quoteReplacement(placeholders.getOrDefault(match.group(1), match.group())));
    }

    /** An id, or one with words behind it. */
    private static String revision(String file) {
        return file.substring(file.lastIndexOf('/') + 1).replaceFirst("\\.sql$", "");
    }
}
