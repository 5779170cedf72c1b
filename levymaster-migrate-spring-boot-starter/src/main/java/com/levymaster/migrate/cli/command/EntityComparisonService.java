package com.levymaster.migrate.cli.command;

import com.levymaster.migrate.autogenerate.Autogenerate;
import com.levymaster.migrate.autogenerate.AutogenerateOptions;
import com.levymaster.migrate.autogenerate.AutogenerateOptions.Choice;
import com.levymaster.migrate.autogenerate.Comparison;
import com.levymaster.migrate.autogenerate.DesiredModel;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.ScratchServer;
import com.levymaster.migrate.command.Status;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.revision.RevisionGraph;
import java.io.BufferedReader;
import java.util.LinkedHashSet;
import java.util.Set;

/** Compares the entities with the database, or with the schema that the revisions produce. */
final class EntityComparisonService {

    private final DbRootCommand db;
    private final AutogenerateOptionsMixin mixin;

    EntityComparisonService(DbRootCommand db, AutogenerateOptionsMixin mixin) {
        this.db = db;
        this.mixin = mixin;
    }

    /**
     * Compares, and lets the user at the terminal decide about ambiguous renames.
     *
     * @return the comparison; still ambiguous if there is no user to ask
     * @throws MigrationException as {@link #compare} does, or if the user stops
     */
    Comparison compareInteractively(Migrator migrator, AutogenerateOptions options) {
        BufferedReader input = mixin.noInput || db.json ? null : db.terminal().in();
        Comparison comparison = compare(migrator, options);
        if (!mixin.noDatabase) {
            migrator.status().waits().ifPresent(waits -> {
                throw new MigrationException(
                        waits + ". The new revision would come after it. Nothing was written.",
                        "run `db upgrade --phase contract` on the database of your development first, or compare with"
                                + " the revisions: --no-database.");
            });
        }
        AutogenerateOptions answered = options;
        while (comparison.isAmbiguous() && input != null) {
            answered = new RenamePrompt(db.terminal(), input).ask(comparison.ambiguousRenames(), answered);
            comparison = compare(migrator, answered);
        }
        return comparison;
    }

    /**
     * Tries the draft on the database, unless none is used, or the draft is refused anyway.
     *
     * @throws MigrationException if it cannot run
     */
    Comparison tried(Comparison comparison, Migrator migrator, AutogenerateOptions options) {
        boolean refused = comparison.isAmbiguous()
                || !options.has(Choice.DESTRUCTIVE) && !comparison.losses().isEmpty();
        return mixin.noDatabase || refused
                ? comparison
                : migrator.attempt(
                        comparison,
                        db.application().model(mixin.unit),
                        options,
                        db.application().scratch());
    }

    /** @throws MigrationException if the database has pending revisions, or the application has no entities */
    Comparison compare(Migrator migrator, AutogenerateOptions options) {
        if (mixin.scratchUrl != null && !mixin.noDatabase) {
            throw new MigrationException(
                    "--scratch-url replaces the application's own database, but without --no-database that one is"
                            + " used.",
                    "add --no-database, or omit --scratch-url.");
        }
        if (!mixin.noDatabase) {
            requireAtHead(migrator);
        }
        DesiredModel model = db.application().model(mixin.unit);
        if (!mixin.noDatabase) {
            return migrator.compareEntities(model, options, db.application().scratch());
        }
        Autogenerate autogenerate = new Autogenerate(options);
        ScratchServer scratch = mixin.scratch(db.application().scratch());
        return scratch == null
                ? autogenerate.compare(model, migrator.replay())
                : migrator.replayOnScratch(scratch, connection -> autogenerate.compare(model, connection));
    }

    private static void requireAtHead(Migrator migrator) {
        RevisionGraph graph = migrator.graph();
        Status status = migrator.status();
        Set<String> applied = new LinkedHashSet<>(status.applied());
        applied.addAll(RevisionFormatter.ids(status.waiting()));
        Autogenerate.requireAtHead(
                RevisionFormatter.ids(graph.effectiveHeads()), RevisionFormatter.ids(graph.headsOf(applied)));
    }
}
