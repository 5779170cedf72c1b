package com.levymaster.migrate.hibernate;

import static com.levymaster.migrate.hibernate.DraftRoundTrip.EVERYTHING;
import static com.levymaster.migrate.hibernate.DraftRoundTrip.assertNoDifference;
import static com.levymaster.migrate.hibernate.DraftRoundTrip.snapshot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.autogenerate.AutogenerateOptions;
import com.levymaster.migrate.autogenerate.Comparison;
import com.levymaster.migrate.autogenerate.DesiredModel;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.testing.Compiled;
import com.levymaster.migrate.testing.TestDatabase;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From each model to the next and back: the schema is exactly that of a fresh database, and nothing is left to do. */
class EvolutionTest {

    private static Compiled compiled;

    @AutoClose
    private static final TestDatabase database = TestDatabase.create();

    @AutoClose
    private static final TestDatabase fresh = TestDatabase.create();

    @BeforeAll
    static void compileAllModels() {
        Map<String, String> sources = new HashMap<>();
        for (Evolution evolution : Evolution.values()) {
            sources.put(evolution.packageName(1) + ".Models", evolution.source(1));
            sources.put(evolution.packageName(2) + ".Models", evolution.source(2));
        }
        compiled = Compiled.leniently(sources);
    }

    /** New databases for each would take longer than all the rest. */
    @BeforeEach
    void empty() {
        database.empty();
        fresh.empty();
    }

    @ParameterizedTest
    @EnumSource
    void upgrade_and_downgrade_meet_fresh_databases_and_leave_nothing_to_do(Evolution evolution) {
        Class<?>[] older = entities(evolution, 1);
        Class<?>[] newer = entities(evolution, 2);
        DesiredModel first = MappedEntities.model(database, older);
        DesiredModel second = MappedEntities.model(database, newer);
        DraftRoundTrip.run(
                database, DraftRoundTrip.compare(database, first, EVERYTHING).upgrade());
        DraftRoundTrip.run(
                fresh, DraftRoundTrip.compare(fresh, second, EVERYTHING).upgrade());
        DatabaseSchema before = snapshot(database);

        AutogenerateOptions options = EVERYTHING.withDropped(evolution.dropped());
        Comparison comparison = DraftRoundTrip.compare(database, second, options);
        assertThat(comparison.isEmpty()).as("nothing was found").isFalse();
        SampleRows.insert(database, before);
        Comparison withRows = DraftRoundTrip.compare(database, second, options);
        assertThat(withRows.operations()).isEqualTo(comparison.operations());
        assertThat(withRows.losses()).hasSameSizeAs(comparison.losses());
        if (evolution == Evolution.CHANGE_GENERATED && database.version() < 17) {
            assertThatThrownBy(() -> DraftRoundTrip.run(database, comparison.upgrade()))
                    .hasStackTraceContaining("gets another expression, which requires PostgreSQL 17");
            return;
        }
        DraftRoundTrip.run(database, comparison.upgrade());
        SampleRows.assertCountersAhead(database, snapshot(database), second);
        assertNoDifference(database, second);
        assertThat(snapshot(database)).isEqualTo(snapshot(fresh));
        MappedEntities.validate(database, newer);

        DraftRoundTrip.run(database, comparison.downgrade());
        SampleRows.assertCountersAhead(database, snapshot(database), first);
        assertThat(snapshot(database)).isEqualTo(before);
        assertNoDifference(database, first);
    }

    /** All classes of the version but those within others. */
    private static Class<?>[] entities(Evolution evolution, int version) {
        String prefix = evolution.packageName(version) + ".";
        return compiled.names().stream()
                .filter(name -> name.startsWith(prefix) && !name.contains("$"))
                .map(compiled::type)
                .toArray(Class<?>[]::new);
    }
}
