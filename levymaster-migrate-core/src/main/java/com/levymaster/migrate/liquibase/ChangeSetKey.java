package com.levymaster.migrate.liquibase;

import com.levymaster.migrate.definition.Sha256;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What identifies a change set for Liquibase.
 *
 * @param file the path of its change log, as Liquibase compares it: without {@code classpath:}, a slash at its beginning, and dots
 */
public record ChangeSetKey(String file, String id, String author) {

    private static final String PREFIX = "lb";
    private static final int DIGITS = 10;
    private static final Pattern PARENT = Pattern.compile("(?<=^|/)(?!\\.\\./)[^/]+/\\.\\./");
    private static final Pattern REVISION = Pattern.compile(PREFIX + "[0-9a-f]{" + DIGITS + "}(_.*)?");

    public ChangeSetKey {
        file = normalized(file);
    }

    /** As Liquibase compares paths: versions have written them in different ways. */
    private static String normalized(String path) {
        String plain = path.replaceFirst("^classpath\\*?:", "")
                .replace('\\', '/')
                .replaceFirst("^[a-zA-Z]:", "")
                .replaceFirst("^/+", "")
                .replaceAll("//+", "/")
                .replaceAll("(?<=^|/)\\./", "");
        Matcher parent = PARENT.matcher(plain);
        while (parent.find()) {
            plain = parent.replaceFirst("");
            parent.reset(plain);
        }
        return plain;
    }

    /** Whether an id of a revision, or the name of a repeatable, is one of a change set. */
    public static boolean isRevision(String id) {
        return REVISION.matcher(id).matches();
    }

    /** The id of its revision, equal in all databases: {@code lb3f0c5a91d2}. */
    public String revision() {
        return PREFIX + Sha256.of(this.toString()).substring(0, DIGITS);
    }

    @Override
    public String toString() {
        return file + "::" + id + "::" + author;
    }
}
