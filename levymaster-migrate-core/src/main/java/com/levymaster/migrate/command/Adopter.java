package com.levymaster.migrate.command;

import com.levymaster.migrate.adopt.Adoption;
import com.levymaster.migrate.adopt.AdoptionRequest;
import com.levymaster.migrate.adopt.AdoptionRequest.Target;
import com.levymaster.migrate.adopt.ExistingDatabase;
import com.levymaster.migrate.definition.RevisionDefinitions;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.lock.MigrationLock;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.store.HistoryEvent;
import com.levymaster.migrate.store.NewHistoryEntry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Records the revisions that describe a database that was there before. */
final class Adopter {

    private final DatabaseSession session;
    private final RevisionDefinitions revisions;
    private final MigratorSettings settings;

    Adopter(DatabaseSession session, RevisionDefinitions revisions, MigratorSettings settings) {
        this.session = session;
        this.revisions = revisions;
        this.settings = settings;
    }

    /** What {@link #adopt} would do. */
    Adoption preview(@Nullable String from, @Nullable Target target) throws SQLException {
        return plan(from, target, session.readVersionState());
    }

    /** Passes the plan to the writer of its files, then records its revisions. */
    Adoption adopt(@Nullable String from, @Nullable Target target, Consumer<Adoption> writer) throws SQLException {
        PlanChecks.checkWriting(session, settings);
        try (MigrationLock lock = session.lock()) {
            lock.acquire();
            VersionState state = session.readVersionState();
            Adoption adoption = plan(from, target, state);
            writer.accept(adoption);
            session.write(state, lock, statements(adoption));
            return adoption;
        }
    }

    private Adoption plan(@Nullable String from, @Nullable Target target, VersionState state) throws SQLException {
        if (!state.applied().isEmpty()) {
            throw new MigrationException(
                    "The database has a revision history: " + String.join(", ", state.applied())
                            + (state.applied().size() == 1 ? " is" : " are") + " applied. Nothing was changed.",
                    "there is nothing to adopt; `db current` shows its state.");
        }
        ExistingDatabase found = ExistingDatabase.read(session.connection());
        return AdoptionSources.select(from, found)
                .plan(new AdoptionRequest(session.connection(), found, revisions, settings.arguments(), target));
    }

    private List<String> statements(Adoption adoption) {
        List<String> statements = new ArrayList<>();
        for (RevisionHeader header : adoption.revisions()) {
            statements.add(session.versions().insert(header.id()));
            statements.add(session.history().insert(NewHistoryEntry.of(HistoryEvent.STAMP, header, Duration.ZERO)));
        }
        return statements;
    }
}
