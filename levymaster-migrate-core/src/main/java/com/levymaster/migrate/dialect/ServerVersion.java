package com.levymaster.migrate.dialect;

import com.levymaster.migrate.error.MigrationException;

/**
 * What the text has to know of the server.
 *
 * @param version as {@code server_version_num} tells it
 */
record ServerVersion(int version) {

    int major() {
        return version / 10000;
    }

    /**
     * Refuses what this server does not have yet.
     *
     * @param what the beginning of a sentence, such as {@code Column a.b is a virtual generated column}
     * @param remedy what can be done on an older server
     */
    void require(int major, String what, String remedy) {
        if (major() < major) {
            throw new MigrationException(
                    what + ", which PostgreSQL has since version " + major + "; this server has version " + major()
                            + ".",
                    remedy);
        }
    }
}
