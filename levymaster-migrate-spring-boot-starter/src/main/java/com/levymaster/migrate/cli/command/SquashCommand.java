package com.levymaster.migrate.cli.command;

import com.levymaster.migrate.adopt.Adoption.SourceFile;
import com.levymaster.migrate.adopt.AdoptionRequest.Target;
import com.levymaster.migrate.autogenerate.SourceFiles;
import com.levymaster.migrate.cli.output.ExitCode;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.Squash;
import com.levymaster.migrate.command.SquashOptions;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "squash",
        description = {
            "Writes one revision that replaces the revisions of a range, proved to give an equal database.",
            "Nothing in the database is changed; the replaced revisions stay until you delete them."
        })
final class SquashCommand extends DbCommand {

    @Parameters(
            paramLabel = "FROM:TO",
            description = "Both included: base:ID, or a stretch of a branch with one beginning and one end.")
    String range = "";

    @Mixin
    NewRevisionOptions revision = new NewRevisionOptions();

    @Option(names = "--sql", description = "Write a SQL file, to src/main/resources/db/revisions.")
    boolean sql;

    @Option(names = "--dry-run", description = "Prove it, and only show what would be written.")
    boolean dryRun;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "1000",
            description = "How many rows are written at most: 1000 by default. More are refused.")
    long rows;

    @Mixin
    ScratchOptions scratch = new ScratchOptions();

    @Override
    public Integer call() {
        Migrator migrator = migrator();
        Project project = db().project();
        Project.TargetPackage found = sql
                ? new Project.TargetPackage(project.resourceDirectory(migrator.graph()), "db.revisions")
                : project.targetPackage(migrator.graph());
        Target target = new Target(
                found.packageName(),
                db().application().autogenerateOptions().template(),
                revision.request(List.of(), "squashed"),
                Path.of("").toAbsolutePath());
        Squash squash = migrator.squash(
                new SquashOptions(range, target, scratch.server(db().application(), migrator), rows, sql));
        if (!dryRun) {
            SourceFiles files = new SourceFiles();
            squash.files()
                    .forEach(file ->
                            files.with(found.sourceDirectory(), file.packageName(), file.fileName(), file.text()));
            files.write();
        }
        if (json()) {
            terminal().json(json(squash, found));
        } else {
            print(squash, found);
        }
        return ExitCode.DONE;
    }

    private void print(Squash squash, Project.TargetPackage target) {
        squash.remarks().forEach(remark -> terminal().err().println("Warning: " + remark));
        int steps = squash.operations().size();
        terminal()
                .line("Revision " + squash.revision().title() + " replaces "
                        + squash.revision().replaces().size() + " revisions in " + steps
                        + (steps == 1 ? " step" : " steps") + ", proved: they give an equal database.");
        for (SourceFile file : squash.files()) {
            terminal()
                    .line((dryRun ? "Would write " : "Wrote ")
                            + target.directory().resolve(file.fileName()));
        }
        terminal()
                .line(
                        dryRun
                                ? "Nothing was written."
                                : "Keep the replaced revisions until all databases have them; then delete them together. To"
                                        + " undo the squash, delete its file before that.");
    }

    private Map<String, Object> json(Squash squash, Project.TargetPackage target) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", squash.revision().id());
        json.put("message", squash.revision().message());
        json.put("dryRun", dryRun);
        json.put("downRevisions", squash.revision().down());
        json.put("replaces", squash.revision().replaces());
        json.put("steps", squash.operations().size());
        json.put("rows", squash.rows());
        json.put(
                "files",
                squash.files().stream()
                        .map(file -> target.directory().resolve(file.fileName()).toString())
                        .toList());
        json.put("remarks", squash.remarks());
        return json;
    }
}
