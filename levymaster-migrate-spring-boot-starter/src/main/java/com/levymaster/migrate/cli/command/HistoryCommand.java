package com.levymaster.migrate.cli.command;

import com.levymaster.migrate.cli.output.ExitCode;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.Status;
import com.levymaster.migrate.diagram.GraphDiagram;
import com.levymaster.migrate.revision.RevisionGraph;
import com.levymaster.migrate.revision.RevisionHeader;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "history", description = "Shows the revisions of a range, the newest first.")
final class HistoryCommand extends DbCommand {

    @Parameters(
            paramLabel = "FROM:TO",
            arity = "0..1",
            description = "Both included; FROM: ends at heads, :TO begins at base; current is what is applied.")
    @Nullable
    String range;

    @Option(
            names = {"-r", "--rev-range"},
            paramLabel = "FROM:TO",
            description = "The same, as in Alembic.")
    @Nullable
    String revRange;

    @Option(
            names = {"-v", "--verbose"},
            description = "Show all details of each revision.")
    boolean verbose;

    @Option(
            names = {"-i", "--indicate-current"},
            description = "Mark the current revisions of the database, and those whose last run failed.")
    boolean indicateCurrent;

    @Option(names = "--graph", description = "Draw the branches, and mark applied and pending revisions.")
    boolean graph;

    @Option(names = "--format", paramLabel = "FORMAT", description = "Draw for documents: ${COMPLETION-CANDIDATES}.")
    @Nullable
    Format format;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Writes the drawing to a new file; stdout by default.")
    @Nullable
    Path output;

    @Mixin
    ModuleOption module = new ModuleOption();

    /** Languages of drawings. */
    enum Format {
        mermaid,
        dot,
        svg
    }

    @Override
    public boolean usesDatabase() {
        return asksDatabase();
    }

    @Override
    public @Nullable String optionConflict() {
        if (json() && format != null) {
            return "--json and --format exclude each other";
        }
        return output != null && (json() || !graph && format == null) ? "--output requires --graph or --format" : null;
    }

    @Override
    public Integer call() {
        Migrator migrator = migrator();
        Status status = asksDatabase() ? migrator.status() : null;
        Set<String> applied = status == null ? Set.of() : status.applied();
        RevisionGraph revisionGraph = asksDatabase() ? migrator.graphOfDatabase(range()) : migrator.graph();
        List<RevisionHeader> revisions = module.of(revisionGraph, revisionGraph.history(range(), applied));
        boolean marks = indicateCurrent || graph || format != null;
        Set<String> failed = marks ? migrator.unfinishedRevisions() : Set.of();
        Collection<String> marked =
                status != null && indicateCurrent ? RevisionFormatter.ids(status.current()) : Set.of();
        RevisionFormatter text = new RevisionFormatter(revisionGraph, terminal(), marked, failed);
        if (json()) {
            terminal().json(json(revisions, text, status, failed));
        } else if ((graph || format != null) && !(format == null && revisions.isEmpty())) {
            draw(GraphDiagram.of(revisionGraph, applied).withFailed(failed).showing(revisions));
        } else if (revisions.isEmpty()) {
            terminal()
                    .err()
                    .println(
                            range().equals(":")
                                    ? RevisionFormatter.NONE
                                    : "There are no revisions in " + range() + ".");
        } else {
            revisions.forEach(revision -> terminal().line(verbose ? text.block(revision) : text.line(revision)));
        }
        if (status != null && !graph && format == null) {
            status.notPresent().forEach(absent -> terminal().err().println(absent + "."));
            status.ahead().ifPresent(ahead -> terminal().err().println(ahead + "."));
        }
        return ExitCode.DONE;
    }

    private static List<Map<String, Object>> json(
            List<RevisionHeader> revisions, RevisionFormatter text, @Nullable Status status, Set<String> failed) {
        List<Map<String, Object>> all = text.json(revisions);
        if (status != null) {
            Set<String> current = RevisionFormatter.ids(status.current());
            for (Map<String, Object> each : all) {
                String id = String.valueOf(each.get("id"));
                each.put("applied", status.applied().contains(id));
                each.put("current", current.contains(id));
                each.put("failed", failed.contains(id));
            }
        }
        return all;
    }

    private void draw(GraphDiagram picture) {
        String drawing = format == null
                ? picture.text(isUnicode() ? GraphDiagram.Charset.UNICODE : GraphDiagram.Charset.ASCII)
                : switch (format) {
                    case mermaid -> picture.mermaid();
                    case dot -> picture.dot();
                    case svg -> picture.svg();
                };
        Path file = output;
        if (file == null) {
            terminal().text(drawing);
        } else {
            OutputFile.write(file, drawing);
            terminal().line("Wrote " + file + ".");
        }
    }

    private boolean isUnicode() {
        return terminal().charset().newEncoder().canEncode('│');
    }

    private String range() {
        return revRange != null ? revRange : range != null ? range : ":";
    }

    private boolean asksDatabase() {
        return indicateCurrent || graph || format != null || range().contains("current");
    }
}
