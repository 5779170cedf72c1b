package com.levymaster.migrate.actuate;

import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.runner.RevisionFailedException;
import com.levymaster.migrate.runner.RevisionReport;
import com.levymaster.migrate.runner.RunListener;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/** Creates an observation per revision, which becomes a span for tracing and a timer for metrics. */
final class MigrationObservations implements RunListener {

    private final ObjectProvider<ObservationRegistry> registry;
    private final KeyValues keys;
    private final @Nullable String tenant;
    private final AtomicReference<@Nullable Observation> open = new AtomicReference<>();

    MigrationObservations(ObjectProvider<ObservationRegistry> registry) {
        this(registry, KeyValues.empty(), null);
    }

    private MigrationObservations(
            ObjectProvider<ObservationRegistry> registry, KeyValues keys, @Nullable String tenant) {
        this.registry = registry;
        this.keys = keys;
        this.tenant = tenant;
    }

    @Override
    public RunListener forDatabase(String name) {
        return tenant == null ? new MigrationObservations(registry, KeyValues.of("migrator", name), null) : this;
    }

    @Override
    public RunListener forTenant(@Nullable String database, String name) {
        KeyValues ofDatabase = database == null ? KeyValues.empty() : KeyValues.of("migrator", database);
        return new MigrationObservations(registry, ofDatabase, name);
    }

    @Override
    public void beforeRevision(Direction direction, RevisionHeader revision) {
        String operation = direction.name().toLowerCase(Locale.ROOT);
        open.set(Observation.createNotStarted(
                        "levymaster.migrate.revision", registry.getIfAvailable(() -> ObservationRegistry.NOOP))
                .contextualName(operation + " " + revision.id())
                .lowCardinalityKeyValue("direction", operation)
                .lowCardinalityKeyValues(keys)
                .highCardinalityKeyValue("revision", revision.id())
                .highCardinalityKeyValues(tenant == null ? KeyValues.empty() : KeyValues.of("tenant", tenant))
                .start());
    }

    @Override
    public void afterRevision(RevisionReport report) {
        Observation observation = open.getAndSet(null);
        if (observation != null) {
            observation.stop();
        }
    }

    @Override
    public void failed(RevisionFailedException failure) {
        Observation observation = open.getAndSet(null);
        if (observation != null) {
            observation.error(failure);
            observation.stop();
        }
    }
}
