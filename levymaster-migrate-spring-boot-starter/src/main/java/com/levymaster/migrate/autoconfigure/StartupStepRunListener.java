package com.levymaster.migrate.autoconfigure;

import com.levymaster.migrate.revision.Plan;
import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.runner.RevisionFailedException;
import com.levymaster.migrate.runner.RevisionReport;
import com.levymaster.migrate.runner.RunListener;
import com.levymaster.migrate.runner.RunReport;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.springframework.core.metrics.ApplicationStartup;
import org.springframework.core.metrics.StartupStep;

/** Records runs and revisions as startup steps, shown by {@code /actuator/startup}. */
final class StartupStepRunListener implements RunListener {

    private final ApplicationStartup startup;
    private final @Nullable String database;
    private final Deque<StartupStep> open = new ArrayDeque<>();

    StartupStepRunListener(ApplicationStartup startup) {
        this(startup, null);
    }

    private StartupStepRunListener(ApplicationStartup startup, @Nullable String database) {
        this.startup = startup;
        this.database = database;
    }

    private StartupStep step(String name) {
        StartupStep step = startup.start(name);
        return database == null ? step : step.tag("database", database);
    }

    @Override
    public RunListener forDatabase(String name) {
        return new StartupStepRunListener(startup, name);
    }

    @Override
    public void beforeRun(Plan plan) {
        open.push(step("levymaster.migrate.run")
                .tag("direction", plan.direction().name())
                .tag("revisions", String.valueOf(plan.steps().size())));
    }

    @Override
    public void beforeRevision(Direction direction, RevisionHeader revision) {
        open.push(step("levymaster.migrate.revision").tag("revision", revision.id()));
    }

    @Override
    public void afterRevision(RevisionReport report) {
        end();
    }

    @Override
    public void failed(RevisionFailedException failure) {
        end();
        end();
    }

    @Override
    public void afterRun(RunReport report) {
        end();
    }

    /** Ends the innermost open step. There is none if the run had nothing to do. */
    private void end() {
        StartupStep step = open.poll();
        if (step != null) {
            step.end();
        }
    }
}
