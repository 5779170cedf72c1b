package com.levymaster.migrate.checksum;

/** What to do about an applied revision that says something else than when it was applied. */
public enum ChecksumPolicy {
    /** Log what differs, and go on. */
    WARN,
    /** Refuse, with what differs. */
    FAIL,
    /** Do not even look. */
    IGNORE
}
