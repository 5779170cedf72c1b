package com.levymaster.migrate.cli;

import com.levymaster.migrate.revision.RevisionGraph;
import com.levymaster.migrate.revision.RevisionHeader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

@Command(
        name = "check",
        description = "Looks for what should not be merged or released: several heads. Exit code 3 when it finds some.")
final class CheckCommand extends DbCommand {

    @Override
    public Integer call() {
        List<String> findings = new ArrayList<>();
        heads(migrator().graph(), findings);
        if (json()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("findings", findings);
            terminal().json(json);
        } else if (findings.isEmpty()) {
            terminal().line("Found nothing.");
        } else {
            findings.forEach(terminal()::line);
        }
        return findings.isEmpty() ? ExitCode.DONE : ExitCode.FOUND;
    }

    private static void heads(RevisionGraph graph, List<String> findings) {
        List<RevisionHeader> heads = graph.heads();
        if (heads.size() > 1) {
            findings.add("There are " + heads.size() + " heads: "
                    + heads.stream().map(RevisionHeader::title).collect(Collectors.joining(", "))
                    + ". Join them with `db merge`, or let one stand on the other.");
        }
    }
}
