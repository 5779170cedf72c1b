package com.levymaster.migrate.cli.command;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.revision.RevisionGraph;
import com.levymaster.migrate.revision.RevisionRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of the commands that write a revision. */
final class NewRevisionOptions {

    private static final int LENGTH_OF_IDS = 12;

    @Option(
            names = {"-m", "--message"},
            paramLabel = "TEXT",
            description = "What the revision does, in a few words.")
    @Nullable
    String message;

    @Option(names = "--rev-id", paramLabel = "ID", description = "Its id; 12 random hex digits, if nothing is said.")
    @Nullable
    String id;

    @Option(
            names = "--branch-label",
            paramLabel = "LABEL",
            description = "A name of the branch that begins here. May be repeated.")
    List<String> labels = new ArrayList<>();

    @Option(names = "--splice", description = "Allow a parent that is not a head: a branch begins there.")
    boolean splice;

    /** @throws MigrationException when the message is more than one line */
    RevisionRequest request(List<String> parents, String otherwise) {
        String text = message == null ? otherwise : message.strip();
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new MigrationException(
                    "The message has a line break or another control character: it names a file and a class.",
                    "say it in one line of plain text.");
        }
        return new RevisionRequest(id(), text, parents, List.of(), labels, splice);
    }

    private String id() {
        String random = UUID.randomUUID().toString().replace("-", "");
        return id == null ? random.substring(random.length() - LENGTH_OF_IDS) : id;
    }

    /** The parents that were asked for: head, if there is one at all. */
    static List<String> parents(RevisionGraph graph, List<String> asked) {
        if (!asked.isEmpty()) {
            return asked;
        }
        return graph.isEmpty() ? List.of("base") : List.of("head");
    }
}
