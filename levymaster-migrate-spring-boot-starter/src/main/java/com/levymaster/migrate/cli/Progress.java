package com.levymaster.migrate.cli;

import com.levymaster.migrate.revision.Plan;
import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.runner.RevisionFailedException;
import com.levymaster.migrate.runner.RevisionReport;
import com.levymaster.migrate.runner.RunListener;
import java.io.PrintWriter;
import java.time.Duration;

/**
 * Tells how far a run is: one line for each revision, and for a person who watches also the step that runs, in a line
 * that is written over.
 */
final class Progress implements RunListener {

    private static final int WIDTH = 110;

    private final PrintWriter out;
    private final boolean interactive;
    private final long start = System.nanoTime();
    private int number;
    private int of;

    Progress(PrintWriter out, boolean interactive) {
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
        if (interactive) {
            String elapsed = elapsed(Duration.ofNanos(System.nanoTime() - start));
            over("[" + number + "/" + of + "] " + revision.id() + ", step " + step + " of " + steps + " (" + elapsed
                    + "): " + description);
        }
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

    private void over(String text) {
        if (interactive) {
            String shown = text.length() > WIDTH ? text.substring(0, WIDTH - 1) + "…" : text;
            out.print("\r\u001b[2K" + shown);
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
