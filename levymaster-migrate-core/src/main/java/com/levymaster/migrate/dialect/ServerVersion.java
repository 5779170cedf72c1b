package com.levymaster.migrate.dialect;

import com.levymaster.migrate.error.MigrationException;

/**
 * The version of the server, and its requirements.
 *
 * @param version the {@code server_version_num}
 */
record ServerVersion(int version) {

    int major() {
        return version / 10000;
    }

    /**
     * Requires a minimum major version.
     *
     * @param what the start of the error message, such as {@code Column a.b is a virtual generated column}
     * @param remedy what to do on an older server
     * @throws MigrationException if the server is older
     */
    void require(int major, String what, String remedy) {
        if (major() < major) {
            throw new MigrationException(
                    what + ", which requires PostgreSQL " + major + "; this server has version " + major() + ".",
                    remedy);
        }
    }
}
