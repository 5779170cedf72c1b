package com.levymaster.migrate.adopt;

/** Reads the revisions that describe an existing database from one kind of source: the database itself, or another tool. */
public interface AdoptionSource {

    /** The value of {@code --from} and of {@code levymaster.migrate.adopt}. */
    String name();

    /** Whether the database looks like one of this source. The first source that fits is chosen if none is named. */
    boolean fits(ExistingDatabase found);

    /**
     * Determines what is to be written and recorded. Writes nothing, neither files nor rows.
     *
     * @throws com.levymaster.migrate.error.MigrationException if the database cannot be adopted as it is
     */
    Adoption plan(AdoptionRequest request);
}
