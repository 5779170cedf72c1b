package com.levymaster.migrate.liquibase;

import com.levymaster.migrate.definition.Sha256;
import java.util.regex.Pattern;

/**
 * What identifies a change set for Liquibase.
 *
 * @param file the path of its change log, without {@code classpath:} and a slash at its beginning
 */
public record ChangeSetKey(String file, String id, String author) {

    private static final String PREFIX = "lb";
    private static final int DIGITS = 10;
    private static final Pattern REVISION = Pattern.compile(PREFIX + "[0-9a-f]{" + DIGITS + "}(_.*)?");

    public ChangeSetKey {
        file = file.replace('\\', '/').replaceFirst("^classpath\\*?:", "").replaceFirst("^/+", "");
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
