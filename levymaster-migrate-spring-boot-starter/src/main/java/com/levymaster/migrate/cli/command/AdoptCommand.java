package com.levymaster.migrate.cli.command;

import com.levymaster.migrate.adopt.Adoption;
import com.levymaster.migrate.adopt.Adoption.SourceFile;
import com.levymaster.migrate.adopt.AdoptionRequest.Target;
import com.levymaster.migrate.autogenerate.SourceFiles;
import com.levymaster.migrate.cli.output.ExitCode;
import com.levymaster.migrate.command.AdoptionOptions;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.ScratchServer;
import com.levymaster.migrate.flyway.FlywayOptions;
import com.levymaster.migrate.revision.RevisionGraph;
import com.levymaster.migrate.revision.RevisionHeader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
            description = "existing, alembic, flyway or liquibase; found out if it is not given.")
    @Nullable
    String from;

    @Option(
            names = "--alembic-dir",
            paramLabel = "DIR",
            description = "The Alembic project, or its directory of revisions; by default the working directory.")
    @Nullable
    Path alembicDirectory;

    @Option(
            names = "--locations",
            split = ",",
            paramLabel = "DIR",
            description = "The directories of Flyway's files; by default spring.flyway.locations, else db/migration.")
    @Nullable
    List<String> locations;

    @Option(
            names = "--flyway-table",
            paramLabel = "TABLE",
            description = "The history table of Flyway, with or without its schema, if there are several.")
    @Nullable
    String flywayTable;

    @Mixin
    LiquibaseCommandOptions liquibase = new LiquibaseCommandOptions();

    @Option(names = "--dry-run", description = "Only show what would be written and recorded.")
    boolean dryRun;

    @Option(
            names = "--scratch-url",
            paramLabel = "URL",
            description =
                    "The server on which the baseline is proved in a temporary database; by default that of the database.")
    @Nullable
    String scratchUrl;

    @Option(names = "--unproved", description = "Also adopt a database for which no equal database could be created.")
    boolean unproved;

    @Override
    public boolean isForEachDatabase() {
        return false;
    }

    @Override
    public Integer call() {
        Migrator migrator = migrator();
        RevisionGraph graph = migrator.graph();
        Project project = db().project();
        Project.TargetPackage target = project.adoptionPackage(graph);
        List<RevisionSourceFile> left = Project.uncompiled(target, graph);
        AdoptionOptions options = new AdoptionOptions(
                from,
                target(target, left, project.resources(graph)),
                scratch(migrator),
                unproved,
                flyway(),
                liquibase.of(db().application().liquibase()));
        Adoption adoption = dryRun
                ? migrator.previewAdoption(options)
                : migrator.adopt(options, planned -> write(planned, target, left, project.resources(graph)));
        if (json()) {
            terminal().json(json(adoption, target));
        } else if (dryRun) {
            print(adoption, target);
            terminal()
                    .line(
                            adoption.isRefused(unproved)
                                    ? "Nothing was written; without --dry-run the command refuses this, unless --unproved is given."
                                    : "Nothing was written.");
        } else {
            terminal()
                    .line("The database is adopted at "
                            + heads(adoption)
                            + "; nothing was executed."
                            + (adoption.files().isEmpty() ? "" : " Compile the application before the next command."));
        }
        return dryRun && adoption.isRefused(unproved) ? ExitCode.FOUND : ExitCode.DONE;
    }

    private static String heads(Adoption adoption) {
        return RevisionGraph.of(adoption.revisions()).effectiveHeads().stream()
                .map(RevisionHeader::id)
                .collect(Collectors.joining(", "));
    }

    /** @param left files of a run that was interrupted before it recorded them; the baseline keeps its id */
    private Target target(Project.TargetPackage target, List<RevisionSourceFile> left, Path resources) {
        if (revision.id == null && left.size() == 1) {
            revision.id = left.get(0).id();
        }
        return new Target(
                target.packageName(),
                db().application().autogenerateOptions().template(),
                revision.request(List.of("base"), "baseline"),
                (alembicDirectory == null ? Path.of("") : alembicDirectory).toAbsolutePath(),
                resources);
    }

    private FlywayOptions flyway() {
        FlywayOptions options = db().application().flyway();
        options = flywayTable == null ? options : options.withTable(flywayTable);
        return locations == null ? options : options.withLocations(locations);
    }

    private @Nullable ScratchServer scratch(Migrator migrator) {
        ScratchServer configured = db().application().scratch();
        if (scratchUrl == null) {
            return configured == null ? ServerOfDataSource.of(migrator.dataSource()) : configured;
        }
        return configured == null
                ? new ScratchServer(scratchUrl, null, null)
                : new ScratchServer(scratchUrl, configured.user(), configured.password());
    }

    /** @param resources the directory of SQL files, which are all or none */
    private void write(Adoption adoption, Project.TargetPackage target, List<RevisionSourceFile> left, Path resources) {
        Project.refuseUnknown(left.stream()
                .map(file -> file.path().getFileName().toString())
                .filter(name -> adoption.files().stream()
                        .noneMatch(file -> file.fileName().equals(name)))
                .toList());
        if (!json()) {
            print(adoption, target);
        }
        SourceFiles files = new SourceFiles();
        for (SourceFile file : adoption.files()) {
            Path directory = isJava(file) ? target.sourceDirectory() : Project.created(resources);
            files.with(directory, file.packageName(), file.fileName(), file.text());
        }
        files.complete();
    }

    private static boolean isJava(SourceFile file) {
        return file.fileName().endsWith(".java");
    }

    private void print(Adoption adoption, Project.TargetPackage target) {
        adoption.remarks().forEach(remark -> terminal().err().println("Warning: " + remark));
        for (RevisionHeader header : adoption.revisions()) {
            terminal().line("Revision " + header.title() + described(adoption));
        }
        adoption.files().forEach(file -> terminal().line((dryRun ? "Would write " : "Writes ") + path(file, target)));
        adoption.differences().forEach(difference -> terminal().line("  differs: " + difference));
    }

    private Path path(SourceFile file, Project.TargetPackage target) {
        return isJava(file)
                ? target.directory().resolve(file.fileName())
                : db().project()
                        .resources(migrator().graph())
                        .resolve(file.packageName().replace('.', '/'))
                        .resolve(file.fileName());
    }

    private static String described(Adoption adoption) {
        int steps = adoption.operations().size();
        return steps == 0
                ? " is applied, as " + recordedIn(adoption.from()) + " says."
                : " describes the database in " + steps + (steps == 1 ? " step" : " steps")
                        + (adoption.proved() ? ", proved: they give an equal database." : ", not proved.");
    }

    private static String recordedIn(String tool) {
        return switch (tool) {
            case "flyway" -> "the history of Flyway";
            case "liquibase" -> "the history of Liquibase";
            default -> "alembic_version";
        };
    }

    private Map<String, Object> json(Adoption adoption, Project.TargetPackage target) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("from", adoption.from());
        json.put("dryRun", dryRun);
        json.put(
                "files",
                adoption.files().stream()
                        .map(file -> path(file, target).toString())
                        .toList());
        json.put(
                "revisions",
                adoption.revisions().stream().map(RevisionHeader::id).toList());
        json.put("steps", adoption.operations().size());
        json.put("proved", adoption.proved());
        json.put("refused", adoption.isRefused(unproved));
        json.put("differences", adoption.differences());
        json.put("remarks", adoption.remarks());
        return json;
    }
}
