package com.levymaster.migrate.cli.command;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.revision.RevisionGraph;
import com.levymaster.migrate.revision.RevisionRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of commands that write a revision. */
final class NewRevisionOptions {

    private static final int LENGTH_OF_IDS = 12;

    @Option(
            names = {"-m", "--message"},
            paramLabel = "TEXT",
            description = "What the revision does, in a few words.")
    @Nullable
    String message;

    @Option(names = "--rev-id", paramLabel = "ID", description = "Its id; 12 random hex digits by default.")
    @Nullable
    String id;

    @Option(
            names = "--branch-label",
            paramLabel = "LABEL",
            description = "A label of the branch that starts here. May be repeated.")
    List<String> labels = new ArrayList<>();

    @Option(names = "--splice", description = "Allow a parent that is not a head; this starts a branch.")
    boolean splice;

    @Option(
            names = "--module",
            paramLabel = "MODULE",
            description = "Its module: on the head of that, or the first of a new one. By default that of its parent.")
    @Nullable
    String module;

    /** @throws MigrationException if the message has several lines */
    RevisionRequest request(List<String> parents, String defaultMessage) {
        String text = message == null ? defaultMessage : message.strip();
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new MigrationException(
                    "The message contains a line break or another control character, but it becomes part of a file and"
                            + " class name.",
                    "use a single line of plain text.");
        }
        return new RevisionRequest(id(), text, parents, List.of(), labels, splice, module == null ? "" : module);
    }

    private String id() {
        return id == null ? randomId() : id;
    }

    /** Returns the id of a further revision. */
    static String randomId() {
        String random = UUID.randomUUID().toString().replace("-", "");
        return random.substring(random.length() - LENGTH_OF_IDS);
    }

    /** Returns the requested parents, by default the head of the module, or base if there are no revisions. */
    List<String> parents(RevisionGraph graph, List<String> requested) {
        if (!requested.isEmpty()) {
            return requested;
        }
        if (module != null) {
            return List.of(graph.modules().contains(module) ? module + "@head" : "base");
        }
        return graph.isEmpty() ? List.of("base") : List.of("head");
    }
}
