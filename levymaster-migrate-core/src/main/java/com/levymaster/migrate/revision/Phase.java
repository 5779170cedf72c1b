package com.levymaster.migrate.revision;

/** Beside which builds of the application a revision may run. */
public enum Phase {
    /** Beside the previous build, too: the start of an application runs it. */
    EXPAND,
    /** Only once no older build runs: it waits for {@code db upgrade --phase contract}. */
    CONTRACT
}
