package com.levymaster.migrate.cli.command;

import com.levymaster.migrate.cli.output.ExitCode;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.revision.RevisionGraph;
import com.levymaster.migrate.revision.RevisionHeader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "show", description = "Shows all details of revisions, and where their sources are.")
final class ShowCommand extends DbCommand {

    @Parameters(paramLabel = "TARGET", arity = "0..1", description = "head by default; also current.")
    String target = "head";

    @Override
    public boolean usesDatabase() {
        return target.contains("current");
    }

    @Override
    public Integer call() {
        Migrator migrator = migrator();
        RevisionGraph graph = migrator.graph();
        List<RevisionHeader> revisions =
                target.equals("current") ? migrator.status().current() : graph.resolve(target);
        if (revisions.isEmpty() && !graph.heads().isEmpty() && !target.equals("current")) {
            throw new MigrationException(
                    "\"" + target + "\" is no revision: it is the state before the first one.",
                    "name a revision; `db history` lists them.");
        }
        RevisionFormatter text = new RevisionFormatter(graph, terminal(), List.of());
        Project project = db().project();
        if (json()) {
            terminal().json(revisions.stream().map(r -> json(text, project, r)).toList());
            return ExitCode.DONE;
        }
        if (revisions.isEmpty()) {
            terminal().err().println(target.equals("current") ? "No revision is applied." : RevisionFormatter.NONE);
        }
        for (RevisionHeader revision : revisions) {
            terminal().text(text.block(revision) + System.lineSeparator());
            project.sourceOf(revision.id()).ifPresent(file -> terminal().line("Path: " + file.path()));
        }
        return ExitCode.DONE;
    }

    private static Map<String, Object> json(RevisionFormatter text, Project project, RevisionHeader revision) {
        Map<String, Object> json = new LinkedHashMap<>(text.json(revision));
        project.sourceOf(revision.id())
                .ifPresent(file -> json.put("file", file.path().toString()));
        return json;
    }
}
