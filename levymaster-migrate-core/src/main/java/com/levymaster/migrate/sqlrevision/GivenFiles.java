package com.levymaster.migrate.sqlrevision;

import com.levymaster.migrate.definition.GivenRows;
import com.levymaster.migrate.definition.SqlCallbacks;
import com.levymaster.migrate.sqlrevision.SqlRevisionParser.FileKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Rows that {@code db verify} inserts at a revision, such as {@code db/given/7c1e5b0a.sql} or {@code 7c1e5b0a_two_counties.sql}:
 *
 * <pre>{@code
 * insert into tax_district (name) values ('Kennewick');
 * -- holds: select count(*) = 1 from tax_district where county_id is not null
 * }</pre>
 */
public final class GivenFiles {

    private static final Pattern HOLDS = Pattern.compile("(?im)^\\s*--\\s*holds\\s*:\\s*(.+?)\\s*;?\\s*$");

    private GivenFiles() {}

    /**
     * Reads the files, in the order of their names.
     *
     * @param files the contents by file name, in UTF-8
     * @param placeholders the values by name
     * @throws com.levymaster.migrate.error.MigrationException with all faults of all files and their lines
     */
    public static List<GivenRows> read(Map<String, byte[]> files, Map<String, String> placeholders) {
        return SqlFiles.read(files, FileKind.ROWS, placeholders).stream()
                .map(file -> {
                    String text = new String(files.get(file.file()), StandardCharsets.UTF_8);
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

    private static String revision(String file) {
        String name = file.substring(file.lastIndexOf('/') + 1).replaceFirst("\\.sql$", "");
        return name.contains("_") ? name.substring(0, name.indexOf('_')) : name;
    }
}
