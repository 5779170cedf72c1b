package com.levymaster.migrate.cli.command;

import com.levymaster.migrate.cli.output.ExitCode;
import com.levymaster.migrate.cli.output.Progress;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.error.PrintableText;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.store.HistoryEntry;
import com.levymaster.migrate.store.HistoryEvent;
import com.levymaster.migrate.store.HistoryQuery;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "log", description = "Shows what was executed on the database, the newest first. Reads only.")
final class LogCommand extends DbCommand {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    @Parameters(paramLabel = "REVISION", arity = "0..1", description = "Only the events of this revision.")
    @Nullable
    String revision;

    @Option(names = "--failures", description = "Only failures.")
    boolean failures;

    private int limit;

    @Spec
    @Nullable
    CommandSpec spec;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "20", description = "At most N events: 20 by default.")
    void limit(int value) {
        if (value < 1 && spec != null) {
            throw new ParameterException(spec.commandLine(), "--limit must be 1 or more, but is " + value);
        }
        limit = value;
    }

    @Override
    public Integer call() {
        Migrator migrator = migrator();
        HistoryEvent event = failures ? HistoryEvent.FAILURE : null;
        List<HistoryEntry> entries = migrator.history(new HistoryQuery(0, limit, event, id(migrator)))
                .entries();
        if (json()) {
            terminal().json(entries.stream().map(LogCommand::json).toList());
        } else if (entries.isEmpty()) {
            terminal().err().println(nothing(migrator));
        } else {
            entries.forEach(this::print);
        }
        return ExitCode.DONE;
    }

    /** Returns the id of a known revision, or the name as it is, because the history may have revisions of other builds. */
    private @Nullable String id(Migrator migrator) {
        if (revision == null) {
            return null;
        }
        List<RevisionHeader> known = migrator.graph().headers().stream()
                .filter(header -> header.id().startsWith(revision))
                .toList();
        return known.size() == 1 ? known.get(0).id() : revision;
    }

    /** @throws com.levymaster.migrate.error.MigrationException if neither the application nor the history has the revision */
    private String nothing(Migrator migrator) {
        if (revision == null) {
            return failures ? "The history has no failures." : "The history is empty.";
        }
        if (migrator.history(new HistoryQuery(0, 1, null, id(migrator)))
                .entries()
                .isEmpty()) {
            migrator.graphOfDatabase().resolve(revision);
        }
        return "The history has no " + (failures ? "failures" : "events") + " of " + PrintableText.id(revision) + ".";
    }

    private void print(HistoryEntry entry) {
        String message = entry.message().isBlank() ? "" : " \"" + entry.message() + "\"";
        boolean ran = entry.event() == HistoryEvent.UPGRADE || entry.event() == HistoryEvent.DOWNGRADE;
        String duration = ran ? " (" + Progress.elapsed(entry.duration()) + ")" : "";
        terminal()
                .line(TIME.format(entry.recordedAt()) + " " + String.format(Locale.ROOT, "%-9s", entry.eventText())
                        + " " + entry.revision() + step(entry) + message + duration + author(entry.author()));
        if (entry.error() != null) {
            terminal().line("    " + entry.error());
        }
        if (entry.guards() != null) {
            entry.guards().lines().forEach(guard -> terminal().line("    " + guard));
        }
    }

    /** A failure names its step itself, and an index is its own. */
    private static String step(HistoryEntry entry) {
        boolean named = entry.step() == null
                || entry.error() != null
                || entry.revision().isEmpty();
        return named
                ? ""
                : " "
                        + String.valueOf(entry.step())
                                .replaceFirst("^(up|down)grade ", "step ")
                                .replaceFirst("\\.0$", "");
    }

    private static String author(HistoryEntry.Author author) {
        String user = author.databaseUser() == null ? "" : " by " + author.databaseUser();
        String application = author.application() == null ? "" : ", " + author.application();
        return user + application + (author.applicationVersion() == null ? "" : " " + author.applicationVersion());
    }

    private static Map<String, @Nullable Object> json(HistoryEntry entry) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", entry.id());
        json.put("event", entry.eventText());
        json.put("revision", entry.revision());
        json.put("message", entry.message());
        json.put("recordedAt", entry.recordedAt().toString());
        json.put("durationMs", entry.duration().toMillis());
        json.put("databaseUser", entry.author().databaseUser());
        json.put("application", entry.author().application());
        json.put("applicationVersion", entry.author().applicationVersion());
        json.put("step", entry.step());
        json.put("error", entry.error());
        return json;
    }
}
