package com.levymaster.migrate.cli.output;

import com.levymaster.migrate.revision.Plan;
import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.runner.RevisionFailedException;
import com.levymaster.migrate.runner.RevisionReport;
import com.levymaster.migrate.runner.RunListener;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/**
 * Tells how far a run is: one line for each revision, and for a person who watches also the step that runs, in a line
 * that is written over.
 */
public final class Progress implements RunListener {

    private static final int WIDTH = 110;
    private static final long BETWEEN_ROWS = Duration.ofMillis(100).toNanos();

    private final PrintWriter out;
    private final boolean interactive;
    private final long start = System.nanoTime();
    private int number;
    private int of;
    private String place = "";
    private String what = "";
    private long shownRowsAt;

    public Progress(PrintWriter out, boolean interactive) {
        this.out = out;
        this.interactive = interactive;
    }

    @Override
    public void beforeRun(Plan plan) {
        of = plan.steps().size();
    }

    @Override
    public void beforeRevision(Direction direction, RevisionHeader revision) {
        number++;
    }

    @Override
    public void beforeStep(RevisionHeader revision, int step, int steps, String description) {
        place = "[" + number + "/" + of + "] " + revision.id() + ", step " + step + " of " + steps;
        what = description;
        show("");
    }

    /** A step may change its rows one by one: a person need not see each. */
    @Override
    public void afterRows(RevisionHeader revision, int step, long rows) {
        long now = System.nanoTime();
        if (now - shownRowsAt >= BETWEEN_ROWS) {
            shownRowsAt = now;
            show(String.format(Locale.ROOT, ", %,d %s", rows, rows == 1 ? "row" : "rows"));
        }
    }

    @Override
    public boolean requiresStepByStep() {
        return interactive;
    }

    @Override
    public void afterRevision(RevisionReport report) {
        over("");
        String verb = report.direction() == Direction.UPGRADE ? "Upgraded to " : "Downgraded from ";
        out.println("[" + number + "/" + of + "] " + verb + report.revision().title() + " (" + report.steps()
                + (report.steps() == 1 ? " step, " : " steps, ") + elapsed(report.duration()) + ")");
    }

    @Override
    public void failed(RevisionFailedException failure) {
        over("");
    }

    private void show(String rows) {
        over(place + " (" + elapsed(Duration.ofNanos(System.nanoTime() - start)) + rows + "): " + what);
    }

    private void over(String text) {
        if (interactive) {
            out.print("\r\u001b[2K" + (text.length() > WIDTH ? text.substring(0, WIDTH - 1) + "…" : text));
            out.flush();
        }
    }

    static String elapsed(Duration duration) {
        long millis = duration.toMillis();
        if (millis < 1000) {
            return millis + " ms";
        }
        long seconds = millis / 1000;
        return seconds < 60 ? seconds + "." + millis % 1000 / 100 + " s" : seconds / 60 + " min " + seconds % 60 + " s";
    }
}
