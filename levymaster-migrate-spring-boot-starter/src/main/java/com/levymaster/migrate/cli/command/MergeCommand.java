package com.levymaster.migrate.cli.command;

import com.levymaster.migrate.analysis.BranchConflict;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.ScratchServer;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.revision.Phase;
import com.levymaster.migrate.revision.RevisionGraph;
import com.levymaster.migrate.revision.RevisionHeader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "merge", description = "Writes a revision with several parents, so that there is one head again.")
final class MergeCommand extends DbCommand {

    @Parameters(paramLabel = "TARGET", arity = "0..*", description = "What to merge: heads by default.")
    List<String> targets = new ArrayList<>();

    @Mixin
    NewRevisionOptions options = new NewRevisionOptions();

    @Option(names = "--force", description = "Merge even if the branches change the same objects.")
    boolean force;

    @Override
    public boolean isForEachDatabase() {
        return false;
    }

    @Override
    public Integer call() {
        Migrator migrator = migrator();
        RevisionGraph graph = migrator.graph();
        List<RevisionHeader> tips = tips(graph);
        ScratchServer scratch = db().application().scratch();
        List<BranchConflict> conflicts = migrator.conflicts(tips, scratch);
        if (scratch == null) {
            migrator.unknownChanges(tips)
                    .forEach(step -> terminal()
                            .err()
                            .println("Warning: it is not known what this step changes: "
                                    + step.revision().title() + ": " + step.operation()));
        }
        if (!conflicts.isEmpty() && !force) {
            throw new MigrationException(
                    "The branches change the same objects:" + list(conflicts) + System.lineSeparator()
                            + "Nothing was written.",
                    "check that each still has the intended effect after the other; if so, use --force.");
        }
        List<String> parents = tips.stream().map(RevisionHeader::id).toList();
        // What follows a contract revision would otherwise keep a start from leaving it out.
        Phase phase = tips.stream().anyMatch(RevisionHeader::isContract) ? Phase.CONTRACT : Phase.EXPAND;
        return new RevisionWriter(db())
                .writeEmpty(graph, options.request(parents, "merge " + String.join(" and ", parents)), phase);
    }

    private List<RevisionHeader> tips(RevisionGraph graph) {
        List<RevisionHeader> tips = targets.isEmpty() || targets.equals(List.of("heads"))
                ? heads(graph)
                : targets.stream()
                        .flatMap(target -> graph.resolve(target).stream())
                        .toList();
        if (tips.size() < 2) {
            throw new MigrationException(
                    "There is nothing to merge: "
                            + (tips.isEmpty() ? "no revision" : tips.get(0).title() + " only") + ".",
                    "name at least two revisions; `db heads` shows the heads.");
        }
        return tips;
    }

    private List<RevisionHeader> heads(RevisionGraph graph) {
        if (options.module != null) {
            return graph.resolve(options.module + "@heads");
        }
        return graph.modules().isEmpty() ? graph.resolve("heads") : graph.competingHeads();
    }

    private static String list(List<BranchConflict> conflicts) {
        StringBuilder text = new StringBuilder();
        for (BranchConflict conflict : conflicts) {
            text.append(System.lineSeparator())
                    .append("  ")
                    .append(conflict.object())
                    .append(':');
            byRevision(conflict)
                    .forEach((title, operations) -> text.append(System.lineSeparator())
                            .append("    ")
                            .append(title)
                            .append(": ")
                            .append(operations));
        }
        return text.toString();
    }

    private static Map<String, String> byRevision(BranchConflict conflict) {
        return conflict.changes().stream()
                .collect(Collectors.groupingBy(
                        change -> change.revision().title(),
                        LinkedHashMap::new,
                        Collectors.mapping(BranchConflict.Change::operation, Collectors.joining("; "))));
    }
}
