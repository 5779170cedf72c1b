package com.levymaster.migrate.cli.command;

import com.levymaster.migrate.autogenerate.AmbiguousRenameException;
import com.levymaster.migrate.autogenerate.AutogenerateOptions;
import com.levymaster.migrate.cli.output.Terminal;
import com.levymaster.migrate.diff.RenameCandidate;
import com.levymaster.migrate.diff.RenameCandidate.Kind;
import com.levymaster.migrate.diff.RenameHint;
import java.io.BufferedReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Asks the user at the terminal which objects were renamed. */
final class RenamePrompt {

    private final Terminal terminal;
    private final BufferedReader input;

    RenamePrompt(Terminal terminal, BufferedReader input) {
        this.terminal = terminal;
        this.input = input;
    }

    /**
     * Asks about each candidate, the most likely first.
     *
     * @return the options with the answers
     * @throws AmbiguousRenameException if an answer is neither renamed nor dropped
     */
    AutogenerateOptions ask(List<RenameCandidate> candidates, AutogenerateOptions options) {
        terminal.err().println("Renamed, or dropped and added? A rename keeps the rows, a drop loses them:");
        List<RenameHint> renames = new ArrayList<>(options.renames());
        Set<String> dropped = new HashSet<>(options.dropped());
        List<RenameCandidate> likeliestFirst = candidates.stream()
                .sorted(Comparator.comparingDouble(RenameCandidate::score).reversed())
                .toList();
        for (RenameCandidate candidate : likeliestFirst) {
            switch (terminal.ask(input, question(candidate)).toLowerCase(Locale.ROOT)) {
                case "r", "renamed" -> renames.add(hint(candidate));
                case "d", "dropped" -> dropped.add(candidate.former());
                default -> throw new AmbiguousRenameException(candidates);
            }
        }
        return options.withRenames(renames).withDropped(dropped);
    }

    private static RenameHint hint(RenameCandidate candidate) {
        return candidate.kind() == Kind.TABLE
                ? RenameHint.table(candidate.table(), candidate.from(), candidate.option())
                : RenameHint.column(candidate.table(), candidate.to(), candidate.from(), candidate.option());
    }

    private static String question(RenameCandidate candidate) {
        long percent = Math.min(100, Math.round(candidate.score() * 100));
        return "  " + (candidate.kind() == Kind.TABLE ? "table " : "") + candidate.former() + " -> " + candidate.to()
                + " (" + percent + " % alike): [r]enamed, [d]ropped, or anything else to stop? ";
    }
}
