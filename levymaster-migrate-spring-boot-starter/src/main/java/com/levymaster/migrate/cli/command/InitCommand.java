package com.levymaster.migrate.cli.command;

import com.levymaster.migrate.cli.output.ExitCode;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.revision.RevisionGraph;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.revision.RevisionRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "init",
        description = "Creates the package of revisions and the first revision, in a project that has none. Uses no"
                + " database.")
final class InitCommand extends DbCommand {

    @Mixin
    NewRevisionOptions options = new NewRevisionOptions();

    @Override
    public boolean isForEachDatabase() {
        return false;
    }

    @Override
    public boolean usesDatabase() {
        return false;
    }

    @Override
    public Integer call() {
        RevisionGraph graph = migrator().graph();
        if (!graph.isEmpty()) {
            int count = graph.headers().size();
            String first = graph.headers().get(0).title();
            throw new MigrationException(
                    count == 1
                            ? "The application has a revision already: " + first + "."
                            : "The application has " + count + " revisions already, the first of them " + first + ".",
                    "add another with `db revision` or `db migrate`.");
        }
        RevisionRequest request = options.request(List.of("base"), "initial");
        RevisionHeader header = graph.newHeader(request);
        Project.TargetPackage target = db().project().initialPackage(graph);
        RevisionWriter writer = new RevisionWriter(db());
        Path packageInfo = writePackageInfo(target);
        Path first = writer.write(target, header);
        if (!json()) {
            terminal().line("Wrote " + packageInfo + ".");
        }
        writer.print(header, first);
        if (!json()) {
            terminal()
                    .line("Next: describe the schema changes in upgrade(), or let `db migrate` draft a revision from"
                            + " the entities; then `db upgrade`.");
        }
        return ExitCode.DONE;
    }

    private static Path writePackageInfo(Project.TargetPackage target) {
        Path file = target.directory().resolve("package-info.java");
        try {
            Files.createDirectories(target.directory());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        OutputFile.write(
                file,
                "/** The revisions of the database, each a step from the one before. */\npackage "
                        + target.packageName() + ";\n");
        return file;
    }
}
