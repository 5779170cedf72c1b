package com.levymaster.migrate.command;

import com.levymaster.migrate.command.TenantMigrator.TenantRun;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.runner.RunReport;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** The runs of many tenants, a bounded number at a time. */
final class TenantRuns {

    private final TenantSettings settings;
    private final TenantProgress progress;
    private final Map<String, RunReport> reports = new LinkedHashMap<>();
    private final Map<String, MigrationException> failures = new LinkedHashMap<>();
    private final Deque<String> waiting = new ArrayDeque<>();
    private int planned;

    TenantRuns(TenantSettings settings, TenantProgress progress) {
        this.settings = settings;
        this.progress = progress;
    }

    /** Runs all, or all until one fails. An exception that is no {@link MigrationException} is thrown when the others are done. */
    void execute(Collection<String> tenants, TenantRun run) {
        waiting.addAll(tenants);
        planned = tenants.size();
        int threads = Math.min(settings.connections(), planned);
        if (threads <= 1) {
            work(run);
            return;
        }
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> workers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                workers.add(pool.submit(() -> work(run)));
            }
            for (Future<?> worker : workers) {
                worker.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MigrationException(
                    "Interrupted while the tenants were migrated: " + reports().size() + " of " + planned
                            + " are done.",
                    "start again: the upgrade continues with the tenants that are behind.",
                    e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException unchecked
                    ? unchecked
                    : new IllegalStateException(e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private void work(TenantRun run) {
        for (String tenant = next(); tenant != null; tenant = next()) {
            try {
                done(tenant, run.run(tenant), null);
            } catch (MigrationException e) {
                done(tenant, null, e);
            }
        }
    }

    private synchronized @Nullable String next() {
        return !failures.isEmpty() && !settings.continueAfterFailure() ? null : waiting.poll();
    }

    private synchronized void done(String tenant, @Nullable RunReport report, @Nullable MigrationException failure) {
        if (report != null) {
            reports.put(tenant, report);
        }
        if (failure != null) {
            failures.put(tenant, failure);
        }
        progress.done(tenant, reports.size() + failures.size(), planned, failure);
    }

    synchronized Map<String, RunReport> reports() {
        return new LinkedHashMap<>(reports);
    }

    synchronized Map<String, MigrationException> failures() {
        return new LinkedHashMap<>(failures);
    }

    synchronized List<String> skipped() {
        return List.copyOf(waiting);
    }
}
