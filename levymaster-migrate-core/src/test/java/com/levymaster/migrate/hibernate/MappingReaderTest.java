package com.levymaster.migrate.hibernate;

import static com.levymaster.migrate.hibernate.DraftRoundTrip.assertNoDifference;
import static com.levymaster.migrate.hibernate.DraftRoundTrip.nameless;
import static com.levymaster.migrate.hibernate.DraftRoundTrip.snapshot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.autogenerate.Comparison;
import com.levymaster.migrate.autogenerate.DesiredModel;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.hibernate.MappedEntities.Running;
import com.levymaster.migrate.hibernate.model.Relations;
import com.levymaster.migrate.testing.TestDatabase;
import jakarta.persistence.Entity;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class MappingReaderTest {

    @AutoClose
    private final TestDatabase database = TestDatabase.keepingConnections();

    @AutoClose
    private final TestDatabase hibernates = TestDatabase.keepingConnections();

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

    @Entity(name = "district")
    static class District {

        @Id
        Long id;

        @ManyToOne
        @JoinColumn(foreignKey = @ForeignKey(foreignKeyDefinition = "as the reader never understands"))
        District parent;
    }

    @Test
    void mappings_are_read_when_they_are_asked_for_and_not_at_the_start() {
        try (Running running = MappedEntities.open(database, District.class)) {
            assertThatThrownBy(running::model)
                    .isInstanceOf(MigrationException.class)
                    .hasMessageContaining("as the reader never understands");
        }
        try (Running running = MappedEntities.open(database, Relations.ALL)) {
            assertThat(running.model()).isSameAs(running.model());
        }
    }
}
