package com.levymaster.migrate.cli;

import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.revision.RevisionHeader;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "history", description = "Shows the revisions of a range, the newest first.")
final class HistoryCommand extends DbCommand {

    @Parameters(
            paramLabel = "FROM:TO",
            arity = "0..1",
            description = "Both included; FROM: goes to heads, :TO comes from base; current is what is applied.")
    @Nullable
    String range;

    @Option(
            names = {"-r", "--rev-range"},
            paramLabel = "FROM:TO",
            description = "The same, as Alembic has it.")
    @Nullable
    String revRange;

    @Option(
            names = {"-v", "--verbose"},
            description = "Show all there is to know of each revision.")
    boolean verbose;

    @Option(
            names = {"-i", "--indicate-current"},
            description = "Mark what the database is at.")
    boolean indicateCurrent;

    @Override
    public Integer call() {
        Migrator migrator = migrator();
        Set<String> applied = asksDatabase() ? migrator.status().applied() : Set.of();
        List<RevisionHeader> revisions = migrator.graph().history(range(), applied);
        Collection<String> marked =
                indicateCurrent ? RevisionText.ids(migrator.graph().current(applied)) : Set.of();
        RevisionText text = new RevisionText(migrator.graph(), terminal(), marked);
        if (json()) {
            terminal().json(text.json(revisions));
        } else {
            revisions.forEach(revision -> terminal().line(verbose ? text.block(revision) : text.line(revision)));
        }
        return ExitCode.DONE;
    }

    private String range() {
        return revRange != null ? revRange : range != null ? range : ":";
    }

    private boolean asksDatabase() {
        return indicateCurrent || range().contains("current");
    }
}
