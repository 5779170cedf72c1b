package com.levymaster.migrate.command;

import com.levymaster.migrate.error.MigrationException;
import org.jspecify.annotations.Nullable;

/** Hears of each tenant that an upgrade is done with. Not called by two threads at a time. */
@FunctionalInterface
public interface TenantProgress {

    /**
     * A tenant is upgraded, or has failed.
     *
     * @param done how many are done, this one included
     * @param planned how many have something to do
     */
    void done(String tenant, int done, int planned, @Nullable MigrationException failure);
}
