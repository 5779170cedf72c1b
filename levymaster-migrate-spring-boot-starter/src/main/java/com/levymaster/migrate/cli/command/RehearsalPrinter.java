package com.levymaster.migrate.cli.command;

import com.levymaster.migrate.cli.output.Terminal;
import com.levymaster.migrate.rehearse.Rehearsal;
import com.levymaster.migrate.rehearse.Rehearsal.MeasuredStatement;
import com.levymaster.migrate.rehearse.Rehearsal.RehearsedRevision;
import com.levymaster.migrate.rehearse.Rehearsal.RehearsedStep;
import com.levymaster.migrate.rehearse.Rehearsal.TakenLock;
import com.levymaster.migrate.runner.RevisionFailure;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi.Style;

/**
 * Prints a rehearsal, or makes JSON of it.
 *
 * @param durations how long the last upgrades of revisions took, by id and the name of the database
 * @param maxLock the budget; {@code null} for none
 */
record RehearsalPrinter(
        Rehearsal rehearsal,
        Map<String, Map<String, Duration>> durations,
        @Nullable Duration maxLock) {

    void print(Terminal terminal) {
        if (rehearsal.revisions().isEmpty()) {
            terminal.line("Nothing to do.");
            return;
        }
        int count = rehearsal.revisions().size();
        terminal.line("Rehearsed " + count + (count == 1 ? " revision" : " revisions")
                + " in a transaction that was rolled back.");
        rehearsal.revisions().forEach(revision -> print(revision, terminal));
        if (!rehearsal.callbacks().isEmpty()) {
            terminal.line("");
            terminal.line("Not rehearsed: the callbacks " + String.join(", ", rehearsal.callbacks()) + ".");
        }
        if (!rehearsal.sequences().isEmpty()) {
            terminal.line("");
            terminal.line(
                    "Not restored by the rollback: " + String.join("; ", BoundedList.of(rehearsal.sequences())) + ".");
        }
        String stopped = rehearsal.stopped();
        if (stopped != null) {
            terminal.line("");
            terminal.line(terminal.styled(stopped, Style.bold, Style.fg_red) + " What follows was not rehearsed.");
        }
        List<TakenLock> over = rehearsal.over(maxLock);
        if (maxLock != null && !over.isEmpty()) {
            terminal.line("");
            terminal.line(terminal.styled("Over the budget of " + millis(maxLock) + ":", Style.bold, Style.fg_red));
            BoundedList.of(over.stream().map(RehearsalPrinter::text).toList())
                    .forEach(line -> terminal.line("  " + line));
        }
    }

    private void print(RehearsedRevision revision, Terminal terminal) {
        String earlier = durations.getOrDefault(revision.revision().id(), Map.of()).entrySet().stream()
                .map(entry -> millis(entry.getValue()) + " " + entry.getKey())
                .collect(Collectors.joining(", "));
        terminal.line("");
        terminal.line(terminal.styled(revision.revision().title(), Style.bold) + ": " + millis(revision.duration())
                + (earlier.isEmpty() ? "" : " (took " + earlier + ")"));
        revision.steps().forEach(step -> print(step, terminal));
        RevisionFailure failure = revision.failure();
        if (failure != null) {
            terminal.line("     " + terminal.styled("Fails:", Style.fg_red) + " " + failure.message()
                    + (failure.sqlState() == null ? "" : "   [" + failure.sqlState() + "]"));
            if (failure.hint() != null) {
                terminal.line("     " + failure.hint());
            }
        }
    }

    private static void print(RehearsedStep step, Terminal terminal) {
        terminal.line("  " + step.number() + ". " + step.description()
                + (step.notRehearsed() == null ? "" : " (not rehearsed: " + step.notRehearsed() + ")"));
        step.statements().stream().limit(20).forEach(statement -> print(statement, terminal));
        if (step.statements().size() > 20) {
            terminal.line("     … and " + (step.statements().size() - 20) + " more statements");
        }
    }

    private static void print(MeasuredStatement statement, Terminal terminal) {
        String sql = statement.sql().strip().lines().findFirst().orElse("");
        terminal.line("     " + (sql.length() > 100 ? sql.substring(0, 100) + " …" : sql));
        terminal.line("       " + millis(statement.duration())
                + (statement.rows() == 0 ? "" : ", " + number(statement.rows()) + " rows changed"));
        statement.locks().stream()
                .filter(lock -> lock.mode().isStrong())
                .forEach(lock -> terminal.line("       takes " + text(lock)));
        list("rewrites ", statement.rewritten(), terminal);
        list("reads all rows of ", statement.read(), terminal);
    }

    private static void list(String verb, List<String> names, Terminal terminal) {
        if (!names.isEmpty()) {
            terminal.line("       " + verb + String.join(", ", BoundedList.of(names)));
        }
    }

    /** {@code ACCESS EXCLUSIVE on property (4.1 M rows) for 340 ms}. */
    private static String text(TakenLock lock) {
        return (lock.atMost() ? "at most " : "") + lock.mode().title() + " on " + lock.table()
                + (lock.tableRows() < 0 ? "" : " (" + number(lock.tableRows()) + " rows)") + " for "
                + millis(lock.held());
    }

    private static String millis(Duration duration) {
        return duration.toMillis() + " ms";
    }

    private static String number(long count) {
        return count < 1_000_000
                ? String.format(Locale.ROOT, "%,d", count)
                : String.format(Locale.ROOT, "%.1f M", count / 1e6);
    }

    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("revisions", rehearsal.revisions().stream().map(this::json).toList());
        json.put("callbacks", rehearsal.callbacks());
        json.put("sequences", rehearsal.sequences());
        json.put("stopped", rehearsal.stopped());
        json.put(
                "overBudget",
                rehearsal.over(maxLock).stream().map(RehearsalPrinter::json).toList());
        return json;
    }

    private Map<String, @Nullable Object> json(RehearsedRevision revision) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", revision.revision().id());
        json.put("durationMs", revision.duration().toMillis());
        Map<String, @Nullable Object> before = new LinkedHashMap<>();
        durations
                .getOrDefault(revision.revision().id(), Map.of())
                .forEach((name, duration) -> before.put(name, duration.toMillis()));
        json.put("tookMs", before);
        json.put(
                "failure",
                revision.failure() == null ? null : revision.failure().message());
        json.put("steps", revision.steps().stream().map(RehearsalPrinter::json).toList());
        return json;
    }

    private static Map<String, @Nullable Object> json(RehearsedStep step) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("operation", step.description());
        json.put("notRehearsed", step.notRehearsed());
        json.put(
                "statements",
                step.statements().stream().map(RehearsalPrinter::json).toList());
        return json;
    }

    private static Map<String, @Nullable Object> json(MeasuredStatement statement) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("sql", statement.sql());
        json.put("durationMs", statement.duration().toMillis());
        json.put("rows", statement.rows());
        json.put("locks", statement.locks().stream().map(RehearsalPrinter::json).toList());
        json.put("rewrites", statement.rewritten());
        json.put("reads", statement.read());
        return json;
    }

    private static Map<String, @Nullable Object> json(TakenLock lock) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("table", lock.table());
        json.put("rows", lock.tableRows());
        json.put("mode", lock.mode().title());
        json.put("atMost", lock.atMost());
        json.put("heldMs", lock.held().toMillis());
        return json;
    }
}
