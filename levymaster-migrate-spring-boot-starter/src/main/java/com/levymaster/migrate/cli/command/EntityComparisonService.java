package com.levymaster.migrate.cli.command;

import com.levymaster.migrate.autogenerate.AmbiguousRenameException;
import com.levymaster.migrate.autogenerate.Autogenerate;
import com.levymaster.migrate.autogenerate.Comparison;
import com.levymaster.migrate.autogenerate.DesiredModel;
import com.levymaster.migrate.cli.output.RevisionFormatter;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.ScratchServer;
import com.levymaster.migrate.command.Status;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.revision.RevisionGraph;
import java.io.BufferedReader;
import java.sql.Connection;
import java.sql.SQLException;

/** Holds the entities against the database. */
final class EntityComparisonService {

    private final DbRootCommand db;
    private final AutogenerateOptionsMixin options;

    EntityComparisonService(DbRootCommand db, AutogenerateOptionsMixin options) {
        this.db = db;
        this.options = options;
    }

    Autogenerate autogenerate() {
        return new Autogenerate(options.options(db.application().autogenerateOptions()));
    }

    /** As {@link #compare}, and whoever sits at the terminal is asked what was renamed. */
    Comparison compareAsking(Migrator migrator) {
        BufferedReader person =
                options.noInput || db.json ? null : db.terminal().in();
        while (true) {
            try {
                return compare(migrator);
            } catch (AmbiguousRenameException e) {
                if (person == null) {
                    throw e;
                }
                new RenamePrompt(db.terminal(), person, options).ask(e);
            }
        }
    }

    /** @throws MigrationException when the database is not at the heads, or there are no entities */
    Comparison compare(Migrator migrator) {
        if (options.scratchUrl != null && !options.noDatabase) {
            throw new MigrationException(
                    "--scratch-url stands in for the application's own database, and that is asked.",
                    "say --no-database with it, or leave it out.");
        }
        return options.noDatabase ? compareReplayed(migrator) : compareLive(migrator);
    }

    private Comparison compareReplayed(Migrator migrator) {
        DesiredModel model = db.application().model(options.unit);
        ScratchServer scratch = options.scratch(db.application().scratch());
        return scratch == null
                ? autogenerate().compare(model, migrator.replay())
                : migrator.replayOnScratch(scratch, connection -> autogenerate().compare(model, connection));
    }

    private Comparison compareLive(Migrator migrator) {
        RevisionGraph graph = migrator.graph();
        Status status = migrator.status();
        Autogenerate.requireAtHead(
                RevisionFormatter.ids(graph.effectiveHeads()), RevisionFormatter.ids(graph.headsOf(status.applied())));
        DesiredModel model = db.application().model(options.unit);
        try (Connection connection = migrator.dataSource().getConnection()) {
            return autogenerate().compare(model, connection);
        } catch (SQLException e) {
            throw new MigrationException(
                    "The database cannot be read: " + e.getMessage() + ". Nothing was written.",
                    "look at the server's log, then run the command again.",
                    e);
        }
    }
}
