package com.levymaster.migrate.command;

import com.levymaster.migrate.adopt.Adoption;
import com.levymaster.migrate.adopt.AdoptionRequest;
import com.levymaster.migrate.adopt.ExistingDatabase;
import com.levymaster.migrate.adopt.WrittenSql;
import com.levymaster.migrate.definition.RepeatableContent;
import com.levymaster.migrate.definition.RevisionDefinitions;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.lock.MigrationLock;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.store.HistoryEvent;
import com.levymaster.migrate.store.NewHistoryEntry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Records the revisions that describe a database that was there before. */
final class Adopter {

    private static final int SHOWN = 20;

    private final DatabaseSession session;
    private final RevisionDefinitions revisions;
    private final MigratorSettings settings;

    Adopter(DatabaseSession session, RevisionDefinitions revisions, MigratorSettings settings) {
        this.session = session;
        this.revisions = revisions;
        this.settings = settings;
    }

    /** What {@link #adopt} would do, with what differs. */
    Adoption preview(AdoptionOptions options) throws SQLException {
        return proved(plan(options, session.readVersionState()), options);
    }

    /** Passes the plan to the writer of its files, then records its revisions. */
    Adoption adopt(AdoptionOptions options, Consumer<Adoption> writer) throws SQLException {
        PlanChecks.checkWriting(session, settings);
        try (MigrationLock lock = session.lock()) {
            lock.acquire();
            VersionState state = session.readVersionState();
            return adopt(options, state, lock, writer);
        }
    }

    private Adoption adopt(AdoptionOptions options, VersionState state, MigrationLock lock, Consumer<Adoption> writer)
            throws SQLException {
        Adoption adoption = proved(plan(options, state), options);
        if (adoption.isRefused(options.unproved())) {
            throw refused(adoption);
        }
        writer.accept(adoption);
        record(adoption, state, lock);
        return adoption;
    }

    private void record(Adoption adoption, VersionState state, MigrationLock lock) throws SQLException {
        try {
            session.write(state, lock, statements(adoption));
        } catch (MigrationException e) {
            throw adoption.files().isEmpty()
                    ? e
                    : new MigrationException(
                            "The files are written, but nothing is recorded in the database: " + e.problem(),
                            "run the same command again: it keeps the files, and records their revisions. "
                                    + e.remedy(),
                            e);
        }
    }

    /** As {@link #adopt}, unless the database is not used, or another process has adopted it since. */
    Optional<Adoption> adoptIfUnversioned(AdoptionOptions options) throws SQLException {
        if (session.existing() == null) {
            return Optional.empty();
        }
        PlanChecks.checkWriting(session, settings);
        try (MigrationLock lock = session.lock()) {
            lock.acquire();
            VersionState state = session.readVersionState();
            return state.applied().isEmpty()
                    ? Optional.of(adopt(options, state, lock, planned -> {}))
                    : Optional.empty();
        }
    }

    private Adoption plan(AdoptionOptions options, VersionState state) throws SQLException {
        if (!state.applied().isEmpty()) {
            throw new MigrationException(
                    "The database has a revision history: " + String.join(", ", state.applied())
                            + (state.applied().size() == 1 ? " is" : " are") + " applied. Nothing was changed.",
                    revisions.graph().unknown(state.applied()).isEmpty()
                            ? "there is nothing to adopt; `db current` shows its state."
                            : "compile the application, if their sources are there, or restore them; if they are lost,"
                                    + " forget the revisions with `db stamp --purge base`, and adopt the database again.");
        }
        ExistingDatabase found = ExistingDatabase.read(session.connection());
        return AdoptionSources.select(options.from(), found)
                .plan(new AdoptionRequest(
                        session.connection(),
                        found,
                        revisions,
                        settings.arguments(),
                        options.target(),
                        options.flyway(),
                        options.liquibase()));
    }

    private Adoption proved(Adoption adoption, AdoptionOptions options) throws SQLException {
        ScratchServer scratch = options.scratch();
        if (adoption.operations().isEmpty()) {
            return new ToolComparison(session, revisions, settings).of(adoption, options);
        }
        if (adoption.proved() || scratch == null) {
            return adoption;
        }
        List<ObjectName> excluded = ExistingDatabase.read(session.connection()).bookkeeping();
        try {
            return new BaselineProof(session.connection(), session.dialect(), excluded).of(adoption, scratch);
        } catch (ScratchServer.RefusedException e) {
            return adoption.withRemark("The baseline is not proved: " + e.problem());
        } catch (MigrationException e) {
            if (options.unproved()) {
                return adoption.withRemark(e.problem());
            }
            throw e;
        }
    }

    private static MigrationException refused(Adoption adoption) {
        if (adoption.differences().isEmpty()) {
            return new MigrationException(
                    "The baseline cannot be proved, since there is no right to create a scratch database."
                            + " Nothing was written.",
                    "name a server with --scratch-url, let the role create databases (alter role … createdb), or adopt it"
                            + " with --unproved.");
        }
        List<String> differences = adoption.differences();
        return new MigrationException(
                "The database differs from what "
                        + (adoption.files().isEmpty() ? "the adopted revision creates" : "can be written of it")
                        + ":\n  - "
                        + String.join("\n  - ", differences.subList(0, Math.min(SHOWN, differences.size())))
                        + (differences.size() > SHOWN ? "\n  - and " + (differences.size() - SHOWN) + " more" : "")
                        + "\nNothing was written.",
                adoption.files().isEmpty()
                        ? "make the database equal, or correct the revision if it was edited; --unproved records it as it is."
                        : "write the rest by hand: --unproved writes the revision and records it as it is.");
    }

    private List<String> repeatables(@Nullable WrittenSql written) {
        List<String> statements = new ArrayList<>();
        if (written != null && !written.current().isEmpty()) {
            statements.addAll(session.repeatables().createStatements());
            for (RepeatableContent content : written.current()) {
                RevisionHeader header = RevisionHeader.ofRepeatable(content.name(), List.of(), "");
                statements.add(session.repeatables().recordIf("true", content));
                statements.add(session.history()
                        .insert(NewHistoryEntry.of(HistoryEvent.APPLIED, header, Duration.ZERO)
                                .withChecksum(content.checksum(), null)
                                .withSql(content.text())));
            }
        }
        return statements;
    }

    private List<String> statements(Adoption adoption) {
        List<String> statements = new ArrayList<>();
        for (RevisionHeader header : adoption.revisions()) {
            statements.add(session.versions().insert(header.id()));
            statements.add(session.history().insert(NewHistoryEntry.of(HistoryEvent.ADOPT, header, Duration.ZERO)));
        }
        statements.addAll(repeatables(adoption.written()));
        return statements;
    }
}
