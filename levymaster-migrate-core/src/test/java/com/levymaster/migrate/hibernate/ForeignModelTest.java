package com.levymaster.migrate.hibernate;

import static com.levymaster.migrate.hibernate.DraftRoundTrip.EVERYTHING;
import static com.levymaster.migrate.hibernate.DraftRoundTrip.assertNoDifference;
import static com.levymaster.migrate.hibernate.DraftRoundTrip.nameless;
import static com.levymaster.migrate.hibernate.DraftRoundTrip.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.autogenerate.Comparison;
import com.levymaster.migrate.autogenerate.DesiredModel;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.testing.Compiled;
import com.levymaster.migrate.testing.TestDatabase;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ForeignModelTest {

    private static Compiled compiled;

    @AutoClose
    private final TestDatabase database = TestDatabase.keepingConnections();

    @AutoClose
    private final TestDatabase hibernates = TestDatabase.keepingConnections();

    @BeforeAll
    static void compileAllModels() {
        Map<String, String> sources = new HashMap<>();
        for (ForeignModel model : ForeignModel.values()) {
            sources.put(model.packageName() + ".Models", model.source());
        }
        compiled = Compiled.leniently(sources);
    }

    @ParameterizedTest
    @EnumSource
    void an_empty_database_gets_what_hibernate_would_create_and_loses_it_again(ForeignModel foreign) {
        Class<?>[] entities = entities(foreign);
        DesiredModel model = MappedEntities.model(database, entities);
        DatabaseSchema before = snapshot(database);
        Comparison comparison = DraftRoundTrip.compare(database, model, EVERYTHING);

        DraftRoundTrip.run(database, comparison.upgrade());

        assertNoDifference(database, model);
        MappedEntities.validate(database, entities);
        MappedEntities.create(hibernates, entities);
        assertNoDifference(hibernates, model);
        assertThat(nameless(snapshot(database))).isEqualTo(nameless(snapshot(hibernates)));
        DraftRoundTrip.run(database, comparison.downgrade());
        assertThat(snapshot(database)).isEqualTo(before);
    }

    private static Class<?>[] entities(ForeignModel foreign) {
        String prefix = foreign.packageName() + ".";
        return compiled.names().stream()
                .filter(name -> name.startsWith(prefix) && !name.contains("$"))
                .map(compiled::type)
                .toArray(Class<?>[]::new);
    }
}
