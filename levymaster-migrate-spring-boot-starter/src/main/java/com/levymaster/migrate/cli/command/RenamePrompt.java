package com.levymaster.migrate.cli.command;

import com.levymaster.migrate.autogenerate.AmbiguousRenameException;
import com.levymaster.migrate.cli.output.Terminal;
import com.levymaster.migrate.diff.RenameCandidate;
import java.io.BufferedReader;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Asks the person at the terminal what was renamed, the likeliest first. */
final class RenamePrompt {

    private final Terminal terminal;
    private final BufferedReader person;
    private final AutogenerateOptionsMixin options;

    RenamePrompt(Terminal terminal, BufferedReader person, AutogenerateOptionsMixin options) {
        this.terminal = terminal;
        this.person = person;
        this.options = options;
    }

    /** @throws AmbiguousRenameException the same, when an answer is neither */
    void ask(AmbiguousRenameException unclear) {
        terminal.err().println("Renamed, or dropped and added? A rename keeps the rows, a drop loses them:");
        List<RenameCandidate> likeliestFirst = unclear.candidates().stream()
                .sorted(Comparator.comparingDouble(RenameCandidate::score).reversed())
                .toList();
        for (RenameCandidate pair : likeliestFirst) {
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

    private static String question(RenameCandidate pair) {
        long percent = Math.min(100, Math.round(pair.score() * 100));
        return "  " + (pair.column() ? "" : "table ") + pair.former() + " -> " + pair.to() + " (" + percent
                + " % alike): [r]enamed, [d]ropped, or anything else to stop? ";
    }
}
