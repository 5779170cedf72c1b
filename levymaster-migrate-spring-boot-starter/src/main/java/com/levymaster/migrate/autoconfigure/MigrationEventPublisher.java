package com.levymaster.migrate.autoconfigure;

import com.levymaster.migrate.autoconfigure.event.MigrationCompleted;
import com.levymaster.migrate.autoconfigure.event.MigrationFailed;
import com.levymaster.migrate.autoconfigure.event.RevisionApplied;
import com.levymaster.migrate.autoconfigure.event.RevisionReverted;
import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.runner.RevisionFailedException;
import com.levymaster.migrate.runner.RevisionReport;
import com.levymaster.migrate.runner.RunListener;
import com.levymaster.migrate.runner.RunReport;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Publishes runs and revisions as application events. Events of the startup phase are deferred until all singletons
 * exist: {@code @EventListener} methods are not registered before, and a listener may use the database. A failure is
 * published immediately, because the context is about to close.
 */
final class MigrationEventPublisher implements RunListener, SmartInitializingSingleton {

    private final ApplicationEventPublisher publisher;
    private final List<Object> deferred = new ArrayList<>();
    private final RunListener only = new Runs(null);
    private boolean started;

    MigrationEventPublisher(ApplicationEventPublisher publisher) {
        this.publisher = publisher;
    }

    @Override
    public RunListener forDatabase(String name) {
        return new Runs(name);
    }

    @Override
    public void afterRevision(RevisionReport report) {
        only.afterRevision(report);
    }

    @Override
    public void afterRun(RunReport report) {
        only.afterRun(report);
    }

    @Override
    public void failed(RevisionFailedException failure) {
        only.failed(failure);
    }

    @Override
    public void afterSingletonsInstantiated() {
        List<Object> events;
        synchronized (this) {
            started = true;
            events = List.copyOf(deferred);
            deferred.clear();
        }
        events.forEach(publisher::publishEvent);
    }

    private void publish(Object event) {
        synchronized (this) {
            if (!started) {
                deferred.add(event);
                return;
            }
        }
        publisher.publishEvent(event);
    }

    /** Publishes the runs on one database. */
    private final class Runs implements RunListener {

        private final @Nullable String database;

        Runs(@Nullable String database) {
            this.database = database;
        }

        @Override
        public void afterRevision(RevisionReport report) {
            publish(
                    report.direction() == Direction.UPGRADE
                            ? new RevisionApplied(report.revision(), report.duration(), database)
                            : new RevisionReverted(report.revision(), report.duration(), database));
        }

        @Override
        public void afterRun(RunReport report) {
            publish(new MigrationCompleted(report, database));
        }

        @Override
        public void failed(RevisionFailedException failure) {
            try {
                publisher.publishEvent(new MigrationFailed(failure, database));
            } catch (RuntimeException e) {
                failure.addSuppressed(e);
            }
        }
    }
}
