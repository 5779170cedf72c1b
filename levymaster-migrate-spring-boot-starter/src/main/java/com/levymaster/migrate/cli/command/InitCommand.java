package com.levymaster.migrate.cli.command;

import com.levymaster.migrate.cli.output.ExitCode;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.revision.RevisionGraph;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.revision.RevisionRequest;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "init",
        description =
                "Makes the package of revisions and the first of them, in a project that has none. Asks no database.")
final class InitCommand extends DbCommand {

    @Mixin
    NewRevisionOptions options = new NewRevisionOptions();

    @Override
    public Integer call() {
        RevisionGraph graph = migrator().graph();
        if (!graph.isEmpty()) {
            throw new MigrationException(
                    "The application has " + graph.headers().size() + " revisions already, the first of them "
                            + graph.headers().get(0).title() + ".",
                    "add another with `db revision` or `db migrate`.");
        }
        RevisionRequest request = options.request(List.of("base"), "initial");
        RevisionHeader header = graph.newHeader(request);
        Project.TargetPackage place = db().project().firstPlace(graph);
        RevisionWriter writer = new RevisionWriter(db());
        Path described = RevisionWriter.write(place, "package-info.java", packageInfo(place.packageName()));
        Path first = writer.write(place, header);
        if (!json()) {
            terminal().line("Wrote " + described + ".");
        }
        writer.say(header, first);
        if (!json()) {
            terminal()
                    .line("Next: say in upgrade() what the database needs, or let `db migrate` draft a revision from"
                            + " the entities; then `db upgrade`.");
        }
        return ExitCode.DONE;
    }

    private static String packageInfo(String packageName) {
        return "/** The revisions of the database, each a step from the one before. */\npackage " + packageName + ";\n";
    }
}
