package com.levymaster.migrate.explorer;

import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.Status;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.store.UnfinishedRevision;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The state of the real database.
 *
 * @param state the applied set, the progress that the status reports, and the contents
 * @param reported what {@code unfinishedRevisions} answers
 * @param valid whether {@code validate} passes
 */
record Observation(ModelState state, Set<String> reported, boolean valid) {

    static final Observation NOTHING = new Observation(ModelState.EMPTY, Set.of(), false);

    static Observation of(ExploredDatabase database, Migrator migrator) throws SQLException {
        Status status = migrator.status();
        Map<String, Progress> unfinished = new TreeMap<>();
        for (UnfinishedRevision revision : status.unfinished()) {
            unfinished.put(revision.id(), Progress.of(revision));
        }
        ModelState state = new ModelState(status.applied(), Set.of(), database.effects(), unfinished, true);
        return new Observation(state, migrator.unfinishedRevisions(), isValid(migrator));
    }

    private static boolean isValid(Migrator migrator) {
        try {
            migrator.validate("heads");
            return true;
        } catch (MigrationException e) {
            return false;
        }
    }
}
