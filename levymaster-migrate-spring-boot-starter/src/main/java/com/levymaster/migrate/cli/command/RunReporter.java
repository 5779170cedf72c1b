package com.levymaster.migrate.cli.command;

import com.levymaster.migrate.cli.output.Progress;
import com.levymaster.migrate.cli.output.Terminal;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.runner.RevisionReport;
import com.levymaster.migrate.runner.RunListener;
import com.levymaster.migrate.runner.RunReport;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints the progress and the result of a run. */
final class RunReporter {

    private final DbRootCommand db;

    RunReporter(DbRootCommand db) {
        this.db = db;
    }

    /** Returns a migrator that prints its progress. */
    Migrator migrator(@Nullable String tag) {
        Terminal terminal = db.terminal();
        Migrator migrator = db.migrator(tag);
        return migrator.withListener(
                db.quiet
                        ? new RecordedDurations()
                        : new Progress(db.json ? terminal.err() : terminal.out(), terminal.interactive() && !db.json));
    }

    /** So that the result, which may be printed as JSON, and the history agree. */
    private static final class RecordedDurations implements RunListener {

        @Override
        public boolean requiresRecordedDuration() {
            return true;
        }
    }

    void print(RunReport report) {
        if (db.json) {
            db.terminal().json(json(report));
            return;
        }
        if (db.quiet) {
            return;
        }
        String at = report.after().isEmpty() ? "base" : String.join(", ", report.after());
        db.terminal()
                .line(
                        report.isEmpty() && report.before().equals(report.after())
                                ? "The database is at " + at + ": nothing to do."
                                : "The database is at " + at + ".");
    }

    void printStamped(RunReport report) {
        if (db.json) {
            db.terminal().json(json(report));
        } else if (!db.quiet) {
            String at = report.after().isEmpty() ? "base" : String.join(", ", report.after());
            db.terminal().line("The database is stamped as " + at + "; nothing was executed.");
        }
    }

    private static Map<String, Object> json(RunReport report) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("direction", report.direction().name().toLowerCase(Locale.ROOT));
        json.put("before", report.before());
        json.put("after", report.after());
        json.put("revisions", report.revisions().stream().map(RunReporter::json).toList());
        json.put("durationMs", report.duration().toMillis());
        return json;
    }

    private static Map<String, Object> json(RevisionReport report) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", report.revision().id());
        json.put("message", report.revision().message());
        json.put("steps", report.steps());
        json.put("guards", report.guards());
        json.put("hazards", HazardFormatter.json(report.hazards()));
        json.put("durationMs", report.duration().toMillis());
        return json;
    }
}
