package com.levymaster.migrate.cli.command;

import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.ScratchServer;
import com.levymaster.migrate.error.MigrationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where temporary databases are created. */
final class ScratchOptions {

    @Option(
            names = "--scratch-url",
            paramLabel = "URL",
            description = "The server of the temporary databases; by default that of the database.")
    @Nullable
    String url;

    /** Whether the command line or the configuration names a server, so that it need not be that of the database. */
    boolean isNamed(CommandContext application) {
        return url != null || application.scratch() != null;
    }

    /**
     * Returns the server that the command line names, else the configured one, else that of the database.
     *
     * @throws MigrationException if the data source of the database does not tell its URL
     */
    ScratchServer server(CommandContext application, Migrator migrator) {
        ScratchServer configured = application.scratch();
        ScratchServer server = configured == null ? ServerOfDataSource.of(migrator.dataSource()) : configured;
        if (url != null) {
            return new ScratchServer(
                    url,
                    configured == null ? null : configured.user(),
                    configured == null ? null : configured.password());
        }
        if (server == null) {
            throw new MigrationException(
                    "The data source does not tell its URL, so that no scratch database can be created on its server."
                            + " Nothing was changed.",
                    "name a server with --scratch-url.");
        }
        return server;
    }
}
