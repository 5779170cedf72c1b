package com.levymaster.migrate.rehearse;

import java.util.Arrays;
import java.util.Locale;

/** The modes of table locks, the strongest last. */
public enum LockMode {
    ACCESS_SHARE,
    ROW_SHARE,
    ROW_EXCLUSIVE,
    SHARE_UPDATE_EXCLUSIVE,
    SHARE,
    SHARE_ROW_EXCLUSIVE,
    EXCLUSIVE,
    ACCESS_EXCLUSIVE;

    /** @param text as {@code pg_locks} has it, such as {@code AccessExclusiveLock} */
    static LockMode of(String text) {
        String name = text.replace("Lock", "").toUpperCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(mode -> mode.name().replace("_", "").equals(name))
                .findFirst()
                .orElse(ACCESS_SHARE);
    }

    /** Whether writers, or also readers, wait for it. */
    public boolean isStrong() {
        return compareTo(SHARE) >= 0;
    }

    /** As the documentation of the server writes it: {@code ACCESS EXCLUSIVE}. */
    public String title() {
        return name().replace('_', ' ');
    }
}
