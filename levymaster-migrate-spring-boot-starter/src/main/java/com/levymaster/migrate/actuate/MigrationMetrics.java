package com.levymaster.migrate.actuate;

import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.Status;
import com.levymaster.migrate.command.TenantMigrator;
import com.levymaster.migrate.runner.RunListener;
import com.levymaster.migrate.runner.RunReport;
import com.levymaster.migrate.store.BackfillProgress;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Counts revisions and measures runs. Meter registries are bound after the migrations of the startup; earlier runs are
 * recorded in each registry when it is bound.
 */
final class MigrationMetrics implements MeterBinder {

    private final Supplier<Map<String, ObservedDatabase>> databases;
    private final List<MeterRegistry> registries = new ArrayList<>();
    private final List<Run> runsBeforeFirstRegistry = new ArrayList<>();

    /** @param databases databases by name; called when a registry is bound */
    MigrationMetrics(Supplier<Map<String, ObservedDatabase>> databases) {
        this.databases = databases;
    }

    /** A run on a database, which may be the only one. */
    private record Run(RunReport report, Tags tags) {

        static Run of(RunReport report, @Nullable String database) {
            Tags direction = Tags.of("direction", report.direction().name().toLowerCase(Locale.ROOT));
            return new Run(report, database == null ? direction : direction.and("migrator", database));
        }
    }

    /** Returns what measures runs. */
    RunListener listener() {
        return new Listener(null);
    }

    private final class Listener implements RunListener {

        private final @Nullable String database;

        private Listener(@Nullable String database) {
            this.database = database;
        }

        @Override
        public RunListener forDatabase(String name) {
            return new Listener(name);
        }

        /** There may be thousands of tenants, and each would be a time series. */
        @Override
        public RunListener forTenant(@Nullable String of, String tenant) {
            return new RunListener() {
                @Override
                public void afterRun(RunReport report) {
                    record(Run.of(report, of));
                }
            };
        }

        @Override
        public void afterRun(RunReport report) {
            record(Run.of(report, database));
        }
    }

    private void record(Run run) {
        if (run.report().isEmpty()) {
            return;
        }
        synchronized (runsBeforeFirstRegistry) {
            if (registries.isEmpty()) {
                runsBeforeFirstRegistry.add(run);
            }
            registries.forEach(registry -> record(run, registry));
        }
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        databases.get().forEach((name, database) -> {
            TenantMigrator tenants = database.tenants();
            if (tenants == null) {
                bindDatabase(name, database.migrator(), registry);
            } else {
                bindTenants(name, tenants, registry);
            }
        });
        synchronized (runsBeforeFirstRegistry) {
            registries.add(registry);
            runsBeforeFirstRegistry.forEach(run -> record(run, registry));
        }
    }

    private static int rate(Status status) {
        return (int) Math.min(
                Integer.MAX_VALUE,
                status.backfills().stream()
                        .mapToLong(BackfillProgress::rowsPerSecond)
                        .sum());
    }

    private static int remaining(Status status) {
        return status.backfills().stream()
                .map(BackfillProgress::remaining)
                .filter(Objects::nonNull)
                .mapToInt(left -> (int) Math.min(Integer.MAX_VALUE, left.toSeconds()))
                .max()
                .orElse(0);
    }

    private static void bindDatabase(String name, Migrator migrator, MeterRegistry registry) {
        StatusCache<Status> status = new StatusCache<>(migrator::status);
        Gauge.builder("levymaster.migrate.backfill.rows", status, c -> c.count(MigrationMetrics::backfilled))
                .description("Rows changed by backfills that have begun and not finished")
                .baseUnit("rows")
                .tag("migrator", name)
                .strongReference(true)
                .register(registry);
        Gauge.builder("levymaster.migrate.backfill.rate", status, c -> c.count(MigrationMetrics::rate))
                .description("Rows that these backfills change in a second")
                .baseUnit("rows")
                .tag("migrator", name)
                .strongReference(true)
                .register(registry);
        Gauge.builder("levymaster.migrate.backfill.remaining", status, c -> c.count(MigrationMetrics::remaining))
                .description("Estimated time until the longest of these backfills ends")
                .baseUnit("seconds")
                .tag("migrator", name)
                .strongReference(true)
                .register(registry);
        gauge(
                registry,
                "pending",
                "Pending revisions: not yet applied to the database",
                name,
                status,
                s -> s.pending().size());
        gauge(
                registry,
                "applied",
                "Revisions applied to the database",
                name,
                status,
                s -> s.applied().size());
    }

    /** One gauge for each state; the revisions of one tenant are not counted. */
    private static void bindTenants(String name, TenantMigrator migrator, MeterRegistry registry) {
        StatusCache<TenantsState> status = new StatusCache<>(() -> TenantsState.of(migrator.status()));
        TenantsState.STATES.forEach(state -> Gauge.builder(
                        "levymaster.migrate.tenants",
                        status,
                        c -> c.count(s -> s.counts().getOrDefault(state, 0)))
                .description("Tenants in this state")
                .baseUnit("tenants")
                .tag("migrator", name)
                .tag("state", state.displayName())
                .strongReference(true)
                .register(registry));
    }

    private static int backfilled(Status status) {
        return (int) Math.min(
                Integer.MAX_VALUE,
                status.backfills().stream().mapToLong(BackfillProgress::rows).sum());
    }

    private static void gauge(
            MeterRegistry registry,
            String what,
            String description,
            String migrator,
            StatusCache<Status> cache,
            ToIntFunction<Status> count) {
        Gauge.builder("levymaster.migrate." + what, cache, c -> c.count(count))
                .description(description)
                .baseUnit("revisions")
                .tag("migrator", migrator)
                .strongReference(true)
                .register(registry);
    }

    private static void record(Run run, MeterRegistry registry) {
        Timer.builder("levymaster.migrate.duration")
                .description("Duration of runs that applied or reverted revisions, including the wait for the lock")
                .tags(run.tags())
                .register(registry)
                .record(run.report().duration());
        Timer.builder("levymaster.migrate.lock.wait")
                .description("Time that these runs waited for the migration lock")
                .tags(run.tags())
                .register(registry)
                .record(run.report().lockWait());
    }
}
