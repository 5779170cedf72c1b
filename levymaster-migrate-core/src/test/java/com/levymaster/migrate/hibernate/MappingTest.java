package com.levymaster.migrate.hibernate;

import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.autogenerate.Autogenerate;
import com.levymaster.migrate.autogenerate.Comparison;
import com.levymaster.migrate.autogenerate.DesiredModel;
import com.levymaster.migrate.autogenerate.Options;
import com.levymaster.migrate.hibernate.model.Relations;
import com.levymaster.migrate.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class MappingTest {

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    @Test
    void a_schema_that_hibernate_created_does_not_differ_from_the_mapping() throws SQLException {
        Mapped.create(database, Relations.ALL);

        assertNoDifference(Mapped.model(database, Relations.ALL));
    }

    private void assertNoDifference(DesiredModel model) throws SQLException {
        try (Connection connection = database.connection()) {
            Comparison comparison = new Autogenerate(Options.DEFAULT).compare(model, connection);
            assertThat(comparison.operations()).isEmpty();
            assertThat(comparison.warnings()).isEmpty();
            assertThat(comparison.unmapped()).isEmpty();
        }
    }
}
