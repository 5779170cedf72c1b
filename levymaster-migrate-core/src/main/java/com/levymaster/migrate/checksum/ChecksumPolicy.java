package com.levymaster.migrate.checksum;

/** The reaction to applied revisions that were edited. */
public enum ChecksumPolicy {
    /** Logs the differences and continues. */
    WARN,
    /** Throws an exception with the differences. */
    FAIL,
    /** Does not compare. */
    IGNORE
}
