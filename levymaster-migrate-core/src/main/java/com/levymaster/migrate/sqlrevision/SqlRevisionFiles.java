package com.levymaster.migrate.sqlrevision;

import com.levymaster.migrate.definition.GivenRows;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.definition.SqlCallbacks;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.sqlrevision.SqlRevisionParser.FileKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Revisions that are written as SQL files, such as {@code db/revisions/7c1e5b0a_add_county.sql}:
 *
 * <pre>{@code
 * -- revision: 7c1e5b0a
 * -- down_revision: 5b0a91d3
 * -- message: add county to tax district
 *
 * -- upgrade
 * alter table tax_district add county_id bigint;
 * -- autocommit
 * create index concurrently ix_tax_district_county_id on tax_district (county_id);
 *
 * -- downgrade
 * alter table tax_district drop county_id;
 * }</pre>
 *
 * <p>The header also takes {@code depends_on}, {@code labels}, {@code transactional}, {@code isolation}, {@code
 * ignored_hazards}, {@code because}, {@code adopted}, {@code placeholders: false} and {@code irreversible}, the reason; lists are separated by commas. A statement ends with a semicolon, and is one operation. Those after
 * {@code -- autocommit} run outside of a transaction, to the end of the section or to {@code -- transaction}. Without
 * {@code -- downgrade} the revision cannot be downgraded; an empty one does nothing. <code>${name}</code> is replaced by
 * the value of a placeholder, also in quotes. The rows of a {@code copy … from stdin} follow it and end with
 * {@code \.}.
 */
public final class SqlRevisionFiles {

    private static final Pattern ID = Pattern.compile("(?im)^\uFEFF?--\\s*revision\\s*:\\s*(\\S+)");

    private SqlRevisionFiles() {}

    /** Returns the id in the header of a file; empty if it has none. */
    public static String id(String text) {
        Matcher id = ID.matcher(text);
        return id.find() ? id.group(1) : "";
    }

    /** As {@link #readFiles}, of files that are in memory. */
    public static List<RevisionDefinition> read(Map<String, byte[]> files, Map<String, String> placeholders) {
        Map<String, SqlFile> opened = new LinkedHashMap<>();
        files.forEach((name, content) -> opened.put(name, SqlFile.of(content)));
        return readFiles(opened, placeholders);
    }

    /**
     * Reads revisions. The rows of a {@code copy … from stdin} are not kept: they are read again when they are sent.
     *
     * @param files by name, in UTF-8
     * @param placeholders the values by name
     * @throws MigrationException with all faults of all files and their lines: an incomplete header, a statement that is not
     *     terminated or not in a section, a placeholder without a value, a command of psql, a transaction command
     */
    public static List<RevisionDefinition> readFiles(Map<String, SqlFile> files, Map<String, String> placeholders) {
        List<SqlRevision> read = SqlFiles.revisions(files, placeholders);
        Map<String, String> known = new HashMap<>();
        List<String> copies = new ArrayList<>();
        for (SqlRevision revision : read) {
            String before = known.putIfAbsent(revision.header().id(), revision.file());
            if (before != null) {
                copies.add(before + " and " + revision.file() + " both have the revision id "
                        + revision.header().id());
            }
        }
        if (!copies.isEmpty()) {
            throw new MigrationException(
                    String.join("; ", copies) + ". Nothing was changed.",
                    "remove one of the files, or give it an id and a down_revision of its own.");
        }
        return read.stream().map(SqlRevision::definition).toList();
    }

    /**
     * Checks files of another tool, in which comments mean nothing.
     *
     * @param files the contents by file name, in UTF-8
     * @param placeholders the values by name
     * @throws MigrationException with all faults of all files and their lines
     */
    public static void check(Map<String, byte[]> files, Map<String, String> placeholders) {
        SqlFiles.read(files, FileKind.FOREIGN, placeholders);
    }

    /** As {@link #check(Map, Map)}, of files without placeholders. */
    public static void check(Map<String, byte[]> files) {
        SqlFiles.read(files, FileKind.FOREIGN_LITERAL, Map.of());
    }

    /**
     * Reads callbacks: files without a header, with the names {@code before-run.sql}, {@code before-revision.sql}, {@code
     * after-revision.sql}, {@code after-run.sql} and {@code after-failure.sql}.
     *
     * @param files the contents by file name, in UTF-8
     * @param placeholders the values by name
     * @throws MigrationException if a file has another name, and with all faults of all files and their lines
     */
    public static SqlCallbacks callbacks(Map<String, byte[]> files, Map<String, String> placeholders) {
        return CallbackFiles.read(files, placeholders);
    }

    /**
     * Reads the rows that {@code db verify} inserts: files that are named after a revision, such as {@code 7c1e5b0a.sql} or {@code
     * 7c1e5b0a_two_counties.sql}.
     *
     * @param files the contents by file name, in UTF-8
     * @param placeholders the values by name
     * @throws MigrationException with all faults of all files and their lines
     */
    public static List<GivenRows> given(Map<String, byte[]> files, Map<String, String> placeholders) {
        return GivenFiles.read(files, placeholders);
    }
}
