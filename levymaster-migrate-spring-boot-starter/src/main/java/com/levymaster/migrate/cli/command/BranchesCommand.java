package com.levymaster.migrate.cli.command;

import com.levymaster.migrate.cli.output.ExitCode;
import com.levymaster.migrate.revision.RevisionGraph;
import com.levymaster.migrate.revision.RevisionHeader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "branches", description = "Shows the branch points and their children. Uses no database.")
final class BranchesCommand extends DbCommand {

    @Option(
            names = {"-v", "--verbose"},
            description = "Show all details of each revision.")
    boolean verbose;

    @Override
    public boolean usesDatabase() {
        return false;
    }

    @Override
    public Integer call() {
        RevisionGraph graph = migrator().graph();
        RevisionFormatter text = new RevisionFormatter(graph, terminal(), List.of());
        if (json()) {
            terminal()
                    .json(graph.branchPoints().stream()
                            .map(p -> json(graph, text, p))
                            .toList());
            return ExitCode.DONE;
        }
        if (graph.branchPoints().isEmpty()) {
            terminal().err().println("There are no branch points.");
        }
        for (RevisionHeader point : graph.branchPoints()) {
            terminal().line(verbose ? text.block(point) : text.line(point));
            for (RevisionHeader child : graph.children(point.id())) {
                terminal()
                        .line("    -> " + text.brief(child)
                                + (child.message().isBlank() ? "" : ", " + child.displayMessage()));
            }
        }
        return ExitCode.DONE;
    }

    private static Map<String, Object> json(RevisionGraph graph, RevisionFormatter text, RevisionHeader point) {
        Map<String, Object> json = new LinkedHashMap<>(text.json(point));
        json.put("children", text.json(graph.children(point.id())));
        return json;
    }
}
