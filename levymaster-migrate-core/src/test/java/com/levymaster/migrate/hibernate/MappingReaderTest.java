package com.levymaster.migrate.hibernate;

import static com.levymaster.migrate.hibernate.DraftRoundTrip.assertNoDifference;
import static com.levymaster.migrate.hibernate.DraftRoundTrip.nameless;
import static com.levymaster.migrate.hibernate.DraftRoundTrip.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.autogenerate.Comparison;
import com.levymaster.migrate.autogenerate.DesiredModel;
import com.levymaster.migrate.hibernate.model.Relations;
import com.levymaster.migrate.testing.TestDatabase;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class MappingReaderTest {

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    @AutoClose
    private final TestDatabase hibernates = TestDatabase.create();

    @Test
    void a_schema_that_hibernate_created_does_not_differ_from_the_mapping() {
        MappedEntities.create(hibernates, Relations.ALL);

        Comparison comparison = DraftRoundTrip.compare(
                hibernates, MappedEntities.model(hibernates, Relations.ALL), DraftRoundTrip.EVERYTHING);
        assertThat(comparison.operations().stream().map(o -> o.describe() + " " + o))
                .isEmpty();
        assertThat(comparison.warnings()).isEmpty();
        assertThat(comparison.unmapped()).isEmpty();
    }

    @Test
    void an_empty_database_gets_the_schema_that_hibernate_would_create_and_loses_it_again() {
        DesiredModel model = MappedEntities.model(database, Relations.ALL);
        Comparison comparison = DraftRoundTrip.compare(database, model, DraftRoundTrip.EVERYTHING);

        DraftRoundTrip.run(database, comparison.upgrade());

        assertNoDifference(database, model);
        database.execute("create view seen as select id, name from owner");
        MappedEntities.validate(database, Relations.ALL);
        assertNoDifference(database, model);
        database.execute("drop view seen");
        MappedEntities.create(hibernates, Relations.ALL);
        hibernates.execute("drop view seen");
        assertThat(nameless(snapshot(database))).isEqualTo(nameless(snapshot(hibernates)));

        DraftRoundTrip.run(database, comparison.downgrade());
        assertThat(snapshot(database).tables()).isEmpty();
        assertThat(snapshot(database).sequences()).isEmpty();
        assertThat(snapshot(database).enums()).isEmpty();
    }
}
