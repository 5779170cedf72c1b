package com.levymaster.migrate.cli.command;

import com.levymaster.migrate.cli.output.ExitCode;
import com.levymaster.migrate.revision.RevisionGraph;
import com.levymaster.migrate.revision.RevisionHeader;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "heads", description = "Shows the revisions without children. Uses no database.")
final class HeadsCommand extends DbCommand {

    @Option(
            names = {"-v", "--verbose"},
            description = "Show all details of each revision.")
    boolean verbose;

    @Option(names = "--resolve-dependencies", description = "Leave out heads that another revision depends on.")
    boolean resolveDependencies;

    @Mixin
    ModuleOption module = new ModuleOption();

    @Override
    public boolean usesDatabase() {
        return false;
    }

    @Override
    public Integer call() {
        RevisionGraph graph = migrator().graph();
        List<RevisionHeader> heads = module.of(graph, resolveDependencies ? graph.effectiveHeads() : graph.heads());
        RevisionFormatter text = new RevisionFormatter(graph, terminal(), List.of());
        if (json()) {
            terminal().json(text.json(heads));
        } else if (heads.isEmpty()) {
            terminal().err().println(RevisionFormatter.NONE);
        } else {
            heads.forEach(head -> terminal().line(verbose ? text.block(head) : text.brief(head)));
        }
        return ExitCode.DONE;
    }
}
