package com.levymaster.migrate.cli;

import com.levymaster.migrate.autogenerate.Autogenerate;
import com.levymaster.migrate.autogenerate.Comparison;
import com.levymaster.migrate.autogenerate.DesiredModel;
import com.levymaster.migrate.autogenerate.UnclearRenameException;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.ScratchServer;
import com.levymaster.migrate.command.Status;
import com.levymaster.migrate.error.MigrateException;
import com.levymaster.migrate.revision.RevisionGraph;
import java.io.BufferedReader;
import java.sql.Connection;
import java.sql.SQLException;

/** Holds the entities against the database. */
final class Drafting {

    private final Db db;
    private final DraftOptions options;

    Drafting(Db db, DraftOptions options) {
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
            } catch (UnclearRenameException e) {
                if (person == null) {
                    throw e;
                }
                new RenameQuestions(db.terminal(), person, options).ask(e);
            }
        }
    }

    /** @throws MigrateException when the database is not at the heads, or there are no entities */
    Comparison compare(Migrator migrator) {
        if (options.scratchUrl != null && !options.noDatabase) {
            throw new MigrateException(
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
                : migrator.replayOn(scratch, connection -> autogenerate().compare(model, connection));
    }

    private Comparison compareLive(Migrator migrator) {
        RevisionGraph graph = migrator.graph();
        Status status = migrator.status();
        Autogenerate.requireAtHead(
                RevisionText.ids(graph.effectiveHeads()), RevisionText.ids(graph.headsOf(status.applied())));
        DesiredModel model = db.application().model(options.unit);
        try (Connection connection = migrator.dataSource().getConnection()) {
            return autogenerate().compare(model, connection);
        } catch (SQLException e) {
            throw new MigrateException(
                    "The database cannot be read: " + e.getMessage() + ". Nothing was written.",
                    "look at the server's log, then run the command again.",
                    e);
        }
    }
}
