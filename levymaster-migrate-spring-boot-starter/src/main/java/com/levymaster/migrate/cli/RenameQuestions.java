package com.levymaster.migrate.cli;

import com.levymaster.migrate.autogenerate.UnclearRenameException;
import com.levymaster.migrate.diff.LikelyRename;
import java.io.BufferedReader;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Asks the person at the terminal what was renamed, the likeliest first. */
final class RenameQuestions {

    private final Terminal terminal;
    private final BufferedReader person;
    private final DraftOptions options;

    RenameQuestions(Terminal terminal, BufferedReader person, DraftOptions options) {
        this.terminal = terminal;
        this.person = person;
        this.options = options;
    }

    /** @throws UnclearRenameException the same, when an answer is neither */
    void ask(UnclearRenameException unclear) {
        terminal.err().println("Renamed, or dropped and added? A rename keeps the rows, a drop loses them:");
        List<LikelyRename> likeliestFirst = unclear.candidates().stream()
                .sorted(Comparator.comparingDouble(LikelyRename::score).reversed())
                .toList();
        for (LikelyRename pair : likeliestFirst) {
            String answer = terminal.ask(person, question(pair)).toLowerCase(Locale.ROOT);
            if (answer.equals("r") || answer.equals("renamed")) {
                options.renamed(pair);
            } else if (answer.equals("d") || answer.equals("dropped")) {
                options.dropped.add(pair.former());
            } else {
                throw unclear;
            }
        }
    }

    private static String question(LikelyRename pair) {
        long percent = Math.min(100, Math.round(pair.score() * 100));
        return "  " + (pair.column() ? "" : "table ") + pair.former() + " -> " + pair.to() + " (" + percent
                + " % alike): [r]enamed, [d]ropped, or anything else to stop? ";
    }
}
