package com.levymaster.migrate.cli.output;

import com.levymaster.migrate.error.PrintableText;
import com.levymaster.migrate.lint.LintRule;
import com.levymaster.migrate.lint.Rule;
import com.levymaster.migrate.lint.Rule.Severity;
import com.levymaster.migrate.revision.Plan;
import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.runner.RevisionFailedException;
import com.levymaster.migrate.runner.RevisionReport;
import com.levymaster.migrate.runner.RunListener;
import com.levymaster.migrate.store.BackfillProgress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/**
 * Prints the progress of a run: one line for each revision and each hazard in it, and on a terminal also the current step, in a line that is
 * overwritten.
 */
public final class Progress implements RunListener {

    private static final int WIDTH = 110;
    private static final String ERASE_LINE = "\r\u001b[2K";
    private static final String NO_WRAP = "\u001b[?7l";
    private static final String WRAP = "\u001b[?7h";
    private static final long BETWEEN_ROWS = Duration.ofMillis(100).toNanos();

    private final PrintWriter out;
    private final boolean interactive;
    private final long start = System.nanoTime();
    private int number;
    private int total;
    private String position = "";
    private String stepDescription = "";
    private long shownRowsAt;

    /**
     * Creates a progress display.
     *
     * @param interactive whether a line may be overwritten
     */
    public Progress(PrintWriter out, boolean interactive) {
        this.out = out;
        this.interactive = interactive;
    }

    @Override
    public void beforeRun(Plan plan) {
        total = plan.steps().size();
    }

    @Override
    public void beforeRevision(Direction direction, RevisionHeader revision) {
        number += revision.isRepeatable() ? 0 : 1;
    }

    @Override
    public void beforeStep(RevisionHeader revision, int step, int steps, String description) {
        position = number(revision) + revision.id() + ", step " + step + " of " + steps;
        stepDescription = description;
        show("");
    }

    /** Limits the output of steps that change rows one by one. */
    @Override
    public void afterRows(RevisionHeader revision, int step, long rows) {
        long now = System.nanoTime();
        if (now - shownRowsAt >= BETWEEN_ROWS) {
            shownRowsAt = now;
            show(String.format(Locale.ROOT, ", %,d %s", rows, rows == 1 ? "row" : "rows"));
        }
    }

    @Override
    public void afterBatch(RevisionHeader revision, int step, BackfillProgress progress) {
        long now = System.nanoTime();
        if (now - shownRowsAt >= BETWEEN_ROWS) {
            shownRowsAt = now;
            show(", " + progress.summary());
        }
    }

    @Override
    public boolean requiresRecordedDuration() {
        return true;
    }

    @Override
    public boolean requiresStepByStep() {
        return interactive;
    }

    @Override
    public void afterRevision(RevisionReport report) {
        overwrite("");
        out.println(number(report.revision()) + report.summary() + " (" + report.steps()
                + (report.steps() == 1 ? " step, " : " steps, ") + elapsed(report.duration()) + ")");
        report.hazards().stream()
                .filter(hazard -> hazard.rule().severity() != Severity.INFO)
                .filter(hazard -> report.direction() == Direction.UPGRADE || !isConsentedTo(hazard.rule()))
                .forEach(hazard -> out.println(
                        "  " + hazard.rule().severity() + " " + hazard.rule().id() + ": "
                                + PrintableText.line(hazard.operation().describe())));
    }

    private String number(RevisionHeader revision) {
        return revision.isRepeatable() ? "" : "[" + number + "/" + total + "] ";
    }

    /** A downgrade has shown what it loses, and has asked. */
    private static boolean isConsentedTo(LintRule rule) {
        return rule == Rule.DATA_LOSS || rule == Rule.INCOMPLETE_UNDO;
    }

    @Override
    public void failed(RevisionFailedException failure) {
        overwrite("");
    }

    private void show(String rows) {
        overwrite(position + " (" + elapsed(Duration.ofNanos(System.nanoTime() - start)) + rows + "): "
                + stepDescription);
    }

    /** A line that is wider than the terminal is not wrapped: only its last row would be written over. */
    private void overwrite(String text) {
        if (interactive) {
            String shown = text.length() > WIDTH ? text.substring(0, WIDTH - 1) + "…" : text;
            out.print(ERASE_LINE + (shown.isEmpty() ? "" : NO_WRAP + shown + WRAP));
            out.flush();
        }
    }

    /** Returns the duration in the unit that fits it. */
    public static String elapsed(Duration duration) {
        long millis = duration.toMillis();
        if (millis < 1000) {
            return millis + " ms";
        }
        long seconds = millis / 1000;
        return seconds < 60 ? seconds + "." + millis % 1000 / 100 + " s" : seconds / 60 + " min " + seconds % 60 + " s";
    }
}
