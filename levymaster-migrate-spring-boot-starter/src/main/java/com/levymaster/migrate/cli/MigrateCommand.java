package com.levymaster.migrate.cli;

import com.levymaster.migrate.error.MigrateException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "migrate", description = "Writes the revision that leads from the database to the entities.")
final class MigrateCommand extends DbCommand {

    @Mixin
    NewRevisionOptions options = new NewRevisionOptions();

    @Override
    public Integer call() {
        throw new MigrateException(
                "This build cannot draft revisions from entities yet. Nothing was written.",
                "write one with `db revision -m \"…\"`.");
    }
}
