package com.levymaster.migrate.cli.command;

import com.levymaster.migrate.adopt.Adoption;
import com.levymaster.migrate.adopt.AdoptionRequest.Target;
import com.levymaster.migrate.cli.output.ExitCode;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.revision.RevisionGraph;
import com.levymaster.migrate.revision.RevisionHeader;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "adopt",
        description = {
            "Takes over a database that was there before: writes the revisions that describe it, and marks them as applied.",
            "Nothing in the database is changed but the version table."
        })
final class AdoptCommand extends DbCommand {

    @Mixin
    NewRevisionOptions revision = new NewRevisionOptions();

    @Option(
            names = "--from",
            paramLabel = "SOURCE",
            description = "existing or alembic; found out if it is not given.")
    @Nullable
    String from;

    @Option(
            names = "--alembic-dir",
            paramLabel = "DIR",
            description = "The Alembic project, or its directory of revisions; by default the working directory.")
    @Nullable
    Path alembicDirectory;

    @Option(names = "--dry-run", description = "Only show what would be written and recorded.")
    boolean dryRun;

    @Override
    public Integer call() {
        Migrator migrator = migrator();
        RevisionGraph graph = migrator.graph();
        Project project = db().project();
        Project.TargetPackage target = graph.isEmpty() ? project.initialPackage(graph) : project.targetPackage(graph);
        Target files = new Target(
                target.packageName(),
                db().application().autogenerateOptions().template(),
                revision.request(List.of("base"), "baseline"),
                (alembicDirectory == null ? Path.of("") : alembicDirectory).toAbsolutePath());
        if (dryRun) {
            print(migrator.previewAdoption(from, files));
        } else {
            migrator.adopt(from, files, adoption -> write(adoption, target));
        }
        return ExitCode.DONE;
    }

    private void write(Adoption adoption, Project.TargetPackage target) {
        print(adoption);
    }

    private void print(Adoption adoption) {
        adoption.files().forEach(file -> terminal().line("  " + file.fileName()));
        adoption.revisions().stream().map(RevisionHeader::title).forEach(title -> terminal()
                .line("  " + title));
    }
}
