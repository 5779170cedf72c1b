package com.levymaster.migrate.adopt;

import com.levymaster.migrate.error.MigrationException;

/** Adopts a database by a baseline revision that is written from the database itself. */
public final class ExistingSource implements AdoptionSource {

    @Override
    public String name() {
        return "existing";
    }

    @Override
    public boolean fits(ExistingDatabase found) {
        return found.tables() > 0;
    }

    @Override
    public Adoption plan(AdoptionRequest request) {
        throw new MigrationException("Not yet.", "wait.");
    }
}
